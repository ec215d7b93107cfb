"""The measured part of docs/performance.md, and the chart beside it."""

import chart
import tables
from exports import REPOSITORY

PAGE = REPOSITORY / "docs" / "performance.md"
CHART = REPOSITORY / "docs" / "performance.svg"

BEGIN = "<!-- measured: make bench-docs writes from here -->"
END = "<!-- measured: to here -->"


def write(measured):
    """Puts the figures into the page, and nothing else."""
    panels = panels_of(measured.comparisons)
    PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), section(measured, panels)), encoding="utf-8")
    if panels:
        CHART.write_text(chart.svg("How long Kontor and others take", panels), encoding="utf-8")


def replaced(text, new):
    """The text with what stands between the markers in place of what stood there."""
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise ValueError(f"the page needs one line {BEGIN} and behind it one {END}")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{new.strip()}\n\n{END}{rest.split(END)[1]}"


def panels_of(comparisons):
    """One panel for the largest export that all could take part in, one for small files."""
    found = []
    export = comparisons.get("export-100MB") or comparisons.get("export-10MB")
    if export:
        found.append(chart.panel_of(export, f"{export.title}: time, less is better (in brackets: of the first)"))
    files = comparisons.get("files-of-3")
    if files:
        found.append(chart.panel_of(files, f"{files.title}: files a second, more is better", by_rate=True))
    return found


def section(measured, panels):
    parts = [
        f"Measured on {measured.date} in {measured.minutes:.0f} minutes, with {measured.rounds} rounds of the longer "
        "comparisons.",
        tables.as_markdown(["", ""], [list(row) for row in measured.machine]),
        "### Goals",
        tables.as_markdown(*tables.of_goals(measured.goals)),
    ]
    if panels:
        parts.append("![The same as bars; the tables below have the figures](performance.svg)")
    for comparison in measured.comparisons.values():
        parts += [f"### {comparison.title}", comparison.note, tables.as_markdown(*tables.of_comparison(comparison))]
    if measured.steps:
        parts += [
            "### The steps of a record",
            f"One thread, {measured.steps['records']} orders, the median of {measured.steps['rounds']} rounds. Nothing "
            "is made durable here.",
            tables.as_markdown(*tables.of_steps(measured.steps)),
        ]
    if measured.counts:
        parts += ["### Instructions", tables.as_markdown(*tables.of_counts(measured.counts))]
    if measured.calls:
        parts += ["### System calls", "Of one more small file.", tables.as_markdown(*tables.of_calls(measured.calls))]
    if measured.latencies:
        parts += [
            "### Through the service",
            "One file after the other, renamed into the inbox of a running service: how long until its document stands in "
            "the outbox, beyond the time to settle.",
            tables.as_markdown(*tables.of_latencies(measured.latencies)),
        ]
    if measured.idle:
        parts += ["### The idle service", tables.as_markdown(*tables.of_idle(measured.idle))]
    return "\n\n".join(parts)
