"""Starts one program after another, and tells what each has cost.

It is a process of its own, and a small one, because the kernel counts the memory of whoever starts a program among that
program's own peak. So nothing below this interpreter's own size, some 10 MB, can be told apart, and everything above is
the program's. It reads a job as one line of JSON, and answers with one.
"""

import json
import os
import sys
import time


def run(job):
    os.chdir(job["folder"])
    output = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    redirected = [(os.POSIX_SPAWN_DUP2, nothing, 0), (os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
    environment = dict(os.environ, **job["environment"])
    begin = time.monotonic()
    process = os.posix_spawnp(job["command"][0], job["command"], environment, file_actions=redirected)
    _, status, usage = os.wait4(process, 0)
    seconds = time.monotonic() - begin
    os.close(output)
    os.close(nothing)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "processor": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss,
    }


def answer(job):
    try:
        return run(job)
    except OSError as why:
        return {"wrong": str(why)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
