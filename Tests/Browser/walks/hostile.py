"""A file whose name and values are markup, script and formulas, on every page that shows them."""

import urllib.parse

import checks
import clerk
import house
from company import HOSTILE, HOSTILE_KEY
from wire import of_tab


def run(walk, short):
    with house.House(prepare=drop) as place:
        tab = place.enters(house.ANNA)
        number, name = place.company.ledger(
            "SELECT id, CAST(fileName AS TEXT) FROM interchange WHERE controlNumber = '7001'")[0]
        key = urllib.parse.quote(HOSTILE_KEY, safe="")
        pages = [
            "/", "/interchanges", f"/interchanges?q={urllib.parse.quote(HOSTILE)}", f"/interchanges?q={urllib.parse.quote(name)}",
            f"/interchanges/{number}", f"/interchanges/{number}/source", f"/interchanges/{number}/acknowledgement", "/rejected",
            f"/rejected/{number}", f"/interchanges/{number}/edit", f"/entities/Customer/{key}", "/held", "/conflicts", "/audit",
            "/system", f"/language?to=de&back={urllib.parse.quote('//evil.example/')}", "/language?to=en&back=/",
            f"/login?back={urllib.parse.quote('https://evil.example/')}", f"/{urllib.parse.quote(HOSTILE)}",
            f"/entities/Customer/{urllib.parse.quote(HOSTILE, safe='')}", f"/rejected?sender={urllib.parse.quote(HOSTILE)}"]
        for path in pages:
            tab.go(path)
            shown = path.replace(number, "…")[:40]
            walk.nothing(f"{shown}: is what it was", wrong_with(tab))
        validated(walk, tab, number)
        decided(walk, tab)
        exported(walk, place, tab, name)


def drop(company):
    company.drop_hostile()
    company.take()


def wrong_with(tab):
    wrong = [] if tab.title != "taken over" else ["a script of the file has run"]
    wrong += [f"a dialog: {one}" for one in tab.dialogs]
    wrong += [] if tab.address.startswith(tab.base) else [f"it led to {tab.address}"]
    strangers = tab.ask("document.querySelectorAll('main img, main script, main b:empty, svg script').length")
    wrong += [f"{strangers} elements came out of the file"] if strangers else []
    allowed = tab.status if tab.status in (403, 404, 400) else 200
    return wrong + checks.structure(tab) + checks.measure(tab) + checks.quiet(tab, allowed)


def validated(walk, tab, number):
    tab.go(f"/interchanges/{number}/edit")
    clerk.validate(tab)
    walk.nothing("validated unchanged: is what it was", wrong_with(tab))
    walk.expect("and its text is that of the file", True, HOSTILE in "".join(node.value for node in tab.all("textbox")), note=tab.text())
    tab.dialogs.clear()


def decided(walk, tab):
    """A reason is written by a person, who can be hostile too."""
    tab.go("/held")
    clerk.release(tab, "Order SO-4858", HOSTILE)
    walk.nothing("a hostile reason: is what it was", wrong_with(tab))
    tab.wait(lambda: tab.go("/audit") and HOSTILE[:20] in tab.text(), "the audit shows the reason", 30)
    walk.nothing("in the audit too", wrong_with(tab))


def exported(walk, place, tab, name):
    wire = of_tab(place, tab)
    answer = wire.get("/interchanges.csv")
    walk.expect("as CSV: it is a file to be saved", True, "attachment" in answer.headers.get("Content-Disposition", ""), note=answer.headers)
    cells = [cell.strip('"') for line in answer.text.splitlines() for cell in line.split(",")]
    walk.expect("and no cell is a formula", [], [cell for cell in cells if cell[:1] in "=+@" and cell])
    answer = wire.get("/interchanges")
    for header, value in (("Content-Security-Policy", "default-src 'self'"), ("X-Content-Type-Options", "nosniff"),
                          ("Cache-Control", "no-store"), ("Referrer-Policy", "same-origin")):
        walk.expect(f"header {header}", True, value in answer.headers.get(header, ""), note=answer.headers.get(header))
