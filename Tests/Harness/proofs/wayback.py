"""kill -9 at random moments, while many rejected files are reprocessed and new ones are dropped."""

import collections
import os
import random
import re
import signal
import subprocess
import time

from proof import Result
from workplace import DOCUMENTS_EACH, ERP, Site

MAPPING = "formats/sap-business-one/order.xsl"
REPROCESS = ("reprocess", "--where", "system=crm", "--yes", "--reason", "the mapping is mended")


def run(short):
    kills, files = (12, 200) if short else (300, 1000)
    seed = random.randrange(1 << 32)
    result = Result(
        "rejected files are put right once, whatever ends that",
        f"random kills of kontor reprocess over {files} files, seed {seed}")
    rng = random.Random(seed)
    while result.runs < kills and not result.violations:
        tell(result, rng, kills - result.runs, files)
    return [result]


def tell(result, rng, kills, files):
    """One mended mapping: all files are reprocessed, and that is killed again and again, each time somewhere else."""
    site = Site()
    try:
        mapping = site.path / MAPPING
        good = mapping.read_text()
        mapping.write_text(re.sub(r"(</?)Quantity>", r"\1Quantities>", good))
        stock = site.path / "stock"
        site.generate(kills, first=files + 1, folder=stock)
        fresh = sorted(stock.iterdir())
        site.generate(files)
        erp = ERP(site)
        wrong = []
        hits = dropped = 0
        with erp:
            site.scan()
            if open_rejections(site) != files:
                wrong.append(f"{open_rejections(site)} of {files} files were rejected by the broken mapping")
            mapping.write_text(good)
            while hits < kills:
                fresh[dropped].rename(site.inbox / f"fresh-{fresh[dropped].name}")
                dropped += 1
                process = subprocess.Popen(
                    site.command(*REPROCESS), cwd=site.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0.02, 1.2))
                if process.poll() is not None:
                    break
                process.send_signal(signal.SIGKILL)
                process.wait()
                hits += 1
            site.run(*REPROCESS)
            last = site.scan()
        if last.returncode != 0:
            wrong.append(f"the last scan ended with {last.returncode}: {last.stdout[-300:]}{last.stderr[-300:]}")
        wrong += account(site, erp, files + dropped)
        result.runs += max(hits, 1)
        result.violations += [f"after {hits} kills: {sentence}" for sentence in wrong]
    finally:
        site.remove()


def open_rejections(site):
    return site.ledger("SELECT count(*) FROM rejection WHERE state = 'open'")[0][0]


def account(site, erp, files):
    """What is wrong once all is put right: each record came once, and nothing is left to be done."""
    erp.collect()
    wrong = []
    names = collections.Counter(name for name, _ in erp.seen)
    doubled = [name for (name, _), times in erp.seen.items() if times > 1]
    doubled += [name for name, variants in names.items() if variants > 1]
    if doubled:
        wrong.append(f"{len(doubled)} documents came twice, {sorted(doubled)[0]} for one")
    if erp.torn:
        wrong.append(f"{len(erp.torn)} documents were not whole, {erp.torn[0]} for one")
    kinds = collections.Counter(re.sub(r"^\d+-", "", name) for name in names)
    again = [kind for kind, times in kinds.items() if times > 1]
    if again:
        wrong.append(f"{len(again)} records were sent under two numbers, {sorted(again)[0]} for one")
    if len(kinds) != files * DOCUMENTS_EACH:
        wrong.append(f"{len(kinds)} records came, not {files * DOCUMENTS_EACH}")
    if open_rejections(site):
        wrong.append(f"{open_rejections(site)} rejections are open")
    states = site.count_by("state")
    if set(states) != {"done"}:
        wrong.append(f"the ledger says {states}")
    if site.visible(site.path / "rejected" / "crm") != ["closed"]:
        wrong.append("files of closed rejections lie among the rejected ones")
    for folder in (
            site.inbox, site.path / "desk", site.outbox / ".prepared", site.answers / ".prepared",
            site.path / "archive" / ".incoming", site.path / "rejected" / "crm" / ".incoming"):
        in_hand = [n for _, _, names in os.walk(folder) for n in names if not n.startswith(".")]
        if in_hand:
            wrong.append(f"{len(in_hand)} files were left in {folder.relative_to(site.path)}, {sorted(in_hand)[0]} for one")
    verified = site.run("verify")
    if verified.returncode != 0:
        wrong.append(f"kontor verify ended with {verified.returncode}: {verified.stdout[-500:]}{verified.stderr[-300:]}")
    return wrong
