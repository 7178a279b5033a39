"""The paper that every picture is drawn on: a frame and a line through answers, which a slice's own template fills.

It is 320 wide, so that its words can be read on a phone. Colours stand in attributes, light, and a style turns them
dark where the reader's screen is: whoever drops the style still sees light paper with dark ink.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

WIDTH = 320


@dataclass(frozen=True)
class Dot:
    """A point of a line, and what is written beside it where it is the last."""

    x: float
    y: float
    says: str


def drawn(template: Path, *, height: int, **shown: object) -> str:
    """The picture as SVG. The template extends `paper.svg.j2`; `shown` is what it names."""
    page = _beside(template.parent).get_template(template.name)
    return page.render(width=WIDTH, height=height, **shown)


@cache
def _beside(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder, Path(__file__).parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
