"""How well documents are read: precision and recall against expected readings, per document and class of field.

Expected readings stand in `tests/gold/` (`name.gold.json` beside `name.txt`; its key `packed` names the container that
the text is put into before it is read) and in the folder of seeds where there is one. Only fields that an expected
reading holds are measured. `python tools/measure_reading.py [NAME …] [--json] [--misses]`
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from changai.engines.documents.read import read
from changai.engines.documents.reading import Reading

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from measure_packing import packed
else:
    from tools.measure_packing import packed

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CHANGAI_SHARED", ROOT.parent / "shared"))

# Class of field → lowest precision and recall that is good enough.
BOUNDS = {
    "kind": 1.0,
    "header": 1.0,
    "letter": 1.0,
    "measures": 1.0,
    "chapters": 1.0,
    "units": 0.99,
    "targets": 0.95,
    "figures": 0.92,
    "periods": 0.92,
    "checks": 0.92,
}
HEADER = ("title", "notice_title", "issuer", "document_number", "date", "addressees")
LETTER = ("title", "issuer", "document_number", "date", "recipient", "recipient_role", "handling_mark", "postcode",
          "disclosure", "cc")  # fmt: skip


@dataclass
class Score:
    """What was expected, what was read, and what of both agrees; with words for what does not."""

    expected: int = 0
    found: int = 0
    agreed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.agreed / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.agreed / self.expected if self.expected else 1.0

    def add(self, other: "Score") -> None:
        self.expected += other.expected
        self.found += other.found
        self.agreed += other.agreed
        self.misses += other.misses


def bare(value: Any) -> str:
    """Text without white space, width and kind of punctuation, for comparing."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return re.sub(r"[\s。.,，;；、:：“”\"'‘’()《》〈〉<>〔〕\[\]·•]", "", text)


def paired(
    expected: list[Any], found: list[Any], agrees: Callable[[Any, Any], bool], name: str = ""
) -> Score:
    """Each expected piece with the first found piece that agrees, none used twice."""
    left, score = list(found), Score(len(expected), len(found))
    for one in expected:
        hit = next((other for other in left if agrees(one, other)), None)
        if hit is None:
            score.misses.append(f"- {name}{_short(one)}")
        else:
            left.remove(hit)
            score.agreed += 1
    score.misses += [f"+ {name}{_short(one)}" for one in left]
    return score


def _short(one: Any) -> str:
    keys = ("number", "title", "value", "unit", "op", "text", "quote", "due", "kind", "ok", "detail")
    if isinstance(one, dict):
        return " ".join(f"{one[key]}" for key in keys if one.get(key) is not None)[:160]
    return str(one)[:160]


def fields(gold: dict[str, Any], got: dict[str, Any], names: tuple[str, ...]) -> Score:
    """Single fields; a list counts as one. An empty field that should be empty agrees."""
    score = Score()
    for name in names:
        if name not in gold:
            continue
        want, have = _values(gold[name]), _values(got.get(name))
        score.expected += bool(want)
        score.found += bool(have)
        if want == have:
            score.agreed += bool(want)
        else:
            score.misses.append(f"! {name}: {gold[name]!r} ≠ {got.get(name)!r}")
    return score


