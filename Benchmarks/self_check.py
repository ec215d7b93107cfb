"""Checks the parts of the benchmark that calculate and write, without measuring anything."""

import collections
import json
import unittest
import xml.etree.ElementTree

import chart
import figures
import goals
import instructions
import page
import system_calls
import tables
from exports import split
from results import Comparison, Row, Round


def comparison(**rows):
    """Rows of seconds by key; the first is the base, and each round takes ten files."""
    made = Comparison("files-of-3", "Small files", "file", 10, next(iter(rows)), "A note.")
    for key, seconds in rows.items():
        row = Row(key, f"Kontor {key}" if key.startswith("kontor") else key, 10)
        row.rounds = [Round(each, each / 2, 2000) for each in seconds]
        made.rows.append(row)
    return made


class Figures(unittest.TestCase):
    def test_sizes(self):
        self.assertEqual([figures.size(text) for text in ("10MB", "1 gb", "500KB")], [10_000_000, 10**9, 500_000])
        for wrong in ("10", "MB", "0MB", "1.5GB"):
            with self.assertRaises(ValueError):
                figures.size(wrong)

    def test_as_read_by_a_person(self):
        self.assertEqual(figures.as_size(100_000_000), "100 MB")
        self.assertEqual(figures.as_size(24_400_000), "24 MB")
        self.assertEqual(figures.as_size(1_500_000), "1.5 MB")
        self.assertEqual(
            [figures.as_time(seconds) for seconds in (123.4, 12.34, 1.234, 0.0123, 0.00123, 0.000045, 0.0000045)],
            ["123 s", "12.3 s", "1.23 s", "12 ms", "1.23 ms", "45 µs", "4.5 µs"])
        self.assertEqual(
            [figures.as_ratio(ratio) for ratio in (None, 123.4, 12.34, 1.234, 0.0123)],
            ["", "123", "12.3", "1.23", "0.012"])


class Results(unittest.TestCase):
    def test_the_ratio_is_the_median_of_pairs_and_not_the_ratio_of_medians(self):
        found = comparison(lxml=[1, 10, 2], kontor=[2, 10, 1])
        self.assertEqual(found.ratios("kontor"), [2, 1, 0.5])
        self.assertEqual(found.ratio("kontor"), 1)

    def test_who_took_a_part_of_the_work_is_compared_by_what_one_file_takes(self):
        found = comparison(lxml=[1, 1, 1], loop=[1])
        found.row("loop").count = 5
        self.assertEqual(found.ratios("loop"), [2])

    def test_an_absent_row_has_no_ratio(self):
        found = comparison(lxml=[1])
        found.rows.append(Row("bots", "Bots", 10, "not installed"))
        self.assertIsNone(found.ratio("bots"))
        self.assertIn("Bots (absent: not installed)", tables.as_text(*tables.of_comparison(found)))

    def test_what_was_written_can_be_read_again(self):
        found = comparison(lxml=[1, 2], kontor=[2, 2])
        found.rows.append(Row("bots", "Bots", 10, "not installed"))
        told = json.loads(json.dumps(found.as_values()))
        self.assertEqual(Comparison.of_values(told), found)

    def test_goals_take_the_row_with_the_most_workers(self):
        found = comparison(**{"lxml-grouped": [10, 10], "kontor-1": [6, 6], "kontor-2": [4, 4]})
        reached = {goal.against: goal for goal in goals.all_of({"files-of-3": found})}
        goal = reached["Python lxml, durable, 100 files at a time"]
        self.assertEqual((goal.reached, goal.state), (0.4, "reached"))
        self.assertEqual(reached["Bots EDI"].state, "not measured")
        found.rows.append(Row("bots", "Bots", 10, "not installed"))
        reached = {goal.against: goal for goal in goals.all_of({"files-of-3": found})}
        self.assertEqual(reached["Bots EDI"].state, "not measured: not installed")


