"""The other systems: see Tests/Peers. In their short form they are run by themselves, with make peers-short."""

import sys

from proof import Result, Skipped
from workplace import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "Tests" / "Peers"))


def run(short):
    if short:
        raise Skipped("make peers-short shows it in a table of its own")
    import peers

    result = Result("it connects systems that nobody here wrote", "Tests/Peers")
    for row in peers.run_all(peers.NAMES, short):
        wrong = [] if row.is_right else [f"expected {row.expected}, seen {row.seen}. {row.note}"]
        if row.is_skipped:
            result.note += f"{row.peer}: {row.note}. "
        else:
            result.check(wrong, f"{row.scenario} ({row.peer})")
    return [result]
