"""Twenty wrong passwords: nobody learns which names there are, each takes longer, and each is written down."""

import re
import time

import clerk
import house
from wire import Wire

WRONG = 20


def run(walk, short):
    with house.House() as place:
        admin = place.enters(house.WEBER)
        tab = place.visitor()
        tab.go("/login")
        tab.fill("Name", house.ANNA.name)
        tab.fill("Password", "wrong")
        tab.press("Log in")
        known = told(tab)
        walk.expect("a wrong password: says so, and lets in nobody", True, "wrong" in known, note=known)
        walk.expect("with a status that says so too", True, tab.status in (401, 403, 429), note=tab.status)
        wire = Wire(place)
        started, answers = time.monotonic(), []
        for _ in range(WRONG - 1):
            answers.append(wire.log_in(house.ANNA, "wrong"))
        took = time.monotonic() - started
        walk.expect("none of twenty is let in", 0, sum(answer.status == 303 for answer in answers))
        slowed = [answer for answer in answers if answer.status == 429]
        walk.expect("they are slowed down", True, took > 20 or bool(slowed), note=f"{took:.1f} s, {len(slowed)} times 429")
        if slowed:
            waits = [int(answer.headers.get("Retry-After", 0)) for answer in slowed]
            walk.expect("and told how long to wait", True, max(waits) > 1, note=waits)
        right = wire.log_in(house.ANNA)
        walk.expect("while it is slowed, the right one has to wait too", True, right.status != 303 or not slowed, note=right.status)
        unknown = place.visitor()
        unknown.go("/login")
        unknown.fill("Name", "nobody.here")
        unknown.fill("Password", "wrong")
        unknown.press("Log in")
        walk.expect("an unknown name is answered in the same words", words(known), words(told(unknown)))
        counted = place.entries("log-in-failed", house.ANNA) + place.entries("log-in-slowed", house.ANNA)
        walk.expect("each of them is an entry in the audit", True, counted >= WRONG, note=f"{counted} entries")
        rows = clerk.audit_rows(admin, "/audit?who=a.brandt")
        walk.expect("and on the audit's page", True, any(clerk.SAID["log-in-failed"] in row for row in rows), note=rows[:10])
        walk.expect("but no password", False, any("wrong" == word for row in rows for word in row.split()))
        bernd = place.visitor()
        house.log_in(bernd, house.BERND)
        walk.expect("a colleague at the same address is not shut out for long", True, can_come_in(place, bernd), note=bernd.text())


def told(tab):
    """What it says at once, before one has to look for it."""
    return " ".join(tab.text(alert) for alert in tab.all("alert"))


def words(text):
    """Without the number of seconds."""
    return re.sub(r"\d+", "#", text)


def can_come_in(place, tab):
    """Within half a minute, which is as long as a colleague waits before he rings somebody up."""
    end = time.monotonic() + 30
    while tab.has("textbox", "Password") and time.monotonic() < end:
        time.sleep(3)
        house.log_in(tab, house.BERND)
    return not tab.has("textbox", "Password")
