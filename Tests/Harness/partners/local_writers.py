"""Uploads by programs on the same machine."""

import time

from partners.upload import Unproved, busy, until, way

LOCAL = "local writers"


@way(LOCAL, "with pauses", least=0)
def with_pauses(upload, _):
    with open(upload.path, "wb", buffering=0) as file:
        for piece in upload.pieces(upload.stall):
            file.write(piece)


@way(LOCAL, "opened anew for each piece", least=0)
def opened_anew(upload, _):
    for piece in upload.pieces():
        with open(upload.path, "ab") as file:
            file.write(piece)


@way(LOCAL, "preallocated, with pauses", least=0)
def preallocated(upload, _):
    with open(upload.path, "wb", buffering=0) as file:
        file.truncate(len(upload.body))
        for piece in upload.pieces(upload.stall):
            file.write(piece)


@way(LOCAL, "the end first, with pauses", least=0)
def end_first(upload, _):
    """The last third, then the rest from the front: between them is a hole, which reads as NUL bytes."""
    with open(upload.path, "wb", buffering=0) as file:
        third = len(upload.body) * 2 // 3
        file.seek(third)
        file.write(upload.body[third:])
        file.seek(0)
        for piece in upload.pieces(upload.stall, share=2 / 3):
            file.write(piece)


@way(LOCAL, "renamed in", least=0)
def renamed_in(upload, _):
    part = upload.path.with_suffix(".tmp")
    with open(part, "wb", buffering=0) as file:
        for piece in upload.pieces(upload.stall):
            file.write(piece)
    part.rename(upload.path)


@way(LOCAL, "ends in the middle", outcome="cut off", least=0)
def ends_in_the_middle(upload, _):
    with open(upload.path, "wb", buffering=0) as file:
        for piece in upload.pieces(share=0.7):
            file.write(piece)


@way(LOCAL, "goes on just before its time is over", least=0, foreign_only=True)
def at_the_last_moment(upload, _):
    with open(upload.path, "wb", buffering=0) as file:
        third = len(upload.body) // 3
        file.write(upload.body[:third])
        until(lambda: upload.waits_until(upload.name), "the waiting for the rest")
        moment = upload.waits_until(upload.name)
        time.sleep(max(0, moment - time.time() - 0.02 * busy()))
        file.write(upload.body[third:2 * third])
        if time.time() >= moment:
            raise Unproved("this machine is too busy to write at the last moment")
        time.sleep(upload.stall)
        file.write(upload.body[2 * third:])


@way(LOCAL, "by pieces, then its marker", system="marked", least=0)
def then_its_marker(upload, _):
    for index, piece in enumerate(upload.pieces(upload.stall)):
        with open(upload.path, "ab" if index else "wb") as file:
            file.write(piece)
    upload.path.with_name(upload.name + ".done").touch()


@way(LOCAL, "an old marker, then the file, then its marker", system="marked", least=0)
def after_an_old_marker(upload, _):
    marker = upload.path.with_name(upload.name + ".done")
    marker.touch()
    time.sleep(0.05)
    with_pauses(upload, None)
    marker.write_bytes(b"done")


@way(LOCAL, "without its marker", system="marked", outcome="left", least=0)
def without_marker(upload, _):
    upload.path.write_bytes(upload.body)


@way(LOCAL, "renamed in, by promise", system="renamed", least=0)
def by_promise(upload, _):
    renamed_in(upload, None)
