"""What is asked of every page, whatever it shows. Each check gives sentences, none where all is well."""

import json
import sys
import urllib.parse

from foundations import HERE

sys.path.insert(0, str(HERE.parent / "Peers"))
from peer import Environment  # noqa: E402

#: What one page may weigh with all that belongs to it, in bytes.
HEAVIEST = 100_000

#: axe-core comes with a package of PyPI that is made for another driver; of that nothing but the script is used.
AXE = Environment("axe", HERE / "requirements.txt", options=["--no-deps"])


def axe_script():
    return (AXE.packages / "axe_playwright_python" / "axe.min.js").read_text()


_axe = []


def accessibility(tab):
    """What axe finds wrong, by all of its rules but the experimental ones."""
    if not _axe:
        AXE.set_up()
        _axe.append(axe_script())
    said = json.loads(tab.ask(
        _axe[0] + ";axe.run(document, {resultTypes: ['violations']}).then(result => JSON.stringify(result.violations.map("
        "found => [found.id, found.help, found.nodes.length, found.nodes[0].html.slice(0, 200)])))"))
    return [f"axe {rule}: {words} ({count} times, first {html})" for rule, words, count, html in said]


def structure(tab):
    """One heading of the first level and none left out, ids that are unique, a name for each field, a language, landmarks."""
    found = json.loads(tab.ask("""JSON.stringify((() => {
      const ids = [...document.querySelectorAll('[id]')].map(one => one.id), levels =
        [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]));
      return {
        ones: document.querySelectorAll('h1').length,
        leaps: levels.filter((level, at) => at && level - levels[at - 1] > 1).length,
        doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
        language: document.documentElement.lang,
        main: document.querySelectorAll('main').length,
        inline: document.querySelectorAll('[style], style, script:not([src]), [onclick], [onload], [onerror]').length,
        columns: Math.max(0, ...[...document.querySelectorAll('thead tr')].map(row => row.cells.length)),
        captions: [...document.querySelectorAll('table')].filter(one => !one.caption).length,
        tokens: [...document.querySelectorAll('form[method=post]')].filter(one => !one.querySelector('input[name=token]')).length,
        dead: [...document.querySelectorAll('a[href^="#"]')].filter(
          one => !document.getElementById(decodeURIComponent(one.hash.slice(1)))).map(one => one.hash),
      };
    })())"""))
    wrong = []
    if found["ones"] != 1:
        wrong.append(f"{found['ones']} headings of the first level")
    if found["leaps"]:
        wrong.append("a level of headings is left out")
    if found["doubled"]:
        wrong.append(f"an id is there twice: {found['doubled'][:3]}")
    if found["language"] not in ("en", "de"):
        wrong.append(f"the language is {found['language']!r}")
    if found["main"] != 1:
        wrong.append(f"{found['main']} times main")
    if found["inline"]:
        wrong.append(f"{found['inline']} inline styles or scripts")
    if found["columns"] > 7:
        wrong.append(f"a table of {found['columns']} columns")
    if found["captions"]:
        wrong.append(f"{found['captions']} tables without a caption")
    if found["tokens"]:
        wrong.append(f"{found['tokens']} forms without a token")
    if found["dead"]:
        wrong.append(f"links to nowhere on the page: {found['dead'][:3]}")
    return wrong


def measure(tab):
    """No scrolling from side to side, and no more bytes than are allowed."""
    size = tab.send("Page.getLayoutMetrics")
    content, window = size["cssContentSize"]["width"], size["cssLayoutViewport"]["clientWidth"]
    wrong = [f"{content} pixels wide in a window of {window}"] if content > window else []
    if tab.weight > HEAVIEST:
        wrong.append(f"{tab.weight:.0f} bytes in all")
    return wrong


def quiet(tab, allowed=200):
    """No message in the console, no other host. The page's own answer may have the status `allowed`: the browser says
    so in its console, which is no fault."""
    host = urllib.parse.urlsplit(tab.base).netloc
    wrong = [
        f"asked another host: {one.address[:120]}" for one in tab.requests
        # Chromium draws parts of its own, such as the calendar in a field for a date, from data: addresses. Those of a
        # page are forbidden by its policy, which complains in the console.
        if urllib.parse.urlsplit(one.address).netloc != host and not one.address.startswith(("about:", "data:"))]
    own = tab.address.split("#")[0]
    for said in tab.complaints:
        if not (allowed >= 400 and f"status of {allowed}" in said and own in said):
            wrong.append(f"console: {said[:300]}")
    tab.complaints.clear()
    return wrong


def judged(tab, allowed=200):
    """All of them together, on the page as it stands."""
    wrong = [] if tab.status == allowed else [f"answered with {tab.status}, not {allowed}"]
    return wrong + structure(tab) + measure(tab) + accessibility(tab) + quiet(tab, allowed)


#: Between a telephone on which everything is enlarged and a large screen.
WIDTHS = (320, 360, 480, 600, 700, 720, 768, 900, 1024, 1100, 1200)


def widths(tab):
    """No scrolling from side to side at any width, on the page as it stands, which is not loaded anew for that."""
    wrong, width, height, dark = [], tab.width, tab.height, tab.dark
    for other in WIDTHS:
        tab.look(other, height, dark)
        size = tab.send("Page.getLayoutMetrics")
        if size["cssContentSize"]["width"] > other:
            wrong.append(f"{size['cssContentSize']['width']} pixels wide in a window of {other}")
    tab.look(width, height, dark)
    return wrong
