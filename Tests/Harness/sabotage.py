"""Wrongs that are done to a site between a kill and its recovery, each of which must be seen: the test of the test."""

import shutil

import midway
import tracing
from proof import Result


def run(load, surveyed):
    """`surveyed` are the numbers of the calls that a scan of this load makes, by name."""
    result = Result("the proofs see what is lost, doubled or sent too early", "sabotage between kill and recovery")
    # In the middle, some documents are out and the others prepared.
    renames = surveyed["renameat2"]
    number = renames[len(renames) // 2]
    for sabotage in (None, lose_file, lose_document, repeat_document, forge_document, forget_decision):
        seen = what_is_seen(load, number, sabotage)
        missed = [] if bool(seen) == bool(sabotage) else [f"the proof saw {seen or 'nothing'}"]
        result.check(missed, sabotage.__name__ if sabotage else "no sabotage")
    return result


def what_is_seen(load, number, sabotage):
    site, erp = load.unload()
    try:
        with erp:
            tracing.strike(site, "renameat2", number, "signal=KILL")
        erp.collect()
        if sabotage:
            sabotage(site, load)
        seen = midway.broken(site, erp, load.contents)
        with erp:
            site.scan(timeout=tracing.LONGEST)
        return seen + load.audit(site, erp)
    finally:
        site.remove()


def lose_file(site, _):
    max((site.inbox / ".claimed").glob("*/*.xml")).unlink()


def lose_document(site, _):
    _prepared(site).unlink()


def repeat_document(site, _):
    """The first one is out already."""
    (name,) = site.ledger("SELECT CAST(name AS TEXT) FROM document WHERE kind = 'import' ORDER BY id LIMIT 1")[0]
    shutil.copy(_prepared(site), site.outbox / name)


def forge_document(site, _):
    shutil.copy(_prepared(site), site.outbox / "99999999-Order-SO-0.xml")


def forget_decision(site, load):
    """As if a commit had not been durable."""
    shutil.rmtree(site.path / "ledger")
    shutil.copytree(load.site.path / "ledger", site.path / "ledger")


def _prepared(site):
    return max((site.outbox / ".prepared").glob("*/*"))
