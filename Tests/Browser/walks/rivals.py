"""Two people at once: one is first, the other is told so and loses nothing."""

import re

import clerk
import house
from company import HELD_ORDER


def run(walk, short):
    with house.House() as place:
        edit_at_once(walk, place)
        decide_at_once(walk, place)
        release_at_once(walk, place)
        count_again(walk, place)


def number_of(place, file):
    return place.company.ledger(f"SELECT id FROM interchange WHERE CAST(fileName AS TEXT) = '{file}' ORDER BY number")[0][0]


def edit_at_once(walk, place):
    anna, bernd = place.enters(house.ANNA), place.enters(house.BERND, script=False)
    late = place.enters(house.BERND)
    edit = f"/interchanges/{number_of(place, 'german-date.xml')}/edit"
    late.go(edit)
    for tab, day in ((anna, "2026-11-24"), (bernd, "2026-11-23")):
        tab.go(edit)
        clerk.correct(tab, "24.11.2026", day)
        clerk.validate(tab)
    clerk.submit(anna, "sales says the 24th")
    clerk.submit(bernd, "sales says the 23rd")
    walk.expect("two editors: the second gets 409", 409, bernd.status, note=bernd.text()[:1000])
    said = bernd.text()
    walk.expect("and is told who was first", True, house.ANNA.name in said, note=said[:1000])
    walk.expect("and why", True, "sales says the 24th" in said, note=said[:1000])
    fields = [node.value for node in bernd.all("textbox")]
    walk.expect("his text is still there", True, any("2026-11-23" in text for text in fields))
    clerk.correct(late, "24.11.2026", "2026-11-22")
    clerk.validate(late)
    walk.expect("a form that was opened before: 409 already when it is validated", 409, late.status, note=late.text()[:600])
    walk.expect("and its text is there too", True, any("2026-11-22" in node.value for node in late.all("textbox")))
    anna.wait(lambda: "waiting" not in anna.text(), "attempt 2 is taken", 30)
    attempts = place.company.ledger(
        "SELECT count(*) FROM interchange WHERE CAST(fileName AS TEXT) LIKE '%german-date.xml' AND sender = 'crm'")
    walk.expect("there is one new attempt, not two", 2, attempts[0][0])
    walk.expect("the audit has who won", True, clerk.audit_says(anna, house.ANNA.name, "sales says the 24th"))
    walk.expect("and that another came too late", True, clerk.audit_says(anna, house.BERND.name, "came too late"))


def decide_at_once(walk, place):
    anna, bernd = place.enters(house.ANNA), place.enters(house.BERND)
    for tab in (anna, bernd):
        tab.go("/conflicts")
    clerk.decide_conflict(anna, "Phone[use=main]", "crm", "rang them up")
    anna.wait(lambda: not anna.has("radio"), "decided", 30)
    if bernd.has("radio", re.compile(": erp: ")):
        clerk.decide_conflict(bernd, "Phone[use=main]", "erp", "it is in the contract")
        walk.expect("a conflict that somebody else decided: 409", 409, bernd.status, note=bernd.text()[:600])
    else:
        walk.expect("a conflict that somebody else decided is gone by itself", True, not bernd.has("radio"))
    audit = place.company.run("audit", "--json").stdout
    walk.expect("decided once", (1, 0), (audit.count("rang them up"), audit.count("it is in the contract")))


def release_at_once(walk, place):
    anna, bernd = place.enters(house.ANNA), place.enters(house.BERND, script=False)
    for tab in (anna, bernd):
        tab.go("/held")
    clerk.release(anna, f"Order {HELD_ORDER}", "prepaid")
    anna.wait(lambda: not anna.has("checkbox"), "released", 30)
    bernd.tick("checkbox", f"Order {HELD_ORDER}")
    bernd.fill("Reason", "is urgent")
    bernd.press("Release as they are")
    said = bernd.text()
    walk.expect("an order that is no longer held: he is told", True, "somebody was first" in said, note=said[:600])
    sent = [path.name for path in place.company.outbox.iterdir() if HELD_ORDER in path.name]
    walk.expect("and it was sent once", 1, len(sent))


def count_again(walk, place):
    """What is chosen by a question may be more when the answer is given."""
    anna = place.enters(house.ANNA)
    anna.go("/rejected")
    card = anna.the("region", re.compile("UnitPrice"))
    anna.tick("checkbox", "bad-decimal.xml", within=card)
    anna.press("Try again", within=card)
    bernd = place.enters(house.BERND)
    clerk.open_rejected(bernd, "bad-decimal.xml")
    bernd.follow("Put it right")
    clerk.correct(bernd, "1.234,56", "1234.56")
    clerk.validate(bernd)
    clerk.submit(bernd, "a comma")
    bernd.wait(lambda: "waiting" not in bernd.text(), "taken", 30)
    anna.fill("Reason", "once more")
    anna.press(re.compile("^Try .* again"))
    walk.expect("a job on what somebody else has put right: told, with nothing done", True,
                anna.status == 409 or "first" in anna.text(), note=f"{anna.status}: {anna.text()[:600]}")
