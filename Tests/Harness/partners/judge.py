"""Holds what became of one upload to the promise."""

import hashlib

from partners.place import INCOMPLETE, INTERVAL, QUIET
from partners.upload import busy

#: What the machine may add to the settle time and two scans, in seconds, for each process that wants a processor.
TOLERANCE = 2

#: How the answer to a file may say that it did not arrive whole.
CUT_OFF = {"cut-off", "nul-bytes", "empty"}


def judge(upload, answers, times):
    """What is wrong with it once everything has come to its end, as sentences. `times`: how often each key was sent."""
    sent = {key: times[key] for key in upload.keys if key in times}
    wrong = []
    if len(answers) > 1:
        wrong.append("it has more than one answer: " + ", ".join(map(str, answers)))
    outcome = {"taken": _taken, "cut off": _cut_off, "left": _left}[upload.way.outcome]
    return wrong + outcome(upload, answers, sent)


def _taken(upload, answers, sent):
    wrong = []
    for answer in answers:
        after = answer.seen - upload.finished
        if not answer.verdict.startswith("accepted"):
            when = f"{abs(after):.1f} s {'before' if after < 0 else 'after'} it was whole"
            wrong.append(f"the answer was {answer}, {when}")
        elif answer.sha256 != hashlib.sha256(upload.body).hexdigest():
            wrong.append("other bytes were taken than were sent")
    if not answers:
        wrong.append("it was never answered")
    elif lateness(upload, answers) > 4:
        wrong.append(f"it was taken only {answers[0].seen - upload.finished:.1f} s after it was whole")
    if set(sent) != upload.keys or any(count > 1 for count in sent.values()):
        wrong.append(f"{sum(sent.values())} documents were sent, not {len(upload.keys)}")
    return wrong


def _cut_off(upload, answers, sent):
    wrong = [f"{len(sent)} documents of half a file were sent"] if sent else []
    for answer in answers:
        if answer.verdict != "rejected" or not CUT_OFF & set(answer.codes):
            wrong.append(f"the answer was {answer}")
        after = answer.seen - upload.finished
        # A throttled client has sent its last byte a while before it is killed.
        if after < INCOMPLETE - 2:
            wrong.append(f"it was {answer} {after:.1f} s after the last byte, not {INCOMPLETE} s")
    return wrong if answers else wrong + ["nobody was told that it is cut off"]


def _left(upload, answers, sent):
    still_there = upload.path.exists()
    return [] if still_there and not answers and not sent else ["it was taken although nobody said that it is whole"]


def lateness(upload, answers):
    """How long it took until it was taken, in parts of what is promised: its settle time and two scans."""
    if upload.way.outcome != "taken" or not answers:
        return 0
    promised = 2 * INTERVAL + (QUIET if upload.way.system == "crm" else 0) + TOLERANCE * busy()
    return (answers[0].seen - upload.finished) / promised
