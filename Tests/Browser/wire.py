"""The console without a browser: single requests, as somebody sends them who does not keep to its forms."""

import html
import http.client
import re
import socket
import urllib.parse


class Answer:
    def __init__(self, answer):
        self.status = answer.status
        self.headers = answer.headers
        self.text = answer.read().decode(errors="replace")

    @property
    def leads_to(self):
        return self.headers.get("Location", "")


class Wire:
    """`cookie` is that of a session, such as the browser holds it."""

    def __init__(self, house, cookie=""):
        self.port = house.port
        self.cookie = cookie

    def ask(self, method, path, fields=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers.setdefault("Origin", f"http://127.0.0.1:{self.port}")
        if self.cookie:
            headers["Cookie"] = self.cookie
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, fields, **headers):
        return self.ask("POST", path, fields, **headers)

    def token(self, path="/"):
        """That of the forms on a page."""
        found = re.search(r'name="token" value="([^"]*)"', self.get(path).text)
        return html.unescape(found.group(1)) if found else ""

    def log_in(self, user, password=None):
        """Keeps the cookie of the session; gives the answer."""
        page = self.get("/login")
        self.keep(page)
        found = re.search(r'name="token" value="([^"]*)"', page.text)
        fields = {"name": user.name if hasattr(user, "name") else user, "password": password or user.password, "back": "/"}
        if found:
            fields["token"] = html.unescape(found.group(1))
        answer = self.post("/login", fields)
        self.keep(answer)
        return answer

    def keep(self, answer):
        kept = dict(part.split("=", 1) for part in self.cookie.split("; ") if part)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            kept[name] = value
        self.cookie = "; ".join(f"{name}={value}" for name, value in kept.items() if value)

    def stream(self, page):
        """A stream of events, open until it is closed."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall((
            f"GET /events?page={urllib.parse.quote(page, safe='')} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Accept: text/event-stream\r\nCookie: {self.cookie}\r\n\r\n").encode())
        first = connection.recv(4096)
        if b" 200 " not in first.split(b"\r\n")[0]:
            connection.close()
            raise AssertionError(f"no stream for {page}: {first[:200]!r}")
        return connection


def of_tab(house, tab):
    """With the cookies of a browser that has logged in."""
    return Wire(house, "; ".join(f"{one['name']}={one['value']}" for one in tab.cookies()))
