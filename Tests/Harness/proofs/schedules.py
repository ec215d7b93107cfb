"""Schedules, against another reader of cron expressions: croniter of PyPI, over thousands of random expressions.

What the two mean differently is left out by rule: each is a function, with its reason. How many each leaves out stands
in the note. What is left must agree in every run.
"""

import collections
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zoneinfo

from proof import Result, Skipped
from workplace import program

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
RUNS = 8

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()


def run(short):
    croniter = installed()
    seed = random.randrange(1 << 32)
    rng = random.Random(seed)
    expressions, left_out = comparable(rng, 200 if short else 2000)
    return [compare(croniter, zone, expressions, left_out, rng, seed) for zone in ZONES]


def installed():
    """The class `croniter`, from an environment of its own beside the temporary files; made once."""
    folder = pathlib.Path(tempfile.gettempdir()) / "kontor-prove-croniter"
    if not (folder / "whole").exists():
        for command in (
            [sys.executable, "-m", "venv", "--clear", folder],
            [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1",
             "croniter==7.0.0", "tzdata"],
        ):
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            except (OSError, subprocess.TimeoutExpired) as why:
                raise Skipped(f"{pathlib.Path(command[0]).name}: {why}") from why
            if done.returncode != 0:
                said = (done.stderr or done.stdout).strip().splitlines()
                why = said[-1][:200] if said else done.returncode
                raise Skipped(f"croniter cannot be had: {why}; it needs python3-venv and PyPI")
        (folder / "whole").touch()
    for site in folder.glob("lib/python3*/site-packages"):
        sys.path.insert(0, str(site))
    from croniter import croniter  # only now it can be found

    return croniter


# Random expressions.


def comparable(rng, count):
    """So many expressions that both mean alike, and how many others each rule left out."""
    expressions, left_out = [], collections.Counter()
    while len(expressions) < count:
        text = expression(rng)
        rule = next((rule for rule in DIFFERENT if rule(text)), None)
        if rule:
            left_out[rule.__name__] += 1
        else:
            expressions.append(text)
    return expressions, left_out


def expression(rng):
    day = rng.choice(("*", "*", "*", field(rng, 1, 31), field(rng, 1, 31), "L", "L,15", "?"))
    weekday = rng.choice((
        "*", "*", "*", field(rng, 0, 7, WEEKDAYS), field(rng, 0, 7, WEEKDAYS), f"{rng.randrange(8)}L",
        f"{rng.choice(WEEKDAYS)}#{rng.randint(1, 5)}", "?"))
    return " ".join((field(rng, 0, 59), field(rng, 0, 23), day, field(rng, 1, 12, MONTHS), weekday))


def field(rng, low, high, names=()):
    def number():
        value = rng.randint(low, high)
        if names and rng.random() < 0.4:
            name = names[(value - low) % len(names)]
            return rng.choice((name, name.upper(), name.capitalize()))
        return str(value)

    def part():
        kind = rng.randrange(6)
        if kind == 0:
            return f"*/{rng.randint(1, high)}"
        if kind == 1:
            return f"{number()}-{number()}"
        if kind == 2:
            first, last = sorted((rng.randint(low, high), rng.randint(low, high)), reverse=rng.random() < 0.1)
            return f"{first}-{last}/{rng.randint(1, 5)}"
        if kind == 3:
            return f"{rng.randint(low, high)}/{rng.randint(1, high)}"
        return number()

    if rng.random() < 0.35:
        return "*"
    return ",".join(part() for _ in range(rng.choice((1, 1, 1, 2, 3))))


# What the two mean differently.


def ranges(text):
    """Each range of an expression: the place of its field, its ends as numbers, its step."""
    for place, words in enumerate(text.lower().split()):
        for part in words.split(","):
            ends, _, step = part.partition("/")
            first, dash, last = ends.partition("-")
            if dash:
                yield place, value(first, place), value(last, place), int(step or 1)


def has_range_of_one(text):
    """croniter takes `4-4` for all numbers; Kontor takes it for 4, as cron does. So it is with 7-0, which is Sunday; a week
    from Sunday to Sunday, `0-7`, is the same for both."""
    return any(
        first == last or (place == 4 and (first, last) == (7, 0)) for place, first, last, _ in ranges(text))


def steps_over_the_end(text):
    """In a range such as 50-10/7, croniter counts one too many where it begins anew; Kontor counts on: 50, 57, 4."""
    return any(step > 1 and first > last for _, first, last, step in ranges(text))


def has_nth_beside_day(text):
    """With a last or nth weekday beside a day of the month, croniter wants both; for Kontor it is as with any weekday,
    and either will do."""
    _, _, day, _, weekday = text.split()
    return day[0] not in "*?" and ("L" in weekday or "#" in weekday)


