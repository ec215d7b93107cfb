"""What changes on a page while somebody looks at it, and what does not move under his hands."""

import re

import house
from company import EXAMPLES


def run(walk, short):
    with house.House() as place:
        bring_news(walk, place)
        keep_still(walk, place)
        come_back(walk, place)


def count(tab, name):
    """The number on a tile of the overview."""
    tile = tab.the("link", re.compile(f"^{name}"))
    found = re.search(r"\d[\d,]*", tile.name[len(name):])
    return int(found.group().replace(",", "")) if found else None


def loads(tab):
    return tab._loads


def bring_news(walk, place):
    overview = place.enters(house.ANNA)
    listed = place.enters(house.BERND)
    listed.go("/interchanges")
    before, pages = count(overview, "Rejected"), (loads(overview), loads(listed))
    place.company.drop(EXAMPLES / "bad" / "unknown-country.xml")
    overview.wait(lambda: count(overview, "Rejected") == before + 1, "one more is rejected", 30)
    walk.expect("a file is rejected: the tile says so", before + 1, count(overview, "Rejected"))
    badge = overview.the("link", re.compile("^Rejected \\d"), within=overview.the("navigation", "Pages"))
    walk.expect("the badge in the navigation as well", True, str(before + 1) in badge.name, note=badge.name)
    listed.wait(lambda: listed.has("link", re.compile("1 new")), "the list says that there is one more", 30)
    walk.expect("the list offers it and does not move", False, "unknown-country.xml" in listed.text())
    walk.expect("no page was loaded again", pages, (loads(overview), loads(listed)))
    listed.follow(re.compile("1 new"))
    walk.expect("followed: there it is", True, "unknown-country.xml" in listed.text())
    for tab in (overview, listed):
        walk.nothing("nothing is said in the browser's console", tab.complaints)


def keep_still(walk, place):
    """A row with the focus in it stays the very same element, while the rest of the page goes on."""
    tab = place.enters(house.ANNA)
    tab.go("/rejected")
    box = tab.the("checkbox", "german-date.xml")
    tab.click(box)
    place.company.drop(EXAMPLES / "bad" / "unknown-language.xml")
    tab.wait(lambda: tab.has("link", re.compile("new")), "the page says that there is more", 30)
    now = tab.the("checkbox", "german-date.xml")
    walk.expect("a ticked box stays ticked", True, now.is_checked)
    walk.expect("and is the same as before", box.element, now.element)


def come_back(walk, place):
    """The service is started again under the eyes of a reader."""
    tab = place.enters(house.ANNA)
    before, pages = count(tab, "Rejected"), loads(tab)
    wrong = place.service.stop()
    walk.nothing("the service ends with a reader's stream open", wrong)
    place.service.start()
    place.company.drop(EXAMPLES / "bad" / "unknown-tax-category.xml")
    # Sessions are kept in memory: the page finds out that it has to log in again, and shows that.
    tab.wait(lambda: tab.has("textbox", "Password") or count(tab, "Rejected") == before + 1, "it has noticed", 60)
    asked = tab.has("textbox", "Password")
    walk.expect("after a restart it asks to log in again", True, asked and loads(tab) > pages)
    if asked:
        tab.fill("Name", house.ANNA.name)
        tab.fill("Password", house.PASSWORD)
        tab.press("Log in")
        walk.expect("and goes on where it was", before + 1, count(tab, "Rejected"))
