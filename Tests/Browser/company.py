"""A company whose exchange has been played for some days, so that each page of the console has something to show: a customer's
story, files of which some are rejected, a held order, a telephone number on which two systems do not agree, a paused flow."""

import pathlib
import re

from foundations import REPOSITORY
from workplace import Site

EXAMPLES = REPOSITORY / "examples"

#: Of the mistakes in examples/bad, those that a clerk meets.
MISTAKES = [
    "bad-date", "bad-decimal", "german-date", "missing-required", "one-bad-record", "several-errors-in-one-record", "truncated",
    "unescaped-ampersand", "unknown-currency", "unknown-customer", "unknown-payment-terms", "unknown-unit",
]

#: The customer whose story is told, and both sides' idea of the telephone number.
CUSTOMER, CRM_SAYS, ERP_SAYS = "K-20417", "+49451700141", "+49451700177"

#: The order that waits for a customer of whom nobody has told anything.
HELD_ORDER = "SO-4858"

#: Terms of payment that the mapping does not know until the administrator adds them.
NEW_TERMS = "WEB7"


class Company(Site):
    """`console` is the text of that section of the configuration, with two spaces in front of each line."""

    def __init__(self, console=""):
        text = (REPOSITORY / "kontor.yaml").read_text()
        # What is to be decided by a person cannot be decided by a rule.
        text = text.replace("conflict: owner-wins, last-word: erp }", "conflict: ask }")
        # A scan follows soon on what was dropped, so that nobody has to wait for what he has handed in.
        text = text.replace("settle: { quiet: 5s }", "settle: { quiet: 0s }")
        if console:
            text += f"\nconsole:\n{console}\n"
        super().__init__(configuration=text)

    def copy(self):
        other = super().copy()
        other.__class__ = Company
        return other

    def drop(self, path, system="crm", name=None, text=None):
        """A copy of a file, or a text, as a good neighbour puts it: under another name first."""
        content = text.encode() if text is not None else pathlib.Path(path).read_bytes()
        folder, name = self.path / "inbox" / system, name or pathlib.Path(path).name
        part = folder / ".browser.part"
        part.write_bytes(content)
        part.rename(folder / name)

    def take(self, *paths, system="crm"):
        """Drops files and takes them in; one scan for all."""
        for path in paths:
            self.drop(path, system)
        done = self.scan()
        if done.returncode > 1:
            raise RuntimeError(f"kontor scan: {done.stdout}{done.stderr}")

    def play(self):
        """Some days of both systems."""
        for path in sorted((EXAMPLES / "lead-to-customer").glob("*.xml")):
            self.take(path, system="erp" if path.name[0] in "34" else "crm")
        self.take(*sorted((EXAMPLES / "crm").glob("*.xml")))
        self.take(*sorted((EXAMPLES / "erp").glob("*.xml")), system="erp")
        self.take(*[EXAMPLES / "bad" / f"{name}.xml" for name in MISTAKES])
        self.disagree()
        return self

    def disagree(self):
        """Both sides change one number, and neither has seen the other's."""
        said = customers(2101, customer(CRM_SAYS, "2026-11-27T09:12:00+01:00"))
        heard = customers(601, customer(ERP_SAYS, "2026-11-27T15:48:00+01:00"), sender="erp")
        self.drop("customers-1128.xml", text=said)
        self.drop("customers-1128.xml", "erp", text=heard)
        self.take()

    def rejected_alike(self, count, first=5000):
        """Files that fail for one cause, which is none of the sender's: the mapping lacks a code."""
        text = (EXAMPLES / "bad" / "unknown-payment-terms.xml").read_text()
        order = re.search(r"  <Order .*?</Order>\n", text, re.S).group().replace(">sofort<", f">{NEW_TERMS}<")
        for number in range(first, first + count):
            one = re.sub(r"  <Order .*</Order>\n", lambda _: order, text, count=1, flags=re.S)
            one = one.replace("SO-4860", f"SO-{number}").replace(">2042<", f">{number}<").replace("Count>2<", "Count>1<")
            self.drop(f"web-orders-{number}.xml", text=one)
        self.take()

    def learn_the_terms(self):
        """What the administrator does about them: he names their number in the parameters of the pack."""
        place = self.path / "kontor.yaml"
        known = (REPOSITORY / "formats" / "sap-business-one" / "format.yaml").read_text()
        table = re.search(r"payment-terms-groups: *\"?([^\"\n]*?)\"?(?: *#.*)?\n", known).group(1)
        pack = "    pack: formats/sap-business-one\n"
        place.write_text(place.read_text().replace(
            pack, f'{pack}    parameters: {{ payment-terms-groups: "{table} {NEW_TERMS}=7" }}\n'))

    def drop_hostile(self):
        """A file whose name and values are markup, formulas and marks that turn the direction of writing."""
        name = "<img src=x onerror=alert(1)>\u202e&amp;.xml"
        self.drop(name, name=name, text=customers(7001, HOSTILE_CUSTOMER, hostile_order()))
        return name


#: Every value that ends up on a page. The key is one that has to survive in an address.
HOSTILE = "</textarea></pre><script>document.title='taken over'</script><img src=x onerror=alert(1)>"
HOSTILE_KEY = "K-1\"'><b>&/?#%2f"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def customer(phone, changed):
    return f"""  <Customer changed="{changed}">
    <CrmId>{CUSTOMER}</CrmId>
    <ErpNumber>0000012345</ErpNumber>
    <Kind>organisation</Kind>
    <Name>Lüders &amp; Söhne GmbH &amp; Co. KG</Name>
    <Phone use="main">{phone}</Phone>
  </Customer>
"""


HOSTILE_CUSTOMER = f"""  <Customer changed="2026-11-27T09:12:00+01:00">
    <CrmId>{escaped(HOSTILE_KEY)}</CrmId>
    <Stage>lead</Stage>
    <Kind>organisation</Kind>
    <Name>{escaped(HOSTILE)}</Name>
  </Customer>
"""


def hostile_order():
    """Rejected: the date is no date, and the sentence that says so quotes it."""
    text = (EXAMPLES / "bad" / "german-date.xml").read_text()
    order = re.search(r"  <Order .*?</Order>\n", text, re.S).group()
    order = order.replace("24.11.2026", escaped(HOSTILE)).replace("SO-4844", escaped("SO-\"'><script>alert(2)</script>"))
    return order.replace("Klappbeschlag Edelstahl 1.4401, 40 mm", escaped("=HYPERLINK(\"http://example.example\")"))


def customers(number, *records, sender="crm"):
    receiver = "erp" if sender == "crm" else "crm"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Exchange xmlns="urn:kontor:exchange:1">
  <Header>
    <Sender>{sender}</Sender>
    <Receiver>{receiver}</Receiver>
    <ControlNumber>{number}</ControlNumber>
    <CreationTime>2026-11-28T06:00:00Z</CreationTime>
  </Header>
{''.join(records)}  <Trailer>
    <RecordCount>{len(records)}</RecordCount>
  </Trailer>
</Exchange>
"""
