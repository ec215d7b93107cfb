"""What is compared with what. Each module makes comparisons of the kind that its name says."""

import dataclasses

from bots_edi import Installation
from exports import Exports
from measuring import Ground, Runner
from sites import Sites


@dataclasses.dataclass
class Setting:
    """What all comparisons need."""

    exports: Exports
    ground: Ground
    runner: Runner
    sites: Sites
    #: None where no comparison asks for it.
    bots: Installation | None
    #: Of the longer comparisons; the shortest take more.
    rounds: int
    #: Numbers of workers that the program can be told to use; empty where it knows no such thing.
    workers: tuple
    #: Whether it can be told to take its plain path.
    has_plain_path: bool
