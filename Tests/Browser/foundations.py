"""Where things are, and the rows of which the table at the end is made."""

import dataclasses
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]

#: Pictures that were taken on the way: outside of what is checked in.
PICTURES = REPOSITORY / ".build" / "browser"

# The place where the real program works, and the service, are those of the proofs.
sys.path.insert(0, str(REPOSITORY / "Tests" / "Harness"))


@dataclasses.dataclass
class Row:
    """One line of the table: right, if what was seen is what was expected, as text."""

    walk: str
    step: str
    expected: str
    seen: str
    #: What a person needs to find out why.
    note: str = ""

    def __post_init__(self):
        self.expected, self.seen = str(self.expected), str(self.seen)

    @property
    def is_right(self):
        return self.expected == self.seen


class Walk:
    """What one story has to show. `expect` notes a step, and goes on whatever came of it."""

    def __init__(self, name):
        self.name = name
        self.rows = []

    def expect(self, step, expected, seen, note=""):
        row = Row(self.name, step, expected, seen, "" if str(expected) == str(seen) else note)
        self.rows.append(row)
        return row.is_right

    def nothing(self, step, wrong):
        """Expects that a check found nothing wrong; else the first sentence is what was seen, and the note has all."""
        seen = "nothing" if not wrong else f"{len(wrong)} found"
        return self.expect(step, "nothing", seen, note="\n".join(map(str, wrong[:30])))