def _values(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    return [bare(one) for one in (value if isinstance(value, list) else [value] if value else [])]


def letter(gold: dict[str, Any], got: dict[str, Any]) -> Score:
    """Everything round the figures of a reply."""
    score = fields(gold, got, LETTER)
    proposal = gold.get("proposal") or {}
    score.add(fields(proposal, got.get("proposal") or {}, tuple(proposal)))
    keys = ("role", "name", "phone")
    people = [[[one.get(key) for key in keys] for one in side.get("contacts") or []] for side in (gold, got)]
    if "contacts" in gold:
        score.add(paired(people[0], people[1], lambda a, b: a == b, "contact "))
    if "sections" in gold:
        tops = [one for one in got["sections"] if one["level"] == 1]
        score.add(paired(gold["sections"], [one["label"] + one["title"] for one in tops], same, "section "))
        items = {bare(one["label"]): one["items"] for one in tops}
        counted = [f"{bare(key)}:{number}" for key, number in gold.get("section_items", {}).items()]
        score.add(
            paired(counted, [f"{key}:{items[key]}" for key in items] if counted else [], same, "items ")
        )
    return score


def same(one: Any, other: Any) -> bool:
    return bare(one) == bare(other)


def overlap(one: str, other: str) -> bool:
    """One quote holds the other, or they share more than half of the shorter."""
    a, b = sorted((bare(one), bare(other)), key=len)
    if not a or a in b:
        return bool(a)
    size = len(a) // 2 + 1
    return any(a[start : start + size] in b for start in range(len(a) - size + 1))


def quantity(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return (
        _numbers(one["value"]) == _numbers(other["value"])
        and bare(one["unit"]) == bare(other["unit"])
        and overlap(one.get("text") or one["quote"], other.get("text") or other["quote"])
    )


def _numbers(value: Any) -> list[float]:
    return [round(float(one), 6) for one in (value if isinstance(value, list) else [value])]


def target(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """A target agrees with its comparator, and with the time and the baseline where these are expected."""
    return (
        quantity(one, other)
        and one["op"] == other["op"]
        and all(bare(one[key]) == bare(other.get(key)) for key in ("due", "baseline") if key in one)
        and ("due_date" not in one or str(one["due_date"])[:10] == str(other.get("due_date"))[:10])
    )


def figure(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return quantity(one, other) and bool(one.get("approx")) == bool(other.get("approx"))


def periods(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Score:
    """Times of the figures that agree, where one is expected or none must be; what stands in brackets is a remark.

    `or_period` of an expected figure is another time that is as good.
    """
    left, score = list(found), Score()
    for one in expected:
        hit = next((other for other in left if figure(one, other)), None)
        if hit is None:
            continue
        left.remove(hit)
        if "period" not in one:
            continue
        wanted = [re.sub(r"[（(].*", "", one[key] or "") for key in ("period", "or_period") if key in one]
        read = hit.get("period") or ""
        score.expected, score.found = score.expected + 1, score.found + 1
        score.agreed += read in wanted
        if read not in wanted:
            score.misses.append(f"! {wanted[0] or 'no time'} ≠ {read or 'no time'}: {_short(one)}")
    return score


def plan(gold: dict[str, Any], got: dict[str, Any]) -> Iterator[tuple[str, Score]]:
    """Measures, their units and targets."""
    if "chapters" in gold:
        yield "chapters", paired(gold["chapters"], got["chapters"], same)
    wanted, have = gold["measures"], got["measures"]
    yield (
        "measures",
        paired(
            wanted,
            have,
            lambda a, b: all(
                same(a[key], b.get(key)) for key in ("number", "title", "chapter", "group") if key in a
            ),
        ),
    )
    units = [[unit for one in side for unit in duties(one)] for side in (wanted, have)]
    yield "units", paired(units[0], units[1], lambda a, b: a == b)
    if not any("targets" in one for one in wanted):
        return
    targets = Score()
    for one in wanted:
        twin = next((other for other in have if _key(one) == _key(other)), None)
        targets.add(paired(one["targets"], twin["targets"] if twin else [], target, f"[{one['number']}] "))
    if "document_targets" in gold:
        targets.add(paired(gold["document_targets"], got["document_targets"], target, "[document] "))
    yield "targets", targets


def duties(measure: dict[str, Any]) -> list[str]:
    """Each unit with its measure and part; 等 counts as one of them."""
    key = _key(measure)
    rows = [f"{key} {part} {bare(unit)}" for part in ("lead", "responsible") for unit in measure[part]]
    return rows + ([f"{key} 等"] if measure.get("open_ended") else [])


def _key(measure: dict[str, Any]) -> str:
    """Numbers begin anew in each chapter; a number with its title is enough."""
    return f"{measure['number']} {bare(measure.get('title'))}"


def checked(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """A check agrees when kind and verdict do and its quotes hold every expected number."""
    said = bare("".join(other["quotes"]) + other["detail"])
    kinds = one["kind"] if isinstance(one["kind"], list) else [one["kind"]]
    return (
        other["kind"] in kinds and one["ok"] == other["ok"] and all(bare(n) in said for n in one["numbers"])
    )


def measure(gold: dict[str, Any], got: dict[str, Any]) -> dict[str, Score]:
    """Class of field → score of one document."""
    scores = {"kind": fields(gold, got, ("kind",))}
    if gold["kind"] == "reply":
        scores["letter"] = letter(gold, got)
    else:
        scores["header"] = fields(gold, got, HEADER)
        if "basis" in gold:
            rows = [[f"{one['name']}{one['number']}" for one in side["basis"]] for side in (gold, got)]
            scores["header"].add(paired(rows[0], rows[1], same, "basis "))
    if "measures" in gold:
        scores |= dict(plan(gold, got))
    if "figures" in gold:
        scores["figures"] = paired(gold["figures"], got["figures"], figure)
        scores["periods"] = periods(gold["figures"], got["figures"])
    if "checks" in gold:
        score = paired(gold["checks"], got["checks"], checked)
        # An expected reading names the checks that matter, not all that hold; every false alarm counts.
        alarms = [
            one for one in got["checks"] if not one["ok"] and not any(checked(w, one) for w in gold["checks"])
        ]
        score.found, score.misses = score.agreed + len(alarms), [m for m in score.misses if m.startswith("-")]
        score.misses += [f"+ {_short(one)}" for one in alarms]
        scores["checks"] = score
    return scores


def expected(folder: Path = ROOT / "tests" / "gold") -> dict[str, tuple[Path, dict[str, Any]]]:
    """Name → source file and expected reading, those of the folder and those of the seeds."""
    found = {}
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        found[name] = path.with_name(name + ".txt"), json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SHARED / "gold").glob("*.gold.json")) if SHARED.is_dir() else []:
        name = path.name.removesuffix(".gold.json")
        source = next(iter(sorted((SHARED / "seeds").glob(f"{name}_*"))), None)
        if source:
            found[f"seed-{name}"] = source, json.loads(path.read_text(encoding="utf-8"))
    return found


def run(
    names: list[str] | None = None, folder: Path = ROOT / "tests" / "gold"
) -> dict[str, dict[str, Score]]:
    """Document → class → score."""
    result = {}
    for name, (source, gold) in expected(folder).items():
        if not names or name in names:
            content, file = packed(source, gold.get("packed", "txt"))
            try:
                got, failure = read(content, file).reading.as_json(), None
            except Exception as error:
                got, failure = (
                    Reading(kind="").as_json(),
                    f"! could not be read: {type(error).__name__} {error}",
                )
            result[name] = measure(gold, got)
            if failure:
                result[name]["kind"].misses.append(failure)
    return result


def totals(result: dict[str, dict[str, Score]]) -> dict[str, Score]:
    """Class → score over all documents."""
    summed: dict[str, Score] = {}
    for scores in result.values():
        for kind, score in scores.items():
            summed.setdefault(kind, Score()).add(score)
    return {kind: summed[kind] for kind in BOUNDS if kind in summed}


def main() -> int:
    """Print the table; exit 1 when a class is below its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these documents")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument(
        "--misses", action="store_true", help="name each piece that is missing (-) or too much (+)"
    )
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "tests" / "gold", help="where expected readings stand"
    )
    options = parser.parse_args()
    result = run(options.names, options.folder)
    summed = totals(result)
    rows = {**result, "ALL": summed}
    if options.json:
        plain = {
            name: {kind: {"expected": one.expected, "found": one.found, "agreed": one.agreed,
                          "precision": one.precision, "recall": one.recall, "misses": one.misses}
                   for kind, one in scores.items()}
            for name, scores in rows.items()
        }  # fmt: skip
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        for name, scores in rows.items():
            print(name)
            for kind, one in scores.items():
                low = min(one.precision, one.recall) < BOUNDS[kind] or (BOUNDS[kind] == 1 and one.misses)
                print(
                    f"  {kind:<9}{'LOW' if low else '   '} precision {one.precision:7.2%}  recall {one.recall:7.2%}"
                    f"  ({one.agreed} of {one.expected} expected, {one.found} read)"
                )
                for miss in one.misses if options.misses and name != "ALL" else []:
                    print("      " + miss)
    return int(any(min(one.precision, one.recall) < BOUNDS[kind] for kind, one in summed.items()))


if __name__ == "__main__":
    sys.exit(main())
