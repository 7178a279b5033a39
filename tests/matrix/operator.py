"""What whoever runs Tend can type at the command line: tried in the matrix, or left out of it for a reason."""

from tests.matrix.places import GROUP, OWNER

NO_WORDS_OF_HERS = {
    "demo": "makes a house of its own",
    "run": "is Tend itself, whom everything else tries",
    "key": "makes a key",
    "keys rotate": "prints a count; tests/cli/test_rekeying.py",
    "restore": "prints a count; tests/cli/test_restoring.py",
    "screen": "reads what is given to it",
    "discord invite": "prints an address",
    "slack manifest": "prints a file",
    "formats list": "reads no database",
    "formats show": "reads no database",
    "formats check": "reads no database",
    "instruments list": "reads no database",
    "instruments show": "reads no database",
    "instruments wording": "reads no database",
    "instruments check": "reads no database",
    "rotation simulate": "reads no database",
    "migrate": "prints a step",
    "support": "reads the lines of the operator's own file",
}
TRIED = {
    "doctor": [],
    "rehearse": [GROUP],
    "backup": ["copy.sqlite3"],
    "export": [OWNER],
    "retain": [],
    "erase": [OWNER, "--yes"],
}
