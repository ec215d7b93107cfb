"""What was measured: comparisons, their rows, and the rounds of each."""

import dataclasses
import statistics


@dataclasses.dataclass
class Round:
    #: From start to end.
    seconds: float
    #: Seconds of processor time, of the program and in the kernel, on all cores.
    processor: float
    #: The most memory resident at a time, KiB; of several programs in a row, that of the largest.
    peak: int


@dataclasses.dataclass
class Row:
    key: str
    name: str
    #: How many orders or files one round takes.
    count: int
    #: Why it was not run; empty where it was.
    absent: str = ""
    rounds: list = dataclasses.field(default_factory=list)

    @property
    def seconds(self):
        return statistics.median(each.seconds for each in self.rounds)

    @property
    def each(self):
        """Seconds for one order or file."""
        return self.seconds / self.count

    @property
    def processor(self):
        return statistics.median(each.processor for each in self.rounds)

    @property
    def peak(self):
        """Bytes."""
        return 1024 * statistics.median(each.peak for each in self.rounds)


@dataclasses.dataclass
class Comparison:
    key: str
    title: str
    #: What is counted: order, file, start.
    unit: str
    count: int
    #: The row that the others are compared with.
    base: str
    #: What a reader has to know of it.
    note: str = ""
    #: The least peak that could be told, KiB.
    floor: int = 0
    rows: list = dataclasses.field(default_factory=list)

    def add(self, contender):
        row = Row(contender.key, contender.name, contender.count or self.count, contender.absent)
        self.rows.append(row)
        return row

    def row(self, key):
        """The row, if it is there and was measured."""
        return next((row for row in self.rows if row.key == key and row.rounds), None)

    def ratios(self, key, base=None):
        """What one takes for each order or file beside another, in each round that both have."""
        row, other = self.row(key), self.row(base or self.base)
        if row is None or other is None:
            return []
        return [
            (one.seconds / row.count) / (two.seconds / other.count) for one, two in zip(row.rounds, other.rounds)
        ]

    def ratio(self, key, base=None):
        """The median of the ratios; None where there are none."""
        found = self.ratios(key, base)
        return statistics.median(found) if found else None

    def peak_ratio(self, key, base):
        row, other = self.row(key), self.row(base)
        return row.peak / other.peak if row and other else None

    @classmethod
    def of_values(cls, values):
        """The same again from what `as_values` made of it."""
        names = {field.name for field in dataclasses.fields(cls)}
        made = cls(**{name: value for name, value in values.items() if name in names and name != "rows"})
        for told in values["rows"]:
            rounds = [Round(**each) for each in told["rounds"]]
            made.rows.append(Row(told["key"], told["name"], told["count"], told["absent"], rounds))
        return made

    def as_values(self):
        """For JSON: all rounds, and what was worked out of them."""
        values = dataclasses.asdict(self)
        for row, told in zip(self.rows, values["rows"]):
            if row.rounds:
                told["seconds"] = row.seconds
                told["ratios"] = self.ratios(row.key)
                told["ratio"] = self.ratio(row.key)
        return values
