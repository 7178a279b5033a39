"""Reading YAML, with the parser in C where PyYAML was built with it: a start reads some forty files of ours."""

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> Any:
    """Plain values alone. Raises yaml.YAMLError, which says where."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 -- both are safe ones
