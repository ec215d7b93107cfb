"""What Python and its libraries had when Odoo 11 was written (2017), and have no more. To be imported ahead of Odoo."""

import base64
import collections
import collections.abc
import inspect
import opcode
import pathlib
import sys

import jinja2
import lxml.html.clean
import lxml.html.defs
import PIL.Image

for name in collections.abc.__all__:
    setattr(collections, name, getattr(collections.abc, name))

base64.encodestring, base64.decodestring = base64.encodebytes, base64.decodebytes
PIL.Image.ANTIALIAS = PIL.Image.LANCZOS
lxml.html.clean.defs = lxml.html.defs

Arguments = collections.namedtuple("Arguments", "args varargs keywords defaults")


def getargspec(function):
    found = inspect.getfullargspec(function)
    return Arguments(found.args, found.varargs, found.varkw, found.defaults)


def formatargspec(args, varargs=None, varkw=None, defaults=None, formatvalue=lambda value: f"={value!r}"):
    first = len(args) - len(defaults or ())
    parts = [name + (formatvalue(defaults[place - first]) if place >= first else "") for place, name in enumerate(args)]
    parts += [f"*{varargs}"] if varargs else []
    parts += [f"**{varkw}"] if varkw else []
    return f"({', '.join(parts)})"


inspect.getargspec, inspect.formatargspec = getargspec, formatargspec


def package_loader(package, path="templates"):
    """Jinja asks for how a package was found, and Odoo finds its own in a way of its own."""
    import odoo
    return jinja2.FileSystemLoader(str(pathlib.Path(odoo.__file__).parent.joinpath(*package.split(".")[1:], path)))


jinja2.PackageLoader = package_loader

import odoo.tools  # noqa: E402

# Odoo allows expressions by the names of Python's instructions, which are others in every version of Python. Here nobody
# else's expressions run.
_rules = sys.modules["odoo.tools.safe_eval"]
for allowed in (_rules._CONST_OPCODES, _rules._EXPR_OPCODES, _rules._SAFE_OPCODES):
    allowed |= set(opcode.opmap.values())