def names_every_day(text):
    """croniter takes a list of all days, such as 1-31 or 3-mon,4,1/1, for `*`, which leaves the choice to the other
    field; Kontor, as cron, goes by how the field begins, and then either will do."""
    _, _, day, _, weekday = text.split()
    if day[0] in "*?L" or weekday[0] in "*?" or "#" in weekday or "L" in weekday:
        return False
    return len(numbers(day, 2)) == 31 or len({number % 7 for number in numbers(weekday, 4)}) == 7


def numbers(words, place):
    """What a field of days allows, told a second time, and only well enough to see whether it is everything."""
    low, high, size = (1, 31, 31) if place == 2 else (0, 7, 7)
    allowed = set()
    for part in words.lower().split(","):
        ends, _, step = part.partition("/")
        first, dash, last = ends.partition("-")
        start = low if ends == "*" else value(first, place)
        end = value(last, place) if dash else high if step or ends == "*" else start
        length = end - start if end >= start else end - start + size
        allowed |= {(start - low + way) % size + low for way in range(0, length + 1, int(step or 1))}
    return allowed


def value(word, place):
    if word.isdigit():
        return int(word)
    return MONTHS.index(word) + 1 if place == 3 else WEEKDAYS.index(word)


def is_near_change(zone, moments):
    """croniter does not know cronie's rule: around a clock change it may come an hour off, twice or not at all."""
    rules = zoneinfo.ZoneInfo(zone)
    hours = datetime.timedelta(hours=30)
    return any((m - hours).astimezone(rules).utcoffset() != (m + hours).astimezone(rules).utcoffset() for m in moments)


DIFFERENT = (has_range_of_one, steps_over_the_end, has_nth_beside_day, names_every_day)


def theirs(text):
    """An expression as croniter writes it: `L5` for `5L`."""
    minute, hour, day, month, weekday = text.split()
    day, weekday = ("*" if part == "?" else part for part in (day, weekday))
    if weekday.endswith("L"):
        weekday = "L" + weekday[:-1].replace("7", "0")
    return " ".join((minute, hour, day, month, weekday))


# The comparison.


def compare(croniter, zone, expressions, left_out, rng, seed):
    near_change = 0
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=rng.randrange(2 * 525600))
    result = Result("an expression comes when cron says", f"{zone}, {len(expressions)} random expressions, seed {seed}")
    answers = asked(expressions, zone, start)
    for text, answer in zip(expressions, answers, strict=True):
        if "mistake" in answer:
            result.check([f"refused: {answer['mistake']['message']}"], text)
            continue
        ours = [datetime.datetime.fromisoformat(run["at"]) for run in answer["runs"]]
        others = told(croniter, text, zone, start)
        if others == ours:
            result.check([], text)
        elif is_near_change(zone, where_they_part(ours, others)):
            near_change += 1
        else:
            result.check([f"{show(ours)}, croniter {show(others)}, after {start}"], text)
    counts = left_out + collections.Counter({is_near_change.__name__: near_change})
    result.note = f"after {start:%Y-%m-%d %H:%M}; left out: " + (
        ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.most_common()) or "none")
    return result


def where_they_part(ours, others):
    """The first moments that differ: what comes behind them may follow from it."""
    for one, other in zip(ours, others):
        if one != other:
            return [one, other]
    return (ours if len(ours) > len(others) else others)[min(len(ours), len(others)):][:1]


def asked(expressions, zone, start):
    done = subprocess.run(
        [program(), "schedule", "try", "-", "--time-zone", zone, "--from", start.strftime("%Y-%m-%dT%H:%M:%SZ"),
         "--count", str(RUNS)],
        input="\n".join(expressions) + "\n", capture_output=True, text=True, timeout=600, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode not in (0, 1) or len(answers) != len(expressions):
        raise RuntimeError(f"kontor schedule try: {done.returncode}, {len(answers)} answers; {done.stderr}")
    return answers


def told(croniter, text, zone, start):
    """The next runs by croniter; fewer where it finds none within its years."""
    moments = croniter(
        theirs(text), start.astimezone(zoneinfo.ZoneInfo(zone)), ret_type=datetime.datetime, implement_cron_bug=True,
        max_years_between_matches=50)
    runs = []
    try:
        while len(runs) < RUNS:
            runs.append(moments.get_next().astimezone(datetime.UTC))
    except Exception as why:
        # Its own class, of which this module knows only when it is installed.
        if type(why).__name__ != "CroniterBadDateError":
            raise
    return runs


def show(moments):
    return " ".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in moments) or "never"
