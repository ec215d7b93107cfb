"""What a clerk does with the console, in his own words. Whoever changes a label of a page changes it here."""

import re

from tab import NotThere

REASON = "sales says so"


def sections(tab):
    """The items of the navigation."""
    return {re.sub(r" \d.*", "", link.name): link for link in tab.all("link", within=tab.the("navigation", "Pages"))}


def open_section(tab, name):
    """Rejected, Held, Conflicts and the others, with or without a count behind."""
    return tab.follow(re.compile(rf"^{name}( \d.*)?$"), within=tab.the("navigation", "Pages"))


def row_with(tab, words):
    """The row of a table, or the item of a list, that says so."""
    tree = tab.tree()
    for role in ("row", "listitem"):
        for node in tree.find(role):
            if words in tree.text(node):
                return node
    raise NotThere(f"no row with {words!r}. {tab.described()}")


def open_rejected(tab, file):
    open_section(tab, "Rejected")
    return tab.follow(file, within=row_with(tab, file))


def correct(tab, wrong, right):
    """Changes the text on the edit page; gives what the page held before."""
    text = tab.field("Content").value
    if wrong not in text:
        raise NotThere(f"{wrong!r} is not in the text of the page")
    tab.fill("Content", text.replace(wrong, right))
    return text


def validate(tab):
    return tab.press("Validate")


def submit(tab, reason=REASON):
    tab.fill("Reason", reason)
    return tab.press("Submit as a new attempt")


def decide_conflict(tab, field, system, reason=REASON):
    tab.tick("radio", re.compile(rf"^{re.escape(field)}, {system}: "))
    tab.fill("Reason", reason)
    return tab.press("Decide")


def release(tab, what, reason=REASON):
    tab.tick("checkbox", what)
    tab.fill("Reason", reason)
    return tab.press("Release as they are")


def audit_says(tab, *words):
    """Whether one row of the audit has all these words."""
    tab.go("/audit")
    tree = tab.tree()
    return any(all(word in tree.text(row) for word in words) for row in tree.find("row"))
