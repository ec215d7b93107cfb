"""What a clerk does with the console, in his own words. Whoever changes a label of a page changes it here."""

import dataclasses
import re

from tab import NotThere

REASON = "sales says so"


@dataclasses.dataclass(frozen=True)
class Words:
    """What stands on buttons and beside fields."""

    name: str = "Name"
    password: str = "Password"
    log_in: str = "Log in"
    content: str = "Content"
    validate: str = "Validate"
    reason: str = "Reason"
    submit: str = "Submit as a new attempt"
    decide: str = "Decide"
    release: str = "Release as they are"
    release_now: str = "^Release 1 record"
    #: Of an attempt that no scan has taken yet.
    waiting: str = "waiting"
    #: Of the card of what the mapping refuses, of the button on it, and of the one that confirms.
    mapping: str = "mapping"
    try_again: str = "^Try all .* again"
    try_again_now: str = "^Try .* again"
    example_reason: str = "24.11.2026 is 24 November, says sales"
    example_job_reason: str = "the mapping knows the terms now"


ENGLISH = Words()
GERMAN = Words(
    password="Passwort", log_in="Anmelden", content="Inhalt", validate="Prüfen", reason="Begründung",
    submit="Als neuen Versuch einreichen", decide="Entscheiden", release="So freigeben, wie sie sind", release_now="freigeben$", waiting="wartet",
    mapping="Umsetzung", try_again="^Alle .* erneut", try_again_now="erneut verarbeiten",
    example_reason="24.11.2026 ist der 24. November, sagt der Vertrieb",
    example_job_reason="Die Umsetzung kennt die Zahlungsbedingung jetzt")
WORDS = {"en": ENGLISH, "de": GERMAN}


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


def correct(tab, wrong, right, words=ENGLISH):
    """Changes the text on the edit page; gives what the page held before."""
    text = tab.field(words.content).value
    if wrong not in text:
        raise NotThere(f"{wrong!r} is not in the text of the page")
    tab.fill(words.content, text.replace(wrong, right))
    return text


def validate(tab, words=ENGLISH):
    return tab.press(words.validate)


def submit(tab, reason=REASON, words=ENGLISH):
    tab.fill(words.reason, reason)
    return tab.press(words.submit)


def decide_conflict(tab, field, system, reason=REASON, words=ENGLISH):
    tab.tick("radio", re.compile(rf"^{re.escape(field)}: {system}: "))
    tab.fill(words.reason, reason)
    return tab.press(words.decide)


def release(tab, what, reason=REASON, words=ENGLISH):
    tab.tick("checkbox", what)
    tab.fill(words.reason, reason)
    tab.press(words.release)
    # How many are meant is asked first, for one as for many.
    return tab.press(re.compile(words.release_now))


#: How the audit's page says what the book calls so.
SAID = {
    "logged-out": "log-out", "session-ended": "session ended", "role-refused": "not allowed", "form-refused": "form refused",
    "cross-site-refused": "another site", "log-in-failed": "log-in failed",
}


def audit_rows(tab, path="/audit"):
    tab.go(path)
    tree = tab.tree()
    return [tree.text(row) for row in tree.find("row")]


def audit_says(tab, *words):
    """Whether one row of the audit has all these words."""
    return any(all(word in row for word in words) for row in audit_rows(tab))
