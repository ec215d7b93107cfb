"""mock-sap as a server on loopback, and the program between a folder and it: posts IDocs, asks what became of them, and writes
the audit of that."""

import http.client
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from peer import put

AUDIT = """<?xml version="1.0" encoding="UTF-8"?>
<ALEAUD01><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><TABNAM>EDI_DC40</TABNAM><DOCNUM>{number}</DOCNUM><DIRECT>1</DIRECT>
<IDOCTYP>ALEAUD01</IDOCTYP><MESTYP>ALEAUD</MESTYP><CREDAT>20261120</CREDAT><CRETIM>0900{second:02}</CRETIM></EDI_DC40>
{states}</IDOC></ALEAUD01>"""

STATE = """<E1ADHDR SEGMENT="1"><MESTYP>{message}</MESTYP><E1STATE SEGMENT="1"><DOCNUM>{ours}</DOCNUM>
<STATUS>{status}</STATUS><STATXT>{text}</STATXT></E1STATE></E1ADHDR>"""


class Endpoint:
    def __init__(self, environment):
        # Port 0: the system finds a free one, and the first line that is written says which.
        self.server = subprocess.Popen(
            [environment.python(), "-u", "-m", "mocksap", "--host", "127.0.0.1", "--port", "0", "--no-csrf", "--quiet"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", self.server.stdout.readline()).group(1))
        self.audits = 0

    def end(self):
        self.server.terminate()
        self.server.wait(10)
        self.server.stdout.close()

    def ask(self, method, path, body=None, kind="application/json", accept="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Content-Type": kind, "Accept": accept})
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {text[:500]!r}")
        return json.loads(text) if "json" in accept else text

    def refuse_next(self, message, text):
        """The next IDoc with this message type is received and not posted."""
        self.ask("POST", "/_mock/idoc-posting", json.dumps({"mestyp": message, "status": "51", "message": text, "count": 1}))

    def post(self, folder):
        """Every IDoc in the order of the names; for each its receipt, our number, and whether the mock kept it whole. What
        answers to an audit is for people."""
        found = []
        for path in sorted(path for path in folder.glob("*.xml") if not path.name.endswith(".ack.xml")):
            sent = path.read_bytes()
            receipt = self.ask("POST", "/sap/bc/idoc", sent, "application/xml")
            kept = self.ask("GET", f"/sap/bc/idoc/{receipt['DOCNUM']}")
            ours = ElementTree.fromstring(sent).findtext("IDOC/EDI_DC40/DOCNUM")
            found.append(dict(receipt, ours=ours, whole=kept["payload"].encode() == sent))
            path.unlink()
        return found

    def audit(self, receipts, folder):
        """What RBDSTATE does in SAP: reports the state of IDocs to the system that sent them."""
        self.audits += 1
        states = []
        for receipt in receipts:
            now = self.ask("GET", f"/sap/bc/idoc/{receipt['DOCNUM']}")
            states.append(STATE.format(
                message=now["mestyp"], ours=receipt["ours"], status=now["status"], text=now["status_text"]))
        put(folder, f"audit-{self.audits}.xml",
            AUDIT.format(number=900 + self.audits, second=self.audits, states="".join(states)))

    def generate(self, message):
        """An IDoc that the mock makes of one of its own orders."""
        orders = self.ask("GET", "/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder?$top=1&$format=json")
        order = orders["d"]["results"][0]["SalesOrder"]
        return self.ask("POST", "/sap/bc/idoc/generate", json.dumps({"mestyp": message, "SalesOrder": order}),
                        accept="application/xml")
