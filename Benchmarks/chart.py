"""A bar chart as SVG, readable on light and on dark ground and by those who do not see it."""

import dataclasses
from xml.sax.saxutils import escape

from figures import as_count, as_ratio, as_time

WIDTH = 840
LABELS = 330
MARGIN = 20
#: What the text behind the longest bar needs.
VALUES = 150
BAR, GAP = 16, 10
HEADING = 34

STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .heading { font-weight: 600; font-size: 14px }
    .own { fill: #0969da }
    .other { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .own { fill: #4493f8 }
      .other { fill: #6e7681 }
    }
"""


@dataclasses.dataclass
class Bar:
    label: str
    value: float
    #: The value as it is written behind the bar.
    text: str
    #: Whether it is Kontor's.
    is_own: bool


@dataclasses.dataclass
class Panel:
    heading: str
    bars: list


def svg(title, panels):
    """The chart; its description says in words what the bars show."""
    parts, y = [], MARGIN
    for panel in panels:
        parts.append(f'  <text class="heading" x="{MARGIN}" y="{y + 14}">{escape(panel.heading)}</text>')
        y += HEADING
        longest = max((bar.value for bar in panel.bars), default=0) or 1
        for bar in panel.bars:
            length = max(1.0, (WIDTH - 2 * MARGIN - LABELS - VALUES) * bar.value / longest)
            left = MARGIN + LABELS
            kind = "own" if bar.is_own else "other"
            parts.append(f'  <text x="{left - 10}" y="{y + 13}" text-anchor="end">{escape(bar.label)}</text>')
            parts.append(
                f'  <rect class="{kind}" x="{left}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"/>')
            parts.append(f'  <text x="{left + length + 8:.1f}" y="{y + 13}">{escape(bar.text)}</text>')
            y += BAR + GAP
        y += GAP
    height = y + MARGIN - GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-labelledby="title description">\n'
        f'  <title id="title">{escape(title)}</title>\n'
        f'  <desc id="description">{escape(described(panels))}</desc>\n'
        f"  <style>{STYLE}  </style>\n")
    return head + "\n".join(parts) + "\n</svg>\n"


def described(panels):
    return " ".join(
        f"{panel.heading}: " + "; ".join(f"{bar.label} {bar.text}" for bar in panel.bars) + "." for panel in panels)


def panel_of(comparison, heading, by_rate=False):
    """A panel with the rows that were measured: their time, or how much they take in a second."""
    bars = []
    for row in comparison.rows:
        if not row.rounds:
            continue
        ratio = comparison.ratio(row.key)
        if by_rate:
            value, text = 1 / row.each, as_count(1 / row.each)
        else:
            value, text = row.seconds, as_time(row.seconds) + (f" ({as_ratio(ratio)})" if ratio else "")
        bars.append(Bar(row.name, value, text, row.name.startswith("Kontor")))
    return Panel(heading, bars)
