"""From bytes to a reading: every piece has its place, nothing breaks, long documents stay quick and small."""

import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.read import Read, analyse, read
from tools.measure_packing import packed
from tools.measure_reading import ROOT

GOLD = sorted((ROOT / "tests" / "gold").glob("*.txt"))
PAGES, SECONDS, MEGABYTES = 200, 10, 500


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_piece_stands_at_its_place(path: Path) -> None:
    found = read(path.read_bytes(), path.name)
    kept, reading = found.kept.text, found.reading
    assert found.text.kept == kept
    for figure in reading.figures:
        assert bare(figure.quote) in bare(kept[slice(*figure.at)]) or bare(kept[slice(*figure.at)]) in bare(
            figure.quote
        )
    for measure in reading.measures:
        assert bare(measure.title) in bare(kept[slice(*measure.at)])
        for target in measure.targets:
            assert measure.at[0] <= target.at[0] < target.at[1] <= len(kept)
            assert bare(kept[slice(*target.at)]) in bare(kept)
    for section in reading.sections:
        assert bare(section.title)[:6] in bare(kept[slice(*section.at)])
    for doubt in reading.doubts:
        assert doubt.at is None or 0 <= doubt.at[0] < doubt.at[1] <= len(kept)
        assert doubt.what


@pytest.mark.parametrize("path", GOLD[::4], ids=lambda path: path.stem)
def test_the_same_bytes_give_the_same_reading(path: Path) -> None:
    first, second = (read(path.read_bytes(), path.name).reading.as_json() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def mixed(chance: random.Random) -> str:
    """Pieces of several documents with characters lost and others put in."""
    texts = [path.read_text(encoding="utf-8") for path in chance.sample(GOLD, 3)]
    pieces = []
    for text in texts:
        start = chance.randrange(len(text))
        pieces.append(text[start : start + chance.choice([5, 80, 900])])
    text = chance.choice(["", "\n"]).join(pieces)
    for _ in range(12):
        at = chance.randrange(len(text) + 1)
        put = chance.choice("\n （）“”《》、：第号〔０一%\t\u3000①。")
        text = text[:at] + put + text[at + chance.choice([0, 1, 4]) :]
    return text


@pytest.mark.parametrize("seed", range(40))
def test_damaged_texts_are_read_or_refused(seed: int) -> None:
    try:
        text = clean(open_document(mixed(random.Random(seed)).encode(), "piece.txt"))
    except DocumentError:
        return
    reading = analyse(text)
    json.dumps(reading.as_json())
    for figure in reading.figures:
        assert 0 <= figure.at[0] < figure.at[1] <= len(text.kept)


def long(form: str, folder: Path) -> tuple[bytes, str]:
    """About 200 pages of 650 characters."""
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in GOLD if path.stem.startswith(("plan", "report"))
    )
    source = folder / "long.txt"
    source.write_text((text + "\n") * (PAGES * 650 // len(text) + 1), encoding="utf-8")
    return packed(source, form)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_two_hundred_pages_are_read_in_ten_seconds(form: str, tmp_path: Path) -> None:
    content, name = long(form, tmp_path)
    began = time.process_time()
    found: Read = read(content, name)
    assert time.process_time() - began < SECONDS
    assert len(found.text.plain) > PAGES * 600
    assert len(found.reading.measures) > 50


@pytest.mark.slow
def test_two_hundred_pages_take_little_memory(tmp_path: Path) -> None:
    content, name = long("txt", tmp_path)
    (tmp_path / name).write_bytes(content)
    program = (
        "import re, sys; from changai.engines.documents.read import read;"
        "read(open(sys.argv[1], 'rb').read(), 'long.txt');"
        # Not getrusage: its peak also knows the process that this one was forked from.
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "src",
    )
    assert int(done.stdout) < MEGABYTES
