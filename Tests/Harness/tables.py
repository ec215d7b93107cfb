"""How what was seen is printed, by all that prove something."""


def show(head, rows, notes=()):
    """Columns as wide as their widest cell; beneath, what there is to say, as pairs of a place and a text. That comes last,
    where whoever looks at the end of a long log sees it."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for index, line in enumerate(lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
        if index == 0:
            # A column without a name holds marks.
            print("  ".join("-" * width for name, width in zip(head, widths) if name))
    for place, text in notes:
        if text:
            print(f"\n{place}: {text}")
