"""Figures as a person reads them and writes them."""

import re

UNITS = {"kB": 10**3, "MB": 10**6, "GB": 10**9}


def size(text):
    """Bytes of a size such as 100MB."""
    found = re.fullmatch(r"(\d+)\s*(kB|MB|GB)", text.strip(), re.IGNORECASE)
    if not found or int(found[1]) == 0:
        raise ValueError(f"{text!r} is no size; write it as 10MB, 100MB or 1GB")
    return int(found[1]) * {unit.upper(): step for unit, step in UNITS.items()}[found[2].upper()]


def as_size(count):
    """Bytes with three digits at most."""
    for unit, step in reversed(UNITS.items()):
        if count >= step:
            value = count / step
            return f"{value:.1f} {unit}" if value < 10 and value != int(value) else f"{value:.0f} {unit}"
    return f"{count:.0f} B"


def as_time(seconds):
    """A duration in the unit that leaves two or three digits."""
    if seconds >= 100:
        return f"{seconds:.0f} s"
    if seconds >= 1:
        return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.1f} s"
    if seconds >= 1e-3:
        return f"{1e3 * seconds:.2f} ms" if seconds < 1e-2 else f"{1e3 * seconds:.0f} ms"
    return f"{1e6 * seconds:.1f} µs" if seconds < 1e-5 else f"{1e6 * seconds:.0f} µs"


def as_ratio(ratio):
    if ratio is None:
        return ""
    digits = 0 if ratio >= 100 else 1 if ratio >= 10 else 2 if ratio >= 0.1 else 3
    return f"{ratio:.{digits}f}"


def as_count(number):
    return f"{number:,.0f}"
