"""Files that come again: as they were, with other bytes, under a number that was used before."""

import dataclasses
import random

from desk import Desk, cut_count, one_bad, other
from proof import Result

#: Put into a stylesheet, it makes something of every record that the target's schema refuses.
NONSENSE = '<xsl:template match="/" priority="9"><Nonsense xmlns=""/></xsl:template>'


def run(short):
    return [told(), random_orders(2 if short else 60, 40 if short else 120)]


# The cases, one by one.


def told():
    result = Result("a file that comes again ends as documented", "")
    cases = (
        thrice, thrice_at_once, same_name, same_number, rejected_again, rejected_at_once, corrected, partly_again,
        mapping_mended)
    for case in cases:
        desk = Desk(3)
        documents = case(desk)
        result.check(desk.account(documents), case.__name__.replace("_", " "))
        desk.site.remove()
    result.proof = f"{len(cases)} cases, one by one"
    return result


def thrice(desk):
    text = desk.good[0]
    first = desk.scan(a=text)["a"]
    desk.expect("the first is accepted", first["verdict"] == "accepted", first)
    for name in ("a", "b"):
        again = desk.scan(**{name: text})[name]
        is_repeat = again["verdict"] == "duplicate" and again.get("repeats") == first["id"]
        desk.expect("the same bytes repeat the first", is_repeat, again)
    return 3


def thrice_at_once(desk):
    entries = desk.scan(a=desk.good[0], b=desk.good[0], c=desk.good[0])
    desk.expect("the first of three is accepted", entries["a"]["verdict"] == "accepted", entries["a"])
    for name in ("b", "c"):
        is_repeat = entries[name]["verdict"] == "duplicate" and entries[name].get("repeats") == entries["a"]["id"]
        desk.expect("the others of three repeat it", is_repeat, entries[name])
    return 3


def same_name(desk):
    for text in desk.good:
        entry = desk.scan(a=text)["a"]
        desk.expect("another file of the same name is accepted", entry["verdict"] == "accepted", entry)
    return 9


def same_number(desk):
    desk.scan(a=desk.good[0])
    for name in ("a", "b"):
        entry = desk.scan(**{name: other(desk.good[0], name)})[name]
        desk.expect("other bytes under a used number are rejected", entry["verdict"] == "rejected", entry)
        codes = desk.codes(entry)
        desk.expect(f"the reason is duplicate-control-number, not {codes}", "duplicate-control-number" in codes, entry)
    return 3


def rejected_at_once(desk):
    """As one after the other: that both came in one batch is chance."""
    bad = cut_count(desk.good[0])
    for entry in desk.scan(a=bad, b=bad).values():
        is_new = entry["verdict"] == "rejected" and entry.get("repeats") is None
        desk.expect("each of two is judged on its own", is_new, entry)
    return 0


def rejected_again(desk):
    bad = cut_count(desk.good[0])
    for _ in range(3):
        entry = desk.scan(a=bad)["a"]
        is_new = entry["verdict"] == "rejected" and entry.get("repeats") is None
        desk.expect("a rejected file is judged anew", is_new, entry)
        desk.expect("and for its own fault", "record-count" in desk.codes(entry), entry)
    return 0


def corrected(desk):
    bad = desk.scan(a=cut_count(desk.good[0]))["a"]
    good = desk.scan(a=desk.good[0])["a"]
    desk.expect("the correction is accepted", good["verdict"] == "accepted", good)
    desk.expect("it names what it corrects", good.get("corrects") == bad["id"], good)
    again = desk.scan(b=desk.good[0])["b"]
    is_repeat = again["verdict"] == "duplicate" and again.get("repeats") == good["id"]
    desk.expect("the correction again is a repeat", is_repeat, again)
    late = desk.scan(c=other(desk.good[0], "late"))["c"]
    desk.expect("it is put right, and says so", "already-corrected" in desk.codes(late), late)
    return 3


