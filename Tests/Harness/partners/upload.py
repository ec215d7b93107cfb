"""One upload: what is sent, how it is sent, and what must become of it."""

import dataclasses
import os
import pathlib
import re
import subprocess
import time

#: The second byte, or a later one, of a character in UTF-8.
CONTINUATION = re.compile(rb"[\x80-\xBF]")


@dataclasses.dataclass
class Upload:
    way: "Way"
    #: The folder that it goes to.
    inbox: pathlib.Path
    #: Its name under which a share of Samba offers that folder.
    share: str
    name: str
    body: bytes
    #: What its documents are about: all of them must come out, or none.
    keys: frozenset
    #: How long the sending takes without the pauses.
    seconds: float
    #: A pause in the middle that is longer than the settle time.
    stall: float
    #: Asks the ledger until when a file that ends too early is waited for, in seconds since 1970; None if it is not.
    waits_until: object
    #: When it was whole, or when its sender died; by the steady clock.
    finished: float = 0.0
    #: Why nothing can be learnt from it, though nothing is at fault.
    unproved: str = ""

    @property
    def path(self):
        return self.inbox / self.name

    def pieces(self, stall=0.0, share=1.0):
        """The body bit by bit, each after its time; `share` of it, and with two pauses."""
        count = 12
        ends = [self._inside_a_character(int(len(self.body) * share) * index // count) for index in range(1, count)]
        ends.append(int(len(self.body) * share))
        start = 0
        for index, end in enumerate(ends):
            yield self.body[start:end]
            start = max(start, end)
            time.sleep(self.seconds / count + (stall if index in (3, 7) else 0))

    def _inside_a_character(self, offset):
        """The next place at which a piece may end that is the hardest to understand."""
        found = CONTINUATION.search(self.body, offset)
        return found.start() if found else offset


@dataclasses.dataclass(frozen=True)
class Way:
    """A way to upload. `send(upload, server)` returns when it is finished, or when the sender is dead; local writers
    have no server."""

    send: object
    by: str
    name: str
    #: Into the inbox of which system.
    system: str = "crm"
    #: `taken`; or `cut off`, rejected after its time; or `left`, because nobody ever said that it is whole.
    outcome: str = "taken"
    #: Small files pass through a pipe at once, so these need larger ones.
    least: int = 150_000
    #: Only where the kernel does not tell Kontor that somebody writes, it comes to what this is about.
    foreign_only: bool = False


WAYS = []


def way(by, name, **facts):
    """Enters a function into the list of ways."""

    def enter(send):
        WAYS.append(Way(send, by, name, **facts))
        return send

    return enter


class Unsent(Exception):
    """The upload itself failed, so nothing can be said about it."""


class Unproved(Exception):
    """It was not sent as it should have been to prove anything, and the program is not at fault."""


def busy():
    """How many processes want each processor: what they do takes so many times as long."""
    return max(1, os.getloadavg()[0] / os.cpu_count())


def finish(client, what):
    """Waits for a program that uploads and holds it to its exit code."""
    try:
        output, _ = client.communicate(timeout=120 * busy())
    except subprocess.TimeoutExpired as error:
        client.kill()
        client.communicate()
        raise Unsent(f"{what} did not end in time") from error
    if client.returncode != 0:
        raise Unsent(f"{what} ended with {client.returncode}: {output[-300:]!r}")


def until(condition, what, seconds=30):
    """Waits for something that must come about."""
    end = time.monotonic() + seconds * busy()
    while not condition():
        if time.monotonic() > end:
            raise Unsent(f"{what} did not come about in {seconds} s, or more on a busy machine")
        time.sleep(0.02)
