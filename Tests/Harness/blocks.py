"""What a log of blocks says, and the disks that a power cut would have left at any point of it."""

import dataclasses
import os
import struct

from disks import copy_sparse

BLOCK = 4096


@dataclasses.dataclass
class Write:
    start: int
    disk: int
    offset: int
    data: bytes


@dataclasses.dataclass
class Flush:
    start: int
    disk: int


def read_log(path, end):
    """The records that were begun before `end`."""
    header = struct.Struct("<cBxxIQ")
    records = []
    with open(path, "rb") as file:
        while (start := file.tell()) < end:
            kind, disk, length, offset = header.unpack(file.read(header.size))
            records.append(Write(start, disk, offset, file.read(length)) if kind == b"W" else Flush(start, disk))
    return records


@dataclasses.dataclass
class Cut:
    """The power fails when the log has come to `position`."""

    position: int
    name: str
    #: Gives what reached the disk of a write that no flush had made durable by then: pieces of (offset, data).
    survives: object


def nothing(_):
    return ()


def by_chance(rng):
    """Each write may be there or not, in any order; now and then it is torn between two blocks."""
    chance = rng.choice((0.1, 0.5, 0.9))

    def survives(write):
        if rng.random() < 0.1:
            blocks = range(0, len(write.data), BLOCK)
            return [(write.offset + at, write.data[at:at + BLOCK]) for at in blocks if rng.random() < chance]
        return [(write.offset, write.data)] if rng.random() < chance else []

    return survives


def cuts(records, end, count, rng):
    """Some `count` cuts in the order of time, and how many flushes there were to choose from.

    Two cuts for each flush that is chosen, evenly over all: the hardest, right before the next flush is done, when all
    is promised that this one allows and nothing since has reached the disk; and one somewhere before that, with some of
    what was written since.
    """
    flushes = [index for index, record in enumerate(records) if isinstance(record, Flush)]
    bounds = flushes + [len(records)]
    starts = [record.start for record in records] + [end]
    stride = max(1.0, len(flushes) / (count / 2))
    chosen = []
    at = rng.uniform(0, stride)
    while at < len(flushes):
        number = int(at)
        begin, after = bounds[number], bounds[number + 1]
        somewhere = starts[rng.randint(begin + 1, after)]
        chosen.append(Cut(somewhere, f"after flush {number}, with some later writes", by_chance(rng)))
        chosen.append(Cut(starts[after], f"after flush {number}, with no later write", nothing))
        at += stride
    return chosen, len(flushes)


class Replay:
    """The disks as cut after cut would have left them; the cuts must come in the order of their positions."""

    def __init__(self, disks, records):
        self.records = records
        self.next = 0
        #: Written, but not flushed yet, for each disk.
        self.pending = [[] for _ in disks.base]
        self.stable = [disks.folder / f"stable.{number}" for number in range(len(disks.base))]
        self.images = [disks.folder / f"cut.{number}" for number in range(len(disks.base))]
        for base, stable in zip(disks.base, self.stable):
            copy_sparse(base, stable)

    def images_after(self, cut):
        while self.next < len(self.records) and self.records[self.next].start < cut.position:
            record = self.records[self.next]
            self.next += 1
            if isinstance(record, Write):
                self.pending[record.disk].append(record)
            else:
                apply(self.stable[record.disk], [(w.offset, w.data) for w in self.pending[record.disk]])
                self.pending[record.disk] = []
        for stable, image, pending in zip(self.stable, self.images, self.pending):
            copy_sparse(stable, image)
            apply(image, [piece for write in pending for piece in cut.survives(write)])
        return self.images


def apply(image, pieces):
    with open(image, "r+b") as file:
        for offset, data in pieces:
            os.pwrite(file.fileno(), data, offset)
