"""The other systems, in their short form: see Tests/Peers."""

import sys

from proof import Result
from workplace import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "Tests" / "Peers"))


def run(short):
    import peers

    result = Result("it connects systems that nobody here wrote", "Tests/Peers, the short form")
    names = peers.SHORT if short else peers.NAMES
    for row in peers.run_all(names, short):
        wrong = [] if row.is_right else [f"expected {row.expected}, seen {row.seen}. {row.note}"]
        if row.is_skipped:
            result.note += f"{row.peer}: {row.note}. "
        else:
            result.check(wrong, f"{row.scenario} ({row.peer})")
    return [result]
