"""Exports as a CRM writes them, generated once and kept."""

import os
import pathlib
import re
import shutil
import subprocess

from figures import as_count

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
GENERATOR = REPOSITORY / "examples" / "generate-orders.sh"
HEAD = re.compile(r"<ControlNumber>\d+</ControlNumber>")
COUNT = re.compile(r"<RecordCount>\d+</RecordCount>")


class Exports:
    """Files in a folder that is kept from run to run. What a name promises is in it, or it is not there."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._order_size = None

    def customers(self):
        """Those whom all the other orders are from, each with a first order."""
        return self._kept("customers.xml", lambda path: self._generate(path, 500, control=1, customers=True))

    def whole(self, size):
        """One file of some `size` bytes: its path, and how many orders there are in it."""
        count = max(1, round(size / self._bytes_per_order()))
        path = self.orders(count)
        return path, count

    def orders(self, count):
        """One file of so many orders, of customers who are known."""
        return self._kept(f"orders-{count}.xml", lambda path: self._generate(path, count, control=2))

    def small(self, count, orders_each, first=1_000_000):
        """A folder with `count` files of so many orders each. The byte order of the names is that of the control
        numbers.

        `first` is the first control number: what is dropped into one site twice must have other ones, and other orders.
        """
        name = f"files-{count}-of-{orders_each}-from-{first}"

        def make(path):
            export = path.with_name(path.name + ".xml")
            self._generate(export, count * orders_each, control=first)
            path.mkdir()
            split(export.read_text(encoding="utf-8"), orders_each, first, path)
            export.unlink()

        return self._kept(name, make)

    def _bytes_per_order(self):
        if self._order_size is None:
            self._order_size = (self.orders(1200).stat().st_size - self.orders(200).stat().st_size) / 1000
        return self._order_size

    def _kept(self, name, make):
        path = self.folder / name
        if not path.exists():
            part = self.folder / f"{name}.part"
            # Left by a run that was stopped.
            if part.is_dir():
                shutil.rmtree(part)
            make(part)
            part.rename(path)
        return path

    @staticmethod
    def _generate(path, count, control, customers=False):
        environment = dict(os.environ, CONTROL_NUMBER=str(control), CUSTOMERS="" if customers else "no")
        with open(path, "wb") as output:
            subprocess.run(["sh", str(GENERATOR), str(count)], env=environment, stdout=output, check=True)


def split(export, orders_each, first, folder):
    """Writes the orders of one export as many files, with consecutive control numbers."""
    opening = export.index("  <Order ")
    closing = export.index("  <Trailer>")
    head, tail = export[:opening], export[closing:]
    orders = [f"  <Order {text}" for text in export[opening:closing].split("  <Order ")[1:]]
    for number, begin in enumerate(range(0, len(orders), orders_each)):
        part = orders[begin:begin + orders_each]
        control = first + number
        text = HEAD.sub(f"<ControlNumber>{control}</ControlNumber>", head) + "".join(part)
        text += COUNT.sub(f"<RecordCount>{len(part)}</RecordCount>", tail)
        (folder / f"crm-{control:09d}.xml").write_text(text, encoding="utf-8")


def told(path, count):
    return f"{path.stat().st_size / 1e6:.0f} MB, {as_count(count)} orders"
