"""What the program answers, and when."""

import os
import threading
import time
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{urn:kontor:acknowledgement:1}"


class Answer:
    """One acknowledgement, and when it was first seen, by the steady clock."""

    def __init__(self, path):
        self.seen = time.monotonic()
        root = ElementTree.parse(path).getroot()
        self.file = root.findtext(f"{NAMESPACE}Interchange/{NAMESPACE}File")
        self.sha256 = root.findtext(f"{NAMESPACE}Interchange/{NAMESPACE}SHA256")
        self.verdict = root.findtext(f"{NAMESPACE}Verdict")
        self.codes = [issue.get("code") for issue in root.iter(f"{NAMESPACE}Issue")]

    def __str__(self):
        return " ".join([self.verdict, *self.codes])


class Answers:
    """Watches folders for acknowledgements while it is entered."""

    def __init__(self, folders):
        self.folders = folders
        self.failure = None
        self._by_file = {}
        self._known = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        self._look()

    def to(self, name):
        return self._by_file.get(name, [])

    def _look(self):
        for folder in self.folders:
            for entry in os.scandir(folder):
                if entry.path in self._known or entry.name.startswith("."):
                    continue
                self._known.add(entry.path)
                answer = Answer(entry.path)
                self._by_file.setdefault(answer.file, []).append(answer)

    def _work(self):
        while not self._stop.is_set():
            try:
                self._look()
            except (OSError, ElementTree.ParseError) as failure:
                # Kept for the judge: what ends in this thread alone would only look like a missing answer.
                self.failure = failure
            self._stop.wait(0.05)
