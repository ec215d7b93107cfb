"""The main path with the keyboard alone: no mouse, and always a mark where the keyboard is."""

import re

import house
from tab import NotThere


def run(walk, short):
    with house.House() as place:
        tab = place.visitor()
        tab.go("/rejected")
        reach(walk, tab, "textbox", "Name")
        tab.send("Input.insertText", text=house.ANNA.name)
        reach(walk, tab, "textbox", "Password")
        tab.send("Input.insertText", text=house.PASSWORD)
        enter(tab)
        walk.expect("logged in by Enter", "/rejected", tab.path)
        tab.key("Tab")
        walk.expect("the first stop leads past the navigation", "To the content", tab.focused.name)
        enter(tab)
        reach(walk, tab, "link", "german-date.xml")
        enter(tab)
        walk.expect("the rejected file", "german-date.xml", tab.heading)
        reach(walk, tab, "link", "Put it right")
        enter(tab)
        reach(walk, tab, "link", re.compile(r"^Line \d+$"))
        tab.key("Enter")
        walk.expect("the link to the line puts the cursor there", "Content", tab.focused.name)
        tab.send("Input.insertText", text="    <IssueDate>2026-11-24</IssueDate>")
        text = tab.field("Content").value
        walk.expect("and what is typed replaces the faulty line", (1, 0), (text.count("2026-11-24</IssueDate"), text.count(">24.11.2026<")))
        reach(walk, tab, "button", "Validate")
        enter(tab)
        reach(walk, tab, "textbox", "Reason")
        tab.send("Input.insertText", text="the 24th")
        reach(walk, tab, "button", "Submit as a new attempt")
        enter(tab)
        walk.expect("submitted", True, "ttempt 2" in tab.text(), note=tab.text()[:600])
        tab.wait(lambda: "waiting" not in tab.text(), "attempt 2 is taken", 30)
        walk.expect("no key was caught by a trap", [], tab.dialogs)


def enter(tab):
    with tab._arriving():
        tab.key("Enter")


def reach(walk, tab, role, name, most=120):
    """Presses Tab until the keyboard is there. A stop without a mark is noted."""
    unmarked = []
    for _ in range(most):
        at = tab.focused
        if at and at.role == role and (name.search(at.name) if isinstance(name, re.Pattern) else at.name == name):
            shown = name.pattern if isinstance(name, re.Pattern) else name
            walk.expect(f"by Tab to {role} {shown}: every stop is marked", [], unmarked)
            return
        tab.key("Tab")
        if not tab.ask(MARKED):
            unmarked.append(str(tab.focused))
    raise NotThere(f"{role} {name!r} cannot be reached by the keyboard. {tab.described()}")


#: Whether the element that has the focus shows it. The page itself, between two rounds, need not.
MARKED = """(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
  return marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
})()"""
