"""Thousands of small files: what is done once for each file counts here, and above all what makes it durable."""

import bots_edi
from contenders import LXML, Chain
from figures import as_count, as_size
from measuring import measure
from results import Comparison
from sites import Kontor, ways

#: Files that share their fsync and their transactions in the grouped form of the Python peer.
GROUP = 100

#: The shell takes so long that it gets a part of the files; what it does for each is the same.
LOOP = 200


def run(setting, count, orders_each):
    files = setting.exports.small(count, orders_each)
    size = sum(path.stat().st_size for path in files.iterdir()) / count
    each = "one order" if orders_each == 1 else f"{orders_each} orders"
    part, few = min(LOOP, count), min(bots_edi.FILES, count)
    comparison = Comparison(
        f"files-of-{orders_each}", f"{as_count(count)} files of {as_size(size)}, {each} each", "file", count,
        "lxml-grouped",
        f"The base takes {GROUP} files at a time. The shell loop, which makes nothing durable, was given {part} files, "
        f"and Bots {few}.")
    documents = count * orders_each
    loop = Chain(setting.exports.small(part, orders_each), "shell loop of xmllint, xsltproc, xmllint")
    loop.key = "loop"
    contenders = [
        LXML(files, documents, "lxml-grouped", f"Python lxml, durable, {GROUP} files at a time", group=GROUP),
        LXML(files, documents, "lxml-single", "Python lxml, durable, file by file"),
        *kontors(setting, files, documents),
        loop,
        bots_edi.Bots(setting.bots, setting.exports.small(few, orders_each), few * orders_each),
    ]
    return measure(comparison, contenders, setting.rounds, setting.ground, setting.runner)


def kontors(setting, files, documents):
    found = []
    for workers in setting.workers or (None,):
        speed, mark, told = ways(workers)
        found.append(Kontor(setting.sites, f"kontor{mark}", f"Kontor{told}", files, documents, speed=speed))
    return found
