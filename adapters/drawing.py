"""Drawings as PNG, for chats that show no SVG.

Letters come from a font that is installed with Tend: a server often has none, and a drawing without its words says
nothing. What a drawing refers to outside itself is not fetched.
"""

from importlib.resources import files

import resvg_py

FAMILY = "Source Sans Pro"
SHARP = 2.0
"""Pixels for each unit of the drawing, so that it stays clear on a phone's screen."""
_FONTS = [str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{cut}.ttf") for cut in ("Regular", "Semibold")]


def png(svg: str) -> bytes:
    """The drawing on its own paper, at twice its size. Raises ValueError for what is no drawing."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=SHARP,
        skip_system_fonts=True,
        font_files=_FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        serif_family=FAMILY,
    )
