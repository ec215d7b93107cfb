"""Uploads one file through libsmbclient, in ways that smbclient has no command for.

    smbc_writer.py PORT SHARE/NAME FILE preallocate|linger SECONDS STALL

`preallocate` writes the last byte first, so that the file has its whole size at once, and then fills it from the front,
within SECONDS and with a pause of STALL after a third and after two thirds. `linger` opens it, waits for SECONDS, and
then writes everything. A program of its own, because Debian's python3-smbc is for Debian's Python only.
"""

import os
import sys
import time

import smbc

PIECES = 12


def main():
    port, place, source, way, seconds, stall = sys.argv[1:]
    with open(source, "rb") as file:
        body = file.read()
    context = smbc.Context()
    context.port = int(port)
    file = context.open(f"smb://127.0.0.1/{place}", os.O_WRONLY | os.O_CREAT)
    if way == "linger":
        time.sleep(float(seconds))
        write(file, body)
    else:
        file.lseek(len(body) - 1, os.SEEK_SET)
        write(file, body[-1:])
        file.lseek(0, os.SEEK_SET)
        for index in range(PIECES):
            write(file, body[len(body) * index // PIECES:len(body) * (index + 1) // PIECES])
            time.sleep(float(seconds) / PIECES + (float(stall) if index in (3, 7) else 0))
    file.close()


def write(file, data):
    while data:
        data = data[file.write(data):]


main()
