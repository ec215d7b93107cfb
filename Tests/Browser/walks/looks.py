"""Every page, full and empty, wide and narrow, light and dark: what every page owes, and a picture for whoever wants to look."""

import re

import clerk
import checks
import house
from foundations import PICTURES
from walks.rivals import number_of

#: Width and whether it is dark.
VIEWS = {False: [(1280, False), (1280, True), (400, False), (400, True)], True: [(1280, False), (400, True)]}


def run(walk, short):
    PICTURES.mkdir(parents=True, exist_ok=True)
    with house.House(prepare=lambda company: company.rejected_alike(60)) as place:
        tab = place.enters(house.ANNA)
        for name, path, status in full(place):
            look(walk, tab, name, lambda path=path: tab.go(path), short, status)
        for name, open_it in on_the_way(place, tab):
            look(walk, tab, name, open_it, short)
        look(walk, place.visitor(), "login", None, short)
        refused = place.enters(house.VERA)
        look(walk, refused, "refused", lambda: refused.go(f"/interchanges/{number_of(place, 'german-date.xml')}/edit"), short, 403)
        admin = place.enters(house.WEBER)
        look(walk, admin, "system-admin", lambda: admin.go("/system"), short)
        look(walk, refused, "rejected-masked", lambda: refused.go(f"/rejected/{number_of(place, 'german-date.xml')}"), short)
        german = place.enters(house.ANNA, language="de")
        for name, path, status in full(place):
            look(walk, german, f"{name}.de", lambda path=path: german.go(path), True, status)
    with house.House(house.fresh()) as place:
        tab = place.enters(house.ANNA)
        for path in ("/", "/interchanges", "/rejected", "/held", "/conflicts", "/flows", "/audit", "/jobs", "/incidents", "/system"):
            look(walk, tab, f"{path.strip('/') or 'overview'}-empty", lambda path=path: tab.go(path), short)


def full(place):
    """Pages that an address alone brings up: name, path, status."""
    rejected, accepted = number_of(place, "german-date.xml"), number_of(place, "1005-mixed.xml")
    return [
        ("overview", "/", 200), ("flows", "/flows", 200), ("flow", "/flows/crm-erp", 200), ("interchanges", "/interchanges", 200),
        ("interchanges-filtered", "/interchanges?verdict=rejected", 200), ("interchanges-nothing", "/interchanges?q=nosuchthing", 200),
        ("interchange", f"/interchanges/{accepted}", 200), ("interchange-rejected", f"/interchanges/{rejected}", 200),
        ("source", f"/interchanges/{rejected}/source", 200), ("rejected", "/rejected", 200),
        ("rejected-item", f"/rejected/{rejected}", 200), ("edit", f"/interchanges/{rejected}/edit", 200), ("held", "/held", 200),
        ("conflicts", "/conflicts", 200), ("entity", "/entities/Customer/K-20417", 200), ("entity-order", "/entities/Order/SO-4711", 200),
        ("jobs", "/jobs", 200), ("incidents", "/incidents", 200), ("audit", "/audit", 200), ("system", "/system", 200),
        ("not-found", "/interchanges/01XXXXXXXXXXXXXX", 404), ("not-found-page", "/nothing/here", 404),
    ]


def on_the_way(place, tab):
    """Pages that come after something was done: name, and how to come there."""
    number = number_of(place, "german-date.xml")

    def faulty():
        tab.go(f"/interchanges/{number}/edit")
        clerk.correct(tab, "24.11.2026", "24 November")
        clerk.validate(tab)

    def validated():
        tab.go(f"/interchanges/{number}/edit")
        clerk.correct(tab, "24.11.2026", "2026-11-24")
        clerk.validate(tab)

    def confirming():
        tab.go("/rejected")
        tab.tick("checkbox", "german-date.xml")
        tab.press("Try again", within=tab.the("region", re.compile("IssueDate")))

    return [("edit-faulty", faulty), ("edit-validated", validated), ("job-confirm", confirming)]


def look(walk, tab, name, open_it, short, status=200):
    for width, dark in VIEWS[short]:
        tab.look(width, dark=dark)
        if open_it:
            open_it()
        else:
            tab.go("/login")
        wrong = checks.judged(tab, status)
        picture = PICTURES / f"{name}-{width}{'-dark' if dark else ''}.png"
        picture.write_bytes(tab.picture())
        walk.nothing(f"{name}, {width}{' dark' if dark else ''}", wrong)
    walk.nothing(f"{name}, at all widths between", checks.widths(tab))
