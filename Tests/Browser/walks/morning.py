"""The clerk's morning: from what needs attention to a file that has passed, one telephone number, one order that waited, and a
thousand files at once."""

import re

import clerk
import house
from company import CRM_SAYS, CUSTOMER, HELD_ORDER, NEW_TERMS
from service import wait

#: How many files fail alike.
MANY = {False: 1000, True: 60}

#: How long the service may take to take in what was handed in, and to try all of them again, in seconds.
SOON, LATER = 30, 300

WRONG, RIGHT = "24.11.2026", "2026-11-24"


def run(walk, short, script=True):
    many = MANY[short]
    with house.House(prepare=lambda company: company.rejected_alike(many)) as place:
        tab = place.visitor(script=script)
        come_in(walk, tab)
        put_right(walk, tab, place.company)
        settle_number(walk, tab, place.company)
        release_order(walk, tab, place.company)
        try_again(walk, tab, place, many)
        walk.nothing("nothing is said in the browser's console", tab.complaints)


def until(tab, condition, what, seconds=SOON):
    """With a script the page changes by itself; without, the clerk follows Refresh now and then."""
    if tab.script:
        loads = tab._loads
        tab.wait(condition, what, seconds)
        return "by itself" if tab._loads == loads else "after a reload"
    def refreshed():
        tab.follow("Refresh")
        return condition()
    tab.wait(refreshed, what, seconds)
    return "after Refresh"


def how(tab):
    return "by itself" if tab.script else "after Refresh"


def come_in(walk, tab):
    tab.go("/rejected")
    walk.expect("asks who it is before it shows anything", "Log in to Kontor", tab.heading)
    tab.fill("Name", house.ANNA.name)
    tab.fill("Password", house.PASSWORD)
    tab.press("Log in")
    walk.expect("after logging in: the page that was asked for", "/rejected", tab.path)
    clerk.open_section(tab, "Overview")
    walk.expect("Overview", "Overview", tab.heading)
    walk.expect("it says what needs attention", True, tab.has("heading", "Needs attention"))
    needs = clerk.row_with(tab, "IssueDate")
    tab.follow(re.compile("2 files|Look at"), within=needs)
    walk.expect("its link leads to what is rejected", True, tab.path.startswith("/rejected"), note=tab.path)


def put_right(walk, tab, company):
    clerk.open_rejected(tab, "german-date.xml")
    walk.expect("the file that was rejected", "german-date.xml", tab.heading)
    source = tab.the("region", re.compile("^Source of"))
    marked = tab.text(tab.the("mark", within=source))
    walk.expect("its faulty line is marked", True, WRONG in marked, note=marked)
    said = tab.text()
    walk.expect("the sentence names value and expectation", True, f"“{WRONG}” in IssueDate is not a date" in said, note=said)
    walk.expect("and who has to put it right", True, "the sender" in said, note=said)
    tab.follow("Put it right")
    clerk.correct(tab, WRONG, "24 November")
    clerk.validate(tab)
    walk.expect("validated while still wrong: what is left", True, "1 error" in tab.text(), note=tab.text())
    walk.expect("the text is still there", True, "24 November" in tab.field("Content").value)
    clerk.correct(tab, "24 November", RIGHT)
    clerk.validate(tab)
    changes = tab.text(tab.the("region", "Changes"))
    # The letters that differ are marked one by one, which a screen reader has as words of their own.
    letters = changes.replace(" ", "")
    walk.expect("validated: what was changed, as a confirmation", True, WRONG in letters and RIGHT in letters, note=changes)
    before = company.ledger("SELECT count(*) FROM interchange")
    walk.expect("so far nothing has happened", True, company.run("rejected").stdout.count("german-date.xml") > 0)
    clerk.submit(tab)
    walk.expect("submitted: a new attempt", True, "ttempt 2" in tab.text(), note=tab.text())
    changed = until(tab, lambda: "Nothing is left to be put right" in tab.text(), "attempt 2 has passed")
    walk.expect("and it passes", how(tab), changed)
    walk.expect("one file more in the ledger, besides the desk's", before[0][0] + 2,
                company.ledger("SELECT count(*) FROM interchange")[0][0])
    find_results(walk, tab, company)


