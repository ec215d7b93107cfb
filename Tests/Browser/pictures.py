#!/usr/bin/env python3
"""Takes the pictures of docs/console.md and docs/console.de.md anew, from the console itself over an exchange that was played.

Written to docs/pictures, in the colours that a page has: a few dozen, so that each is some 40 kB.
"""

import re
import sys

import checks
import clerk
import house
from foundations import HERE, REPOSITORY
from service import wait
from walks.rivals import number_of

FOLDER = REPOSITORY / "docs" / "pictures"

#: What one picture may weigh, in bytes.
HEAVIEST = 80_000

#: Width of the window, and how much of a long page is shown.
WIDTH, TALLEST = 1040, 900


def main():
    checks.AXE.set_up()
    FOLDER.mkdir(exist_ok=True)
    try:
        for language in ("en", "de"):
            with house.House(prepare=prepared) as place:
                take_all(place, language)
    finally:
        house.close()


def prepared(company):
    company.rejected_alike(120)
    configuration = company.path / "kontor.yaml"
    text = configuration.read_text()
    assert "\nconsole:\n" in text
    configuration.write_text(text.replace("\nconsole:\n", "\nconsole:\n  time-zone: Europe/Berlin\n"))


def take_all(place, language):
    tab = place.visitor(width=WIDTH, language=language)
    words = clerk.WORDS[language]
    number = number_of(place, "german-date.xml")

    def take(name, height=TALLEST):
        put(tab, f"console-{name}{'' if language == 'en' else '.de'}.png", height)

    house.log_in(tab, house.ANNA)
    take("overview")
    tab.go("/rejected")
    take("rejected")
    tab.go(f"/rejected/{number}")
    take("file")
    tab.go(f"/interchanges/{number}/edit")
    clerk.correct(tab, "24.11.2026", "24. November", words)
    clerk.validate(tab, words)
    take("edit")
    clerk.correct(tab, "24. November", "2026-11-24", words)
    clerk.validate(tab, words)
    take("changes")
    clerk.submit(tab, words.example_reason, words)
    tab.wait(lambda: words.waiting not in tab.text(), "attempt 2 is taken", 30)
    take("passed")
    tab.go("/conflicts")
    take("conflicts", 560)
    tab.go("/held")
    take("held", 520)
    tab.go("/entities/Customer/K-20417")
    take("story")
    before = place.service.position()
    place.company.learn_the_terms()
    wait(lambda: "configuration taken" in place.service.since(before), 30)
    tab.go("/rejected")
    card = tab.the("region", re.compile(words.mapping))
    tab.press(re.compile(words.try_again), within=card)
    tab.fill(words.reason, words.example_job_reason)
    tab.press(re.compile(words.try_again_now))
    tab.wait(lambda: (tab.the("progressbar").value or 0) > 0, "the job has begun", 60)
    take("job", 640)


def put(tab, name, height):
    path = FOLDER / name
    whole = path.with_suffix(".whole")
    whole.write_bytes(tab.picture(tallest=height))
    # In the environment where the packages are: this program does without any.
    checks.AXE.run(HERE / "shrink.py", whole, path)
    whole.unlink()
    size = path.stat().st_size
    print(f"{name}: {size / 1000:.0f} kB", file=sys.stderr)
    if size > HEAVIEST:
        raise SystemExit(f"{name} has {size} bytes; at most {HEAVIEST} are allowed")


if __name__ == "__main__":
    main()
