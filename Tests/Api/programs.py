"""What programs do by hand: the clerk's morning, without a browser."""

import urllib.parse

from company import CUSTOMER, HELD_ORDER
from service import wait


def walk(steps, served):
    ask = served.ask
    pages(steps, ask)
    put_right(steps, ask)
    decide(steps, ask)
    refusals(steps, ask)


def pages(steps, ask):
    everything = [one["id"] for one in ask("/interchanges?limit=500").json["items"]]
    by_threes, back, query = [], [], ""
    while query is not None:
        page = ask(f"/interchanges?limit=3{query}").json
        by_threes += [one["id"] for one in page["items"]]
        last = page
        query = f"&before={page['next']}" if "next" in page else None
    steps.expect("pages of three are the whole list", everything, by_threes)
    back = [one["id"] for one in last["items"]]
    while "previous" in last:
        last = ask(f"/interchanges?limit=3&after={last['previous']}").json
        back = [one["id"] for one in last["items"]] + back
    steps.expect("and so they are on the way back", everything, back)
    overview = ask("/overview").json
    causes = ask("/rejected").json
    steps.expect("as many files are rejected as there are files of causes", overview["rejected"]["count"], causes["files"])
    files = set()
    for cause in causes["causes"]:
        found = ask(f"/rejected/files?cause={cause['id']}").json["items"]
        steps.expect(f"files with {cause['code']}", cause["files"], len(found))
        files |= {one["id"] for one in found}
    steps.expect("and all of them are open", sorted(files), sorted(one["id"] for one in ask("/interchanges?rejection=open").json["items"]))
    found = ask("/interchanges?q=" + urllib.parse.quote(CUSTOMER)).json["items"]
    steps.expect("a business key finds files", True, len(found) > 0)


def put_right(steps, ask):
    broken = next(one for one in ask("/interchanges?rejection=open&q=bad-date").json["items"])
    path = f"/interchanges/{broken['id']}"
    records = ask(path + "/records?select=exceptions").json["items"] or [ask(path).json]
    steps.expect("it says what is wrong", True, any(record["issues"] for record in records))
    correction = ask(path + "/correction")
    basis = correction.headers["X-Basis"]
    hidden = ask(path + "/correction", user="o.otte")
    steps.expect("who may not see payloads gets no file", (403, "payloads"), (hidden.status, hidden.json["code"]))
    version = correction.content.replace(b"2026-11-31", b"2026-11-30").replace(b"2026-02-30", b"2026-02-28")
    steps.expect("the version is another one", True, version != correction.content)
    where = f"{path}/attempts?basis={basis}&reason=" + urllib.parse.quote("Das Datum gibt es nicht")
    first = ask(where, version, content_type="application/xml")
    steps.expect("it is handed in", True, first.status in (200, 202))
    second = ask(where, version + b"\n", user="it.weber", content_type="application/octet-stream")
    steps.expect("and nobody else can hand in one on the same basis", 409, second.status)
    course = "/decisions/" + urllib.parse.quote(first.json["decision"])
    steps.expect("it is decided", True, wait(lambda: ask(course).json["state"] == "decided", 30))
    attempt = ask(course).json["result"]["decisions"][0]["attempt"]
    steps.expect("and passes", "accepted", attempt["verdict"])
    steps.expect("nothing of the first attempt is open", "corrected", ask(path).json["story"]["rejection"]["state"])
    steps.expect("source and archive are the same", version, ask(f"/interchanges/{attempt['id']}/source").content)


