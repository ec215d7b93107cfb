"""kill -9 at random moments, while an ERP takes what it finds."""

import random
import signal
import subprocess
import time

from proof import Result
from workplace import ERP, Site, audit


def run(short):
    kills, files = (30, 40) if short else (500, 200)
    seed = random.randrange(1 << 32)
    result = Result("kill -9 anywhere: nothing lost, nothing twice", f"random kills over {files} files, seed {seed}")
    rng = random.Random(seed)
    left, missed = kills, 0
    while left > 0:
        site = Site()
        site.generate(files)
        erp = ERP(site)
        hits = 0
        with erp:
            # Until all are through: one scan is killed again and again, each time somewhere else.
            while left > 0:
                process = subprocess.Popen(
                    site.command("scan", "--settle", "0"), cwd=site.path, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0.005, 0.25))
                if process.poll() is not None:
                    missed += 1
                    break
                process.send_signal(signal.SIGKILL)
                process.wait()
                hits += 1
                left -= 1
            last = site.scan()
        wrong = [] if last.returncode == 0 else [f"the last scan ended with {last.returncode}: {last.stdout[-300:]}"]
        wrong += audit(site, erp, files)
        result.runs += hits
        result.violations += [f"after {hits} kills: {sentence}" for sentence in wrong]
        site.remove()
    return [result]
