"""Uploads through Samba, through OpenSSH and by local programs: slow, with pauses, preallocated, killed, renamed."""

import concurrent.futures
import os
import random
import time

from answers import Answers
from partners import local_writers, over_samba, over_sftp
from partners.judge import judge, lateness
from partners.place import INCOMPLETE, INTERVAL, QUIET, Place
from partners.servers import Samba, Sshd
from partners.upload import WAYS, Unproved, Unsent, busy
from proof import Result, Skipped

PROMISE = "no half upload is taken, each whole one soon"
PARTNERS = (over_samba.SAMBA, over_samba.LIBSMBCLIENT, over_sftp.SFTP, local_writers.LOCAL)


def run(short):
    seed = random.randrange(1 << 32)
    results = {by: Result(PROMISE, f"{by}, seed {seed}") for by in PARTNERS}
    places, servers = [], {}
    try:
        open_places(places, results, short)
        shares = {share: folder for place in places for share, folder in place.shares.items()}
        open_servers(shares, servers, results)
        plan(places, servers, random.Random(seed), short)
        carry_out(places, servers, results)
    finally:
        for place in places:
            place.remove()
        for server in filter(None, set(servers.values())):
            server.stop()
    return list(results.values())


def open_places(places, results, short):
    """Where the kernel tells the service who has a file open; and, harder, where it does not: files of other users."""
    try:
        if os.geteuid() != 0:
            raise Skipped("only root can run the service as another user than the one who uploads")
        places.append(Place("foreign", "nobody"))
    except Skipped as why:
        results[local_writers.LOCAL].note += f"Not tried where files belong to others: {why}. "
    if not (short and places):
        places.append(Place("own"))


def open_servers(shares, servers, results):
    """What a partner uploads to, by partner; who has none is left out, and his result says why."""

    def samba_for_libsmbclient():
        over_samba.need_smbc()
        if over_samba.SAMBA not in servers:
            raise Skipped("there is no smbd to upload to")
        return servers[over_samba.SAMBA]

    servers[local_writers.LOCAL] = None
    for by, start in ((over_samba.SAMBA, lambda: Samba(shares)), (over_samba.LIBSMBCLIENT, samba_for_libsmbclient),
                      (over_sftp.SFTP, Sshd)):
        try:
            servers[by] = start()
        except Skipped as why:
            results[by].note += f"skipped: {why}. "


def plan(places, servers, rng, short):
    """Each way once at the harder place; or twice at each, and some larger."""
    sizes = [5000, 100_000, 200_000, 300_000] * 2 + ([] if short else [3_000_000])
    ways = [way for way in WAYS if way.by in servers]
    control = 0
    for way in ways * (1 if short else 2):
        for place in places:
            if place.identity or not way.foreign_only:
                control += 1
                place.plan(way, control, rng.choice(sizes), rng.uniform(3, 5 if short else 10))


def carry_out(places, servers, results):
    for place in places:
        place.start()
    uploads = [upload for place in places for upload in place.uploads]
    with Answers([folder for place in places for folder in place.answer_folders]) as answers:
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            failures = dict(zip((upload.name for upload in uploads), pool.map(lambda u: send(u, servers), uploads)))
        wait(uploads, answers)
        endings = {place.name: place.stop() for place in places}
    if answers.failure:
        results[local_writers.LOCAL].violations.append(f"an acknowledgement could not be read: {answers.failure}")
    for place in places:
        times, wrong = place.documents()
        results[local_writers.LOCAL].violations += [f"{place.name}: {text}" for text in wrong + endings[place.name]]
        for upload in place.uploads:
            account(upload, answers.to(upload.name), failures[upload.name], times, results[upload.way.by])


def account(upload, answers, failure, times, result):
    where = f"{upload.way.name} ({upload.name} of {len(upload.body)} bytes)"
    if upload.unproved:
        result.note += f"{where}: {upload.unproved}. "
        return
    result.check(failure + judge(upload, answers, times), where)
    if lateness(upload, answers) > 1:
        result.note += f"{where} was taken {answers[0].seen - upload.finished:.0f} s after it was whole. "


def send(upload, servers):
    """Sends it; says why that failed, if it did."""
    try:
        upload.way.send(upload, servers[upload.way.by])
        return []
    except Unproved as why:
        upload.unproved = str(why)
        return []
    except (Unsent, OSError) as why:
        return [f"it could not be sent: {why}"]
    finally:
        upload.finished = time.monotonic()


def wait(uploads, answers):
    """Until everything is answered that should be, or its time is more than over."""
    end = time.monotonic() + min(600, (INCOMPLETE + 8 * (QUIET + 2 * INTERVAL)) * busy())
    while time.monotonic() < end and not all(answers.to(u.name) or u.way.outcome == "left" for u in uploads):
        time.sleep(0.1)
    # A second answer, or one to what must be left, would come with the next scans.
    time.sleep(QUIET + 2 * INTERVAL)
