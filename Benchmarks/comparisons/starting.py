"""What a program takes to be there: for who calls it from a script, again and again."""

from contenders import SCHEMA, Command
from exports import REPOSITORY
from measuring import measure
from results import Comparison
from sites import program

#: A round takes milliseconds, so that there can be many.
ROUNDS = 30


def run(setting):
    """Two comparisons: starting alone, and validating one small file."""
    return [
        measure(
            Comparison("version", "Starting", "start", 1, "xmllint", "Each says its version."),
            [
                Command("xmllint", "xmllint --version", "xmllint", "--version"),
                Command("kontor", "kontor --version", program(), "--version"),
            ], ROUNDS, setting.ground, setting.runner),
        measure(
            Comparison(
                "validate", "Validating one small file", "file", 1, "xmllint",
                "A file of 6 kB, by the same schema of the exchange."),
            validators(setting), ROUNDS, setting.ground, setting.runner),
    ]


def validators(setting):
    file = next(iter(sorted(setting.exports.small(1, 3).iterdir())))
    told = {"KONTOR_CONFIG": str(REPOSITORY / "kontor.yaml")}
    return [
        Command("xmllint", "xmllint --schema", "xmllint", "--noout", "--schema", SCHEMA, file),
        Command("kontor", "kontor validate", program(), "validate", file, environment=told),
    ]
