"""One visitor with one page before him: what he sees, by role and name as a screen reader has it, and what he does."""

import base64
import collections
import threading
import time
import urllib.parse

from devtools import PATIENCE, Refused
from tree import Node, Tree


class NotThere(AssertionError):
    """What a visitor looked for is not on the page. The text says what is there instead."""


#: What one page has asked for: address, status, and bytes as they came through the wire.
Request = collections.namedtuple("Request", "address status bytes kind")


class Tab:
    """`base` is where the console is. With `script=False` no JavaScript runs."""

    def __init__(self, browser, base, script=True, width=1280, height=900, dark=False, language="en"):
        self.browser, self.base, self.script = browser, base.rstrip("/"), script
        self._loads = 0
        self._moves = 0
        self._changed = threading.Condition()
        self._requests = {}
        self.complaints = []
        #: The questions of the browser that came up, such as "beforeunload". Each was answered with yes.
        self.dialogs = []
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.listen(self.session, self._event)
        for area in ("Page", "Network", "Runtime", "Log", "DOM", "Accessibility"):
            self.send(f"{area}.enable")
        self.send("Network.setCacheDisabled", cacheDisabled=True)
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)
        if not script:
            self.send("Emulation.setScriptExecutionDisabled", value=True)
        self.speak(language)
        self.look(width, height, dark)

    def send(self, method, **parameters):
        return self.browser.send(method, session=self.session, **parameters)

    def close(self):
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)

    # What the browser tells.

    def _event(self, method, said):
        with self._changed:
            if method == "Page.loadEventFired":
                self._loads += 1
            elif method == "Page.navigatedWithinDocument":
                self._moves += 1
            elif method == "Page.javascriptDialogOpening":
                # Leave the page? Yes. Nothing moves on before that is answered.
                self.dialogs.append(said["type"])
                self.browser.post("Page.handleJavaScriptDialog", self.session, accept=True)
            elif method == "Runtime.consoleAPICalled":
                self.complaints.append(f"console.{said['type']}: {[one.get('value') for one in said['args']]}")
            elif method == "Runtime.exceptionThrown":
                details = said["exceptionDetails"]
                self.complaints.append(f"exception: {details.get('exception', {}).get('description', details['text'])}")
            elif method == "Log.entryAdded":
                entry = said["entry"]
                self.complaints.append(f"{entry['source']}: {entry['text']} ({entry.get('url', '')})")
            elif method == "Network.requestWillBeSent":
                self._requests.setdefault(said["requestId"], {}).update(
                    address=said["request"]["url"], kind=said.get("type", ""), bytes=0, status=0)
            elif method == "Network.responseReceived":
                self._requests.setdefault(said["requestId"], {})["status"] = said["response"]["status"]
            elif method == "Network.loadingFinished":
                self._requests.setdefault(said["requestId"], {})["bytes"] = said["encodedDataLength"]
            self._changed.notify_all()

    @property
    def requests(self):
        """All that was asked for since the last `go`, `follow` or `press`."""
        with self._changed:
            # One without an address is the end of what the page before had asked for.
            return [Request(one["address"], one["status"], one["bytes"], one["kind"])
                    for one in self._requests.values() if "address" in one]

    @property
    def status(self):
        """Of the page itself."""
        pages = [one for one in self.requests if one.kind == "Document"]
        return pages[-1].status if pages else 0

    @property
    def weight(self):
        """Bytes of the page with all that belongs to it, as they came through the wire; a stream of events does not count."""
        return sum(one.bytes for one in self.requests if one.kind != "EventSource")

    # Settings of the visitor's.

    def look(self, width, height=900, dark=False):
        self.width, self.height, self.dark = width, height, dark
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def speak(self, language):
        """What the browser asks for in Accept-Language."""
        self.language = language
        agent = self.browser.send("Browser.getVersion")["userAgent"]
        self.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)

    def hide(self, hidden=True):
        """As if another tab were in front."""
        self.send("Page.setWebLifecycleState", state="frozen" if hidden else "active")

    # Where he is.

    @property
    def address(self):
        return self._history()["url"]

    def _history(self):
        history = self.send("Page.getNavigationHistory")
        return history["entries"][history["currentIndex"]]

    @property
    def path(self):
        parts = urllib.parse.urlsplit(self.address)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def go(self, path):
        """Types an address."""
        with self._arriving():
            said = self.send("Page.navigate", url=path if "://" in path else self.base + path)
        if said.get("errorText"):
            raise NotThere(f"{path}: {said['errorText']}")
        return self

    def reload(self):
        with self._arriving():
            self.send("Page.reload")
        return self

    def back(self):
        history = self.send("Page.getNavigationHistory")
        with self._arriving():
            self.send("Page.navigateToHistoryEntry", entryId=history["entries"][history["currentIndex"] - 1]["id"])
        return self

    def _arriving(self):
        return _Arrival(self)

    def wait(self, condition, what, seconds=PATIENCE):
        """Looks until `condition()` is true. Nothing is reloaded."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = condition()
            except (NotThere, Refused):
                # The page was being exchanged while it was looked at.
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise NotThere(f"after {seconds} s still not: {what}. {self.described()}")
            time.sleep(0.2)

    # What he sees.

    def tree(self):
        return Tree(self.send("Accessibility.getFullAXTree")["nodes"])

    def described(self):
        """The page in a few words, for whoever has to find out why something is not there."""
        tree = self.tree()
        names = [f"{node.role} {node.name!r}" for node in tree if node.role in ("heading", "button", "alert", "status")]
        return f"At {self.path} there are: {'; '.join(names[:25])}"

    def all(self, role, name=None, within=None):
        tree = self.tree()
        return tree.find(role, name, within=within and tree.same(within))

    def the(self, role, name=None, within=None):
        """The only one, or the first, with this role and name. A name is whole, or a compiled pattern."""
        found = self.all(role, name, within)
        if not found:
            shown = name if isinstance(name, (str, type(None))) else name.pattern
            raise NotThere(f"no {role} {shown!r}. {self.described()}")
        return found[0]

    def has(self, role, name=None, within=None):
        return bool(self.all(role, name, within))

    def text(self, within=None):
        """All that can be read."""
        tree = self.tree()
        return tree.text(tree.same(within) if within else tree.first("main") or tree.root)

    @property
    def heading(self):
        found = [node for node in self.tree() if node.role == "heading" and node.level == 1]
        return found[0].name if found else ""

    @property
    def title(self):
        return self._history()["title"]

    # What he does.

    def follow(self, name, within=None):
        """Clicks a link and waits for the page."""
        return self._click_through(self.the("link", name, within))

    def press(self, name, within=None):
        """Clicks a button and waits for the page."""
        return self._click_through(self.the("button", name, within))

    def _click_through(self, node):
        with self._arriving():
            self.click(node)
        return self

    def click(self, node: Node):
        """With the mouse, where it stands."""
        where = {"backendNodeId": node.element}
        self.send("DOM.scrollIntoViewIfNeeded", **where)
        quads = self.send("DOM.getContentQuads", **where)["quads"]
        if not quads:
            raise NotThere(f"{node.role} {node.name!r} has no place on the page")
        quad = quads[0]
        x, y = sum(quad[0::2]) / 4, sum(quad[1::2]) / 4
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tick(self, role, name, within=None):
        """A box or a round button."""
        self.click(self.the(role, name, within))

    def fill(self, name, text, within=None):
        """Writes into a field, in place of what stands there."""
        node = self.field(name, within)
        self.send("DOM.focus", backendNodeId=node.element)
        self.key("a", command="selectAll", modifiers=2)
        self.send("Input.insertText", text=text)

    def field(self, name, within=None):
        tree = self.tree()
        within = within and tree.same(within)
        for role in ("textbox", "searchbox", "combobox", "Date", "spinbutton"):
            found = tree.find(role, name, within=within)
            if found:
                return found[0]
        raise NotThere(f"no field {name!r}. {self.described()}")

    def choose(self, name, option, within=None):
        """In a list that opens."""
        node = self.field(name, within)
        self.send("DOM.focus", backendNodeId=node.element)
        self.type(option)

    def type(self, text):
        """Key by key."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def key(self, name, command=None, modifiers=0):
        """One key by its name: Tab, Enter, Escape, ArrowDown, or a letter."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40, "ArrowUp": 38, "End": 35, "Home": 36}.get(name)
        code = code or ord(name.upper())
        text = {"Enter": "\r", " ": " "}.get(name, "")
        parameters = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        if command:
            parameters["commands"] = [command]
        self.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **parameters)
        self.send("Input.dispatchKeyEvent", type="keyUp", **parameters)

    @property
    def focused(self):
        """What the keyboard speaks to."""
        found = [node for node in self.tree() if node.is_focused and node.role != "RootWebArea"]
        return found[-1] if found else None

    # Beneath.

    def ask(self, expression):
        """A value from the page, worked out in a world of its own that the page knows nothing of."""
        frame = self.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.send("Page.createIsolatedWorld", frameId=frame)["executionContextId"]
        said = self.send("Runtime.evaluate", expression=expression, contextId=world, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            raise Refused(said["exceptionDetails"].get("exception", {}).get("description", "an exception"))
        return said["result"].get("value")

    def cookies(self):
        return self.browser.send("Storage.getCookies", browserContextId=self.context)["cookies"]

    def forget(self):
        """Throws the cookies away."""
        self.browser.send("Storage.clearCookies", browserContextId=self.context)

    def picture(self, tallest=6000):
        """A PNG of the page from its top, as wide as it is."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        parameters = {"captureBeyondViewport": True, "clip": {
            "x": 0, "y": 0, "width": max(self.width, size["width"]), "height": min(size["height"], tallest), "scale": 1}}
        return base64.b64decode(self.send("Page.captureScreenshot", format="png", **parameters)["data"])


class _Arrival:
    """Ends when another page stands there whole, or another place of the same page."""

    def __init__(self, tab):
        self.tab = tab

    def __enter__(self):
        with self.tab._changed:
            self.loads, self.moves = self.tab._loads, self.tab._moves
            self.tab._requests.clear()

    def __exit__(self, kind, *_):
        if kind:
            return
        tab, end = self.tab, time.monotonic() + PATIENCE
        with tab._changed:
            while tab._loads == self.loads and tab._moves == self.moves:
                if not tab._changed.wait(0.2) and time.monotonic() > end:
                    raise NotThere(f"no page came within {PATIENCE} s")
