"""From the command to `/readyz` with every chat: bounds that a busy machine keeps, too. `make bench` has figures."""

from pathlib import Path

import pytest

from tests.bench.start import ready

MEGABYTES = 150


@pytest.mark.everywhere
async def test_with_all_chats_it_is_soon_ready_and_stays_small(tmp_path: Path) -> None:
    """Once more, since the first start makes the database."""
    await ready(tmp_path)
    processor, _, memory = await ready(tmp_path)
    assert processor < 5, "it is about one and a half"
    assert memory < MEGABYTES
