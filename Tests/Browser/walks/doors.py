"""Who may do what: sessions that ended, roles, forms that are not from here. Each is refused with a page that says what to do,
and each is an entry in the audit."""

import http.server
import re
import threading

import clerk
import house
from company import HELD_ORDER
from walks.rivals import number_of
from wire import Wire, of_tab


def run(walk, short):
    with house.House() as place:
        admin = place.enters(house.WEBER)
        end_session(walk, place, admin)
        look_only(walk, place, admin)
        see_nothing(walk, place)
        forge(walk, place, admin)
        come_from_elsewhere(walk, place, admin)
        walk.expect("after all of this the order is still held", True, HELD_ORDER in place.company.run("held").stdout)


def end_session(walk, place, admin):
    anna = place.enters(house.ANNA)
    anna.go("/held")
    of_tab(place, anna).post("/logout", {"token": of_tab(place, anna).token()})
    anna.tick("checkbox", f"Order {HELD_ORDER}")
    anna.fill("Reason", "prepaid")
    anna.press("Release as they are")
    walk.expect("a session that ended: asks to log in", True, anna.has("textbox", "Password"), note=anna.described())
    walk.expect("and says why", True, bool(re.search("ended|logged out|log in again", anna.text())), note=anna.text())
    anna.fill("Name", house.ANNA.name)
    anna.fill("Password", house.PASSWORD)
    anna.press("Log in")
    walk.expect("then it is back where it was", True, anna.path.startswith("/held"), note=anna.path)
    lose_session_over_text(walk, place, anna)
    noted(walk, place, admin, "logged-out", house.ANNA, 2)
    noted(walk, place, admin, "session-ended")


def lose_session_over_text(walk, place, anna):
    anna.go(f"/interchanges/{number_of(place, 'german-date.xml')}/edit")
    of_tab(place, anna).post("/logout", {"token": of_tab(place, anna).token()})
    anna.fill("Content", "<a>an hour's work</a>")
    anna.press("Validate")
    anna.fill("Name", house.ANNA.name)
    anna.fill("Password", house.PASSWORD)
    anna.press("Log in")
    walk.expect("after a session that ended over an edit: back in the editor", True, anna.path.endswith("/edit"), note=anna.path)
    anna.click(anna.the("button", "Put it in here"))
    walk.expect("and the text is there again", "<a>an hour's work</a>", anna.field("Content").value)


def look_only(walk, place, admin):
    vera = place.enters(house.VERA)
    vera.go("/held")
    walk.expect("a viewer is offered nothing to do", [], [
        node.name for node in vera.all("button") if node.name not in ("Log out", "Search", "Show")])
    token = of_tab(place, vera).token()
    answer = of_tab(place, vera).post("/jobs", {"token": token, "verb": "release", "hold": "1", "reason": "x"})
    walk.expect("a viewer who does it all the same: 403", 403, answer.status)
    walk.expect("with the role that it needs", True, "operator" in answer.text and "viewer" in answer.text, note=answer.text[:1500])
    vera.go(f"/interchanges/{number_of(place, 'german-date.xml')}/edit")
    walk.expect("the edit page: 403", 403, vera.status)
    walk.expect("as a page with a heading", True, bool(vera.heading))
    noted(walk, place, admin, "role-refused", house.VERA, 2)


def see_nothing(walk, place):
    """Without the right to see payloads no value of a file is on any page."""
    for user in (house.VERA, house.OTTO):
        tab = place.enters(user)
        number = number_of(place, "german-date.xml")
        for path in ("/", "/rejected", f"/rejected/{number}", f"/interchanges/{number}", "/conflicts", "/entities/Customer/K-20417",
                     "/audit"):
            tab.go(path)
            said = tab.text()
            shown = [value for value in ("24.11.2026", "+494517001", "Lüders", "sofort", "EURO") if value in said]
            walk.expect(f"{user.role} without payloads, {path.replace(number, '…')}: no values", [], shown)
        tab.go(f"/interchanges/{number}/source")
        walk.expect(f"{user.role} without payloads: no source", 403, tab.status)


