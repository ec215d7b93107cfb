"""Tables of what was measured, for a terminal and for a page."""

from figures import as_count, as_ratio, as_size, as_time


def of_comparison(comparison):
    """Header and rows."""
    unit = comparison.unit
    header = ["", "median", f"per {unit}", f"{unit}s/s", "of the base", "from, to", "processor", "peak memory"]
    rows = []
    for row in comparison.rows:
        if not row.rounds:
            rows.append([f"{row.name} (absent: {row.absent})"] + [""] * (len(header) - 1))
            continue
        ratios = comparison.ratios(row.key)
        rows.append([
            row.name, as_time(row.seconds), as_time(row.each), as_count(1 / row.each),
            as_ratio(comparison.ratio(row.key)),
            f"{as_ratio(min(ratios))}, {as_ratio(max(ratios))}" if ratios and row.key != comparison.base else "",
            as_time(row.processor), as_peak(row, comparison),
        ])
    return header, rows


def as_peak(row, comparison):
    """What is no more than what the starting process counts for is not told more exactly."""
    floor = 1024 * comparison.floor
    return f"≤ {as_size(floor)}" if row.peak <= 1.1 * floor else as_size(row.peak)


def of_goals(goals):
    return ["work", "against", "goal", "reached", ""], [
        [goal.work, goal.against, goal.wanted, goal.text, goal.state] for goal in goals
    ]


def of_steps(steps):
    return ["step", "µs per record", "records/s"], [
        [step["name"], f"{step['microsecondsPerRecord']:.1f}", as_count(step["recordsPerSecond"])]
        for step in steps["steps"]
    ]


def of_counts(counts):
    """Instructions: what was counted, and the same by library."""
    header = ["instructions", "for each order", "of the first", "of these"]
    rows = []
    base = counts[0].each
    for count in counts:
        if count.absent:
            rows.append([f"{count.name} (absent: {count.absent})", "", "", ""])
            continue
        parts = ", ".join(f"{name} {100 * part / count.each:.0f} %" for name, part in count.libraries.items())
        rows.append([count.name, as_count(count.each), as_ratio(count.each / base), parts])
    return header, rows


def of_calls(calls):
    """System calls for each small file."""
    if calls.absent:
        return ["system call", "for each file"], [[f"absent: {calls.absent}", ""]]
    rows = [[name, f"{count:.1f}"] for name, count in calls.each.items()]
    return ["system call", "for each file"], [["all", f"{sum(calls.each.values()):.1f}"], *rows]


def of_latencies(latencies):
    """From the rename into the inbox until the document stands in the outbox."""
    return ["complete by", "files", "median", "90 %", "99 %", "longest"], [
        [each.name, str(each.files), *(as_time(time) for time in (each.median, each.p90, each.p99, each.longest))]
        for each in latencies
    ]


def of_idle(idle):
    return ["inboxes", "seconds", "of a processor", "memory"], [
        [str(idle.inboxes), f"{idle.seconds:.0f}", f"{100 * idle.share:.2f} %", as_size(idle.memory)]
    ]


def as_text(header, rows):
    """Aligned: the first column to the left, figures to the right, what is long and last as it comes."""
    widths = [max(len(line[column]) for line in [header, *rows] if not is_alone(line)) for column in range(len(header))]
    lines = []
    for line in [header, *rows]:
        if is_alone(line):
            lines.append(line[0])
            continue
        cells = [line[0].ljust(widths[0])]
        for cell, width in zip(line[1:], widths[1:]):
            cells.append(cell.rjust(width) if width < 24 else cell.ljust(width))
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def is_alone(line):
    """Whether only the first cell says something, so that it need not make its column wide."""
    return not any(line[1:])


def as_markdown(header, rows):
    marks = ["---"] + ["---:" if is_figure(column, rows) else "---" for column in range(1, len(header))]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def is_figure(column, rows):
    return all(len(row[column]) < 24 and (not row[column] or row[column][0] in "0123456789≤") for row in rows)