def partly_again(desk):
    text = one_bad(desk.good[0])
    first = desk.scan(a=text)["a"]
    desk.expect("the good records pass", first["verdict"] == "partially-accepted", first)
    again = desk.scan(a=text)["a"]
    is_repeat = again["verdict"] == "duplicate" and again.get("repeats") == first["id"]
    desk.expect("the same bytes are a repeat though a record was rejected", is_repeat, again)
    return 2


def mapping_mended(desk):
    """The same bytes pass once the mapping is mended: judged anew means by today's rules."""
    mappings = desk.site.path / "formats" / "sap-business-one"
    whole = {path: path.read_text() for path in (mappings / "customer.xsl", mappings / "order.xsl")}
    for path, text in whole.items():
        path.write_text(text.replace("</xsl:stylesheet>", f"{NONSENSE}</xsl:stylesheet>"))
    # Orders whose customer is not known would wait for it, and a file of which something waits is not judged again.
    configuration = desk.site.path / "kontor.yaml"
    agreed = configuration.read_text()
    configuration.write_text(agreed.replace("missing: hold", "missing: send"))
    bad = desk.scan(a=desk.good[0])["a"]
    desk.expect("a mapping that makes nonsense of all records rejects", bad["verdict"] == "rejected", bad)
    desk.expect("the sender need only wait", bad["advice"] == "wait", bad)
    for path, text in whole.items():
        path.write_text(text)
    configuration.write_text(agreed)
    good = desk.scan(a=desk.good[0])["a"]
    desk.expect("the same bytes pass then", good["verdict"] == "accepted", good)
    return 3


# Any order, against the rules as documented.


@dataclasses.dataclass
class Rules:
    """What docs/acknowledgement.md and docs/rejected-files.md promise, in a few lines."""

    passed: set = dataclasses.field(default_factory=set)
    #: Numbers of which some records passed, and by which all of them did.
    begun: set = dataclasses.field(default_factory=set)
    used: set = dataclasses.field(default_factory=set)
    documents: int = 0

    def verdicts(self, number, kind, text):
        """The verdicts that are right for this file now."""
        if text in self.passed:
            return {"duplicate"}
        if number in self.used or kind == "bad":
            return {"rejected"}
        # A file that passed in part is put right under its own number. What passed before is not sent again.
        self.documents += (3 if kind == "good" else 2) - (2 if number in self.begun else 0)
        self.begun.add(number)
        if kind == "good":
            self.used.add(number)
        self.passed.add(text)
        # A gap in the numbers or a lower one is a warning, which is not what this is about.
        return {"accepted", "accepted-with-warnings"} if kind == "good" else {"partially-accepted"}


def random_orders(sequences, drops):
    seed = random.randrange(1 << 32)
    result = Result("a file that comes again ends as documented", f"random orders of {drops} files, seed {seed}")
    rng = random.Random(seed)
    for sequence in range(sequences):
        desk, rules = Desk(6), Rules()
        left = drops
        while left > 0:
            batch = [any_file(rng, desk) for _ in range(min(left, rng.choice((1, 1, 2, 5))))]
            left -= len(batch)
            files = {f"{index}-{rng.randrange(4)}": file for index, file in enumerate(batch)}
            expected = {name: rules.verdicts(*file) for name, file in files.items()}
            found = desk.scan(**{name: text for name, (_, _, text) in files.items()})
            for name, verdicts in expected.items():
                verdict = found.get(name, {}).get("verdict")
                if verdict not in verdicts:
                    desk.wrong.append(f"{files[name][:2]} became {verdict}, not {' or '.join(sorted(verdicts))}")
        result.check(desk.account(rules.documents), f"sequence {sequence}")
        desk.site.remove()
    return result


def any_file(rng, desk):
    number = rng.randrange(len(desk.good))
    kind = rng.choice(("good", "bad", "part"))
    text = {"good": str, "bad": cut_count, "part": one_bad}[kind](desk.good[number])
    variant = rng.randrange(2)
    return number, kind, other(text, variant) if variant else text