def decide(steps, ask):
    flow = ask("/flows").json["items"][0]["flow"]["flow"]
    for verb, state in (("pause", "paused"), ("resume", None)):
        done = ask(f"/flows/{flow}/{verb}?wait=10", {"reason": "a proof"}, user="it.weber")
        steps.expect(f"{verb} is done", 200, done.status, note=done.content.decode())
        if state:
            steps.expect("and seen", state, ask(f"/flows/{flow}").json["flow"]["state"])
    conflict = ask("/conflicts").json["items"][0]
    field = {"field": conflict["field"], "take": sorted(conflict["values"])[0]}
    done = ask(f"/entities/{conflict['entity']}/{conflict['key']}/resolve?wait=10", {"fields": [field], "reason": "asked on the telephone"})
    steps.expect("a conflict is decided", 200, done.status, note=done.content.decode())
    gone = ask(f"/entities/{conflict['entity']}/{conflict['key']}/resolve", {"fields": [field], "reason": "once more"})
    steps.expect("once", (409, "conflict-gone"), (gone.status, gone.json["code"]))
    held = next(one for one in ask("/held").json["items"] if one["key"] == HELD_ORDER)
    done = ask(f"/held/{held['hold']}/discard?wait=10", {"reason": "sent by mistake"})
    steps.expect("a held record is ended", 200, done.status, note=done.content.decode())
    sent = next(
        document["id"]
        for one in ask("/interchanges?verdict=accepted&limit=100").json["items"]
        for document in ask(f"/interchanges/{one['id']}/documents").json["items"]
        if document["kind"] == "import"
    )
    again = [ask(f"/documents/{sent}/resend?wait=10", {"reason": "lost"}, key="ticket-4711") for _ in range(3)]
    steps.expect("what is asked for three times with one key is done once", 1, len({one.json["decision"] for one in again}))
    other = ask(f"/documents/{sent}/resend?wait=10", {"reason": "lost"}, key="ticket-4712")
    steps.expect("and with another key once more", True, other.json["decision"] != again[0].json["decision"])
    long = ask(f"/interchanges/{sent.split('-')[0]}/attempts", b"x" * 200_000, user=None, content_type="application/xml")
    steps.expect("of somebody unknown no long body is read", (401, "not-logged-in"), (long.status, long.json["code"]))
    counted = ask("/jobs", {"action": "reprocess", "rejected": {}}).json
    steps.expect("a job counts first", True, counted["count"] > 1)
    wrong = ask("/jobs", {"action": "reprocess", "rejected": {}, "confirmed": "others", "reason": "x"})
    steps.expect("others are refused", (409, "selection-changed"), (wrong.status, wrong.json["code"]))
    asked = {"action": "reprocess", "rejected": {}, "confirmed": counted["seal"], "reason": "tried again", "id": "01KZZZZZZZ000001"}
    begun = ask("/jobs", asked)
    steps.expect("then it begins", 201, begun.status, note=begun.content.decode())
    steps.expect("asked twice it is one", (200, begun.json["id"]), (ask("/jobs", asked).status, ask("/jobs", asked).json["id"]))
    job = f"/jobs/{begun.json['id']}"
    steps.expect("and ends", True, wait(lambda: ask(job).json["state"] == "done", 60))
    done = ask(job).json
    steps.expect("its outcomes add up", done["total"], sum(one["count"] for one in done["outcomes"]))
    trail = ask("/audit?action=job-created").json["items"]
    steps.expect("it stands in the trail", ["a.brandt"], sorted({one["who"] for one in trail}))


def refusals(steps, ask):
    for step, answer, status, code in [
        ("without a token", ask("/overview", user=None), 401, "not-logged-in"),
        ("a viewer decides nothing", ask("/held/1/release", {}, user="v.vogel"), 403, "role"),
        ("an operator stops no flow", ask("/flows/x/pause", {"reason": "y"}), 403, "role"),
        ("a parameter that there is not", ask("/interchanges?sendr=crm"), 400, "bad-request"),
        ("a parameter given twice", ask("/interchanges?limit=1&limit=2"), 400, "bad-request"),
        ("a body of another kind", ask("/held/1/release", b"x", content_type="text/plain"), 415, "unsupported-media-type"),
        ("a key that there is not", ask("/held/1/release", {"reson": "x"}), 400, "bad-request"),
        ("a place of no list", ask("/interchanges?before=7"), 400, "bad-request"),
        ("no such interchange", ask("/interchanges/0000000000000000"), 404, "not-found"),
        ("no such address", ask("/nothing"), 404, "not-found"),
        ("no such method", ask("/overview", method="DELETE"), 405, "method-not-allowed"),
    ]:
        steps.expect(step, (status, code), (answer.status, answer.json["code"]), note=answer.content.decode())
    hidden = ask("/conflicts", user="v.vogel").content + ask("/interchanges?rejection=open", user="v.vogel").content
    steps.expect("who may not see payloads sees no telephone number", False, b"+4945170014" in hidden)
