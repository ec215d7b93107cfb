"""Streams that are open when the service ends, and streams whose reader is gone."""

import os
import time

import house
from service import wait
from wire import Wire

READERS, SECONDS = 50, 20


def run(walk, short):
    with house.House() as place:
        wires = come_in(place, 10)
        leave(walk, place, wires)
        streams = [wires[index % len(wires)].stream("/") for index in range(READERS)]
        walk.expect(f"{READERS} readers", READERS, len(streams))
        cost(walk, place)
        took = house.seconds_of(lambda: walk.nothing("the service ends by itself", place.service.stop()))
        walk.expect("in less than 2 seconds, with all of them open", True, took < 2, note=f"{took:.2f} s")
        for stream in streams:
            stream.close()


def come_in(place, count):
    users = [house.ANNA, house.BERND, house.VERA, house.OTTO, house.WEBER]
    wires = []
    for index in range(count):
        wire = Wire(place)
        answer = wire.log_in(users[index % len(users)])
        if answer.status != 303:
            raise AssertionError(f"log-in {index}: {answer.status}")
        wires.append(wire)
    return wires


def leave(walk, place, wires):
    """The reader goes without a word, as a notebook does when its lid is closed: the stream is idle, and ends all the same."""
    time.sleep(1)
    before = connections(place)
    streams = [wires[index % len(wires)].stream("/") for index in range(20)]
    walk.expect("open streams are connections of the service", True, connections(place) >= before + 20)
    for stream in streams:
        stream.close()
    wait(lambda: connections(place) <= before, 40, pause=0.2)
    walk.expect("the readers are gone, and so are their streams", True, connections(place) <= before,
                note=f"{connections(place)} connections, {before} before")


def connections(place):
    """Sockets that the service has open."""
    folder = f"/proc/{place.service.process.pid}/fd"
    return sum(os.readlink(f"{folder}/{name}").startswith("socket:") for name in os.listdir(folder))


def cost(walk, place):
    """Of the processor's time, while nothing happens. One hundredth of one core is what nobody notices."""
    started, before = time.monotonic(), processor(place)
    time.sleep(SECONDS)
    share = (processor(place) - before) / (time.monotonic() - started)
    walk.expect(f"{READERS} readers of the overview take less than 5 % of one core", True, share < 0.05, note=f"{share:.1%}")


def processor(place):
    with open(f"/proc/{place.service.process.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
