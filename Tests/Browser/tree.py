"""A page as a screen reader has it: roles, names and states. Whoever finds things in it finds them as a person does, and no
change of a class or of a tag misleads him."""

import re

#: What holds the words themselves.
WORDS = ("StaticText", "InlineTextBox")


class Node:
    def __init__(self, said):
        self.id = said["nodeId"]
        self.element = said.get("backendDOMNodeId")
        self.role = said.get("role", {}).get("value", "")
        self.name = said.get("name", {}).get("value", "")
        self.value = said.get("value", {}).get("value", "")
        self.description = said.get("description", {}).get("value", "")
        self.is_ignored = said.get("ignored", False)
        states = {one["name"]: one["value"].get("value") for one in said.get("properties", [])}
        self.level = states.get("level")
        self.is_focused = bool(states.get("focused"))
        self.is_disabled = bool(states.get("disabled"))
        self.is_checked = states.get("checked") in (True, "true")
        self.address = states.get("url", "")
        self.parent = None
        self.children = []

    def within(self, other):
        node = self
        while node is not None and node is not other:
            node = node.parent
        return node is other

    def __repr__(self):
        return f"{self.role} {self.name!r}"


class Tree:
    def __init__(self, nodes):
        self.nodes = [Node(said) for said in nodes]
        known = {node.id: node for node in self.nodes}
        for node, said in zip(self.nodes, nodes):
            for child in said.get("childIds", []):
                if child in known:
                    known[child].parent = node
                    node.children.append(known[child])
        self.root = self.nodes[0]

    def __iter__(self):
        return (node for node in self._ordered(self.root) if not node.is_ignored)

    def _ordered(self, node):
        yield node
        for child in node.children:
            yield from self._ordered(child)

    def same(self, node):
        """The node of this tree that stands for the same element as one of an earlier tree."""
        for own in self.nodes:
            if own.element == node.element and own.role == node.role:
                return own
        return node

    def first(self, role):
        return next((node for node in self if node.role == role), None)

    def find(self, role, name=None, within=None):
        """All with this role, in the order of the page. A name is whole or a compiled pattern; spaces count as one."""
        return [
            node for node in self
            if node.role == role and fits(node.name, name) and (within is None or node.within(within))]

    def text(self, node):
        words = [one.name for one in self._ordered(node) if one.role == "StaticText" and not one.is_ignored]
        return re.sub(r"\s+", " ", " ".join(words)).strip()


def fits(name, asked):
    if asked is None:
        return True
    name = re.sub(r"\s+", " ", name).strip()
    return bool(asked.search(name)) if isinstance(asked, re.Pattern) else name == asked
