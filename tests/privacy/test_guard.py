"""Whoever keeps rows of a person gives them out and lets them go: one rule for every slice there will ever be."""

from bot.db import Kept
from bot.features import FEATURES, KEEPING

OF_PEOPLE = {"people", "members"}


def keepers() -> set[str]:
    """The slices with a table that points at people; a module of none is the kernel's."""
    return {
        mapper.class_.__module__.split(".")[1] if mapper.class_.__module__.count(".") > 1 else "kernel"
        for mapper in Kept.registry.mappers
        if {key.column.table.name for table in mapper.tables for key in table.foreign_keys} & OF_PEOPLE
    }


def test_every_slice_that_keeps_something_of_people_gives_it_out_and_erases_it() -> None:
    by_name = {feature.name: feature for feature in KEEPING}
    assert "groups" in keepers()
    for slice in keepers():
        assert slice in by_name, f"{slice} keeps rows of people and is not in KEEPING"
        assert by_name[slice].erasures, f"{slice} erases nothing"
        assert by_name[slice].exports, f"{slice} gives nothing out"


def test_what_keeps_is_part_of_tend_and_the_kernel_comes_last() -> None:
    assert set(KEEPING) <= set(FEATURES)
    assert KEEPING[-1] is FEATURES[-1]
    assert KEEPING[-1].name == "kernel"
