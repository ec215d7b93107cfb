"""The same morning with JavaScript off."""

from walks import morning


def run(walk, short):
    morning.run(walk, short, script=False)