def forge(walk, place, admin):
    anna = place.enters(house.ANNA)
    wire = of_tab(place, anna)
    fields = {"verb": "release", "hold": "1", "reason": "x"}
    for name, token in (("without a token", None), ("with an invented token", "c29tZXRoaW5n"),
                        ("with the token of another session", of_tab(place, place.enters(house.BERND)).token())):
        answer = wire.post("/jobs", dict(fields, token=token) if token else fields)
        walk.expect(f"a form {name}: 403", 403, answer.status, note=answer.text[:600])
    walk.expect("it says what to do", True, bool(re.search("Open it anew", answer.text)), note=answer.text[:1500])
    noted(walk, place, admin, "form-refused", house.ANNA, 3)
    foreign = wire.post("/jobs", dict(fields, token=wire.token()), Origin="http://evil.example")
    walk.expect("a right token from a foreign origin: 403", 403, foreign.status)
    foreign = wire.post("/jobs", dict(fields, token=wire.token()), Sec_Fetch_Site="cross-site")
    walk.expect("a right token, but the browser says cross-site: 403", 403, foreign.status)
    noted(walk, place, admin, "cross-site-refused", house.ANNA, 2)
    walk.expect("nobody without a session", True, Wire(place).post("/jobs", fields).status in (303, 401, 403))
    walk.expect("another host in the address (rebinding)", True, wire.get("/", Host="evil.example").status in (400, 403, 421))


def come_from_elsewhere(walk, place, admin):
    """A page of somebody else's, open in the same browser, sends a form to the console. On another port of the same host
    the browser even sends the cookie along."""
    anna = place.enters(house.ANNA)
    anna.go("/held")
    page = f"""<!DOCTYPE html><title>Win a prize</title><form method="post" action="{place.base}/jobs">
      <input type="hidden" name="verb" value="release"><input type="hidden" name="hold" value="1">
      <input type="hidden" name="reason" value="cross"><button>Claim it</button></form>"""
    with Elsewhere(page) as elsewhere:
        for host in ("127.0.0.1", "localhost"):
            anna.go(f"http://{host}:{elsewhere.port}/")
            anna.press("Claim it")
            # From another host the cookie does not come along with the form: then it is nobody's, and leads to the log-in,
            # which a browser with a session passes.
            walk.expect(f"a form on a page of another site ({host}): refused", True,
                        anna.status == 403 or anna.heading == "Overview", note=f"{anna.status} {anna.described()}")
            anna.go("/held")
        anna.go(f"http://127.0.0.1:{elsewhere.port}/frame?{place.base}/held")
        shown = anna.ask("document.querySelector('iframe').contentDocument === null")
        walk.expect("it cannot be framed", True, bool(shown) and any("frame" in said for said in anna.complaints), note=anna.complaints)
    noted(walk, place, admin, "cross-site-refused", house.ANNA, 3)


def noted(walk, place, admin, what, user=None, least=1):
    """In the book, and on the page where an administrator looks for it."""
    count = place.entries(what, user)
    walk.expect(f"{what} is an entry in the audit", True, count >= least, note=f"{count} entries, at least {least} expected")
    admin.go("/audit")
    shown = clerk.SAID[what]
    rows = [admin.tree().text(row) for row in admin.all("row")]
    right = any(shown in row and (user is None or user.name in row) for row in rows)
    walk.expect(f"and on the audit's page: {shown}", True, right, note="\n".join(rows[:12]))


class Elsewhere:
    """A web server of somebody else's."""

    def __init__(self, page):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                text = page
                if self.path.startswith("/frame?"):
                    text = f'<!DOCTYPE html><title>Frame</title><iframe src="{self.path[7:]}"></iframe>'
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        self.port = self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