def find_results(walk, tab, company):
    number = company.ledger(
        "SELECT id FROM interchange WHERE sender = 'crm' ORDER BY number DESC LIMIT 1")[0][0]
    tab.go(f"/interchanges/{number}")
    document = tab.all("link", re.compile(r"Order-SO-4844\.xml"))
    walk.expect("the document for the ERP", True, bool(document), note=tab.described())
    if document:
        tab._click_through(document[0])
        walk.expect("it can be opened", True, "SO-4844" in tab.text(), note=tab.text()[:500])
        tab.go(f"/interchanges/{number}")
    answer = tab.all("link", re.compile(r"german-date.*\.ack\.xml"))
    walk.expect("and the acknowledgement for the CRM", True, bool(answer), note=tab.described())
    if answer:
        tab._click_through(answer[0])
        walk.expect("it can be opened too", 200, tab.status)
    tab.go("/entities/Order/SO-4844")
    tab.follow(re.compile(CUSTOMER))
    walk.expect("the customer's story", True, CUSTOMER in tab.heading, note=tab.heading)
    walk.expect("from the first lead", True, "1-lead.xml" in tab.text(), note=tab.text()[-1500:])
    walk.expect("to the number that is in doubt", True, CRM_SAYS in tab.text())


def settle_number(walk, tab, company):
    clerk.open_section(tab, "Conflicts")
    walk.expect("one conflict", 1, len(tab.all("radio", re.compile(": crm: "))))
    clerk.decide_conflict(tab, "Phone[use=main]", "crm")
    until(tab, lambda: not tab.has("radio", re.compile(": crm: ")), "the conflict is gone")
    walk.expect("decided for one telephone number: none is left", "", company.run("conflicts", "--json").stdout.strip("[]\n "))
    sent = [path.read_text() for path in company.outbox.iterdir() if path.suffix == ".xml" and CUSTOMER in path.name]
    walk.expect("and the ERP is sent what was chosen", True, any(CRM_SAYS.lstrip("+") in text for text in sent))


def release_order(walk, tab, company):
    clerk.open_section(tab, "Held")
    walk.expect("the order says whom it waits for", True, "K-99999" in tab.text(), note=tab.text())
    clerk.release(tab, f"Order {HELD_ORDER}")
    until(tab, lambda: not tab.has("checkbox", f"Order {HELD_ORDER}"), "the order is no longer held")
    there = [path.name for path in company.outbox.iterdir() if HELD_ORDER in path.name]
    walk.expect("released: the ERP has it", 1, len(there))


def try_again(walk, tab, place, many):
    company, before = place.company, place.service.position()
    company.learn_the_terms()
    wait(lambda: "configuration taken" in place.service.since(before), SOON)
    clerk.open_section(tab, "Rejected")
    card = tab.the("region", re.compile("mapping", re.I))
    # With the one whose terms nobody knows.
    counted = f"{many + 1:,} files"
    walk.expect("the files that fail alike stand together", True, counted in tab.text(card), note=tab.text(card)[:600])
    tab.press(re.compile(clerk.ENGLISH.try_again), within=card)
    asked = tab.heading.replace(",", "")
    walk.expect("asks first, with the count", True, str(many) in asked or str(many + 1) in asked, note=tab.heading)
    tab.fill("Reason", f"the mapping knows {NEW_TERMS} now")
    tab.press(re.compile(clerk.ENGLISH.try_again_now))
    walk.expect("a page of its own for the job", True, tab.path.startswith("/jobs/"), note=tab.path)
    seen = set()
    def done():
        bar = tab.the("progressbar")
        seen.add(str(bar.value))
        return "Done" in tab.text()
    changed = until(tab, done, "the job is done", LATER)
    walk.expect("its progress is seen", how(tab), changed)
    walk.expect("in more than one step", True, len(seen) > 1, note=str(seen))
    walk.expect("all but one, whose terms nobody knows, went through", True, re.search(rf"{many:,} .*1 did not", tab.text()) is not None,
                note=tab.text())
    left = company.ledger("SELECT count(*) FROM document WHERE CAST(name AS TEXT) LIKE '%-Order-SO-5%'")[0][0]
    walk.expect("and each of them is sent once", many, left)
