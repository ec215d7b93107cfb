"""Schemas that others made for their own formats, against which xmllint holds what Kontor and the peers write."""

import pathlib
import re
import subprocess

from peer import Environment, need_command

HERE = pathlib.Path(__file__).resolve().parent

#: The root element of a document: the first one that is neither a declaration nor a comment.
ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)([^>]*)>")
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


class Official:
    def __init__(self):
        need_command("xmllint", "libxml2-utils")
        self.venv = Environment("validators", HERE / "requirements.txt", ["--no-deps", "--no-compile"]).set_up()

    def schema(self, path):
        """What xmllint is to be told for this document, and the name of the standard; None if nobody here has a schema."""
        text = re.sub(r"<!--.*?-->", "", path.read_bytes().decode(errors="replace"), flags=re.S)
        root = ROOT.search(text)
        if not root:
            return None
        name, attributes = root.groups()
        if UBL in attributes:
            place = self.venv.packages / "odoo" / "addons" / "base_ubl" / "data" / "xsd-2.1" / "maindoc"
            return "UBL 2.1", ["--schema", str(place / f"UBL-{name}-2.1.xsd")]
        if name == "odoo":
            return "Odoo data", ["--relaxng", str(self.venv.packages / "odoo" / "import_xml.rng")]
        return None

    def judge(self, paths):
        """For each standard: how many documents, and what is wrong with them, as sentences."""
        found = {}
        for path in paths:
            known = self.schema(path)
            if not known:
                continue
            standard, options = known
            count, wrong = found.setdefault(standard, [0, []])
            found[standard][0] = count + 1
            done = subprocess.run(
                ["xmllint", "--noout", "--nonet", *options, str(path)], capture_output=True, text=True)
            if done.returncode != 0:
                wrong.append(f"{path.name}: {done.stderr.splitlines()[0] if done.stderr else done.returncode}")
        return found