class Counts(unittest.TestCase):
    LINES = """\
events: Ir
ob=(1) /usr/bin/kontor
fn=(1) main
16 400
+3 5
cob=(2) /lib/libxml2.so.2
cfn=(2) parse
calls=1 50
* 9000
ob=(2)
fn=(2)
12 9000
ob=(1)
fn=(3) end
-2 1
""".splitlines(keepends=True)

    def test_each_object_has_what_it_carried_out_itself(self):
        self.assertEqual(instructions.by_object(self.LINES), {"/usr/bin/kontor": 406, "/lib/libxml2.so.2": 9000})

    def test_system_calls_are_read_from_the_table_of_strace(self):
        text = """\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 61.72    0.056789          94       600           fsync
 12.10    0.011132          11      1012        12 openat
------ ----------- ----------- --------- --------- ----------------
100.00    0.092010          16      1612        12 total
"""
        self.assertEqual(system_calls.read(text), {"fsync": 600, "openat": 1012})
        calls = system_calls.compared(collections.Counter(fsync=600), collections.Counter(fsync=1800, mmap=4))
        self.assertEqual(calls.each, {"fsync": 3, "others": 0.01})

    def test_one_order_costs_what_the_larger_export_has_more(self):
        orders = instructions.LARGE - instructions.SMALL
        small = {"/a/kontor": 1000, "/lib/libxml2.so.2": 500}
        large = {"/a/kontor": 1000 + 30 * orders, "/lib/libxml2.so.2": 500 + 70 * orders}
        count = instructions.compared("all", small, large)
        self.assertEqual((count.small, count.each), (1500, 100))
        self.assertEqual(count.libraries, {"libxml2": 70, "Kontor": 30})


class Pages(unittest.TestCase):
    def test_only_what_stands_between_the_markers_is_replaced(self):
        text = f"before\n\n{page.BEGIN}\n\nold\n\n{page.END}\n\nafter\n"
        self.assertEqual(page.replaced(text, "new\n"), text.replace("old", "new"))
        self.assertEqual(page.replaced(page.replaced(text, "new"), "old"), text)
        for wrong in ("nothing", page.BEGIN, f"{page.END}\n{page.BEGIN}", text + page.END):
            with self.assertRaises(ValueError):
                page.replaced(wrong, "new")

    def test_a_table_has_figures_to_the_right(self):
        told = tables.as_markdown(["", "a", "b"], [["x|y", "1.2", "words"], ["z", "", "≤ 3"]])
        self.assertEqual(told.splitlines()[1], "| --- | ---: | --- |")
        self.assertIn("x\\|y", told)

    def test_the_chart_is_xml_and_tells_its_figures_in_words(self):
        found = comparison(lxml=[2, 2], kontor=[1, 1])
        text = chart.svg("A & B", [chart.panel_of(found, "Files a second", by_rate=True)])
        root = xml.etree.ElementTree.fromstring(text)
        name = "{http://www.w3.org/2000/svg}"
        self.assertEqual(root.find(f"{name}title").text, "A & B")
        self.assertEqual(root.find(f"{name}desc").text, "Files a second: lxml 5; Kontor kontor 10.")
        bars = {bar.get("class"): float(bar.get("width")) for bar in root.findall(f"{name}rect")}
        self.assertAlmostEqual(bars["own"], 2 * bars["other"], places=1)


class Exports(unittest.TestCase):
    def test_the_orders_of_one_export_are_shared_out_among_files(self):
        order = '  <Order changed="x">\n    <OrderId>{}</OrderId>\n  </Order>\n'
        export = (
            "<Exchange>\n  <Header>\n    <ControlNumber>7</ControlNumber>\n  </Header>\n"
            + "".join(order.format(number) for number in range(3))
            + "  <Trailer>\n    <RecordCount>3</RecordCount>\n  </Trailer>\n</Exchange>\n")
        folder = Written()
        split(export, 2, 50, folder)
        self.assertEqual(list(folder), ["crm-000000050.xml", "crm-000000051.xml"])
        self.assertEqual([text.count("<Order ") for text in folder.values()], [2, 1])
        for number, (text, count) in enumerate(zip(folder.values(), (2, 1)), 50):
            self.assertIn(f"<ControlNumber>{number}<", text)
            self.assertIn(f"<RecordCount>{count}<", text)
            xml.etree.ElementTree.fromstring(text)


class Written(dict):
    """A folder that keeps what is written into it."""

    def __truediv__(self, name):
        folder = self

        class Path:
            def write_text(self, text, encoding):
                folder[name] = text

        return Path()


def run():
    """The exit code."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(__import__(__name__))
    return 0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1
