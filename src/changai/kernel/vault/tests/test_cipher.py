"""Sealing, indexing and masking."""

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.kernel.vault import keyring as keys
from changai.kernel.vault.cipher import (
    SealBroken,
    blind,
    blind_many,
    seal,
    seal_many,
    unseal,
    unseal_many,
    version_of,
)
from changai.kernel.vault.fields import Sealed
from changai.kernel.vault.masks import LEAST_HIDDEN, SHOWN, mask

NUMBER = "42120219900307451X"


@given(st.lists(st.text(max_size=40), max_size=8))
def test_what_is_sealed_comes_back_and_never_the_same_way_twice(texts: list[str]) -> None:
    sealed = seal_many(texts, "id_number")
    assert unseal_many(sealed, "id_number") == texts
    assert len({*sealed, *seal_many(texts, "id_number")}) == 2 * len(texts)
    assert blind_many(texts, "phone") == [blind(text, "phone") for text in texts]


@given(st.integers(0, 2**16), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, change: int) -> None:
    blob = bytearray(seal(NUMBER, "id_number"))
    blob[place % len(blob)] ^= change
    with pytest.raises(SealBroken):
        unseal(bytes(blob), "id_number")


@pytest.mark.parametrize("short", [0, 1, 5, 29])
def test_a_cut_value_is_noticed(short: int) -> None:
    with pytest.raises(SealBroken):
        unseal(seal(NUMBER, "id_number")[:short], "id_number")


def test_a_value_of_another_kind_or_key_is_refused() -> None:
    blob = seal(NUMBER, "id_number")
    with pytest.raises(SealBroken):
        unseal(blob, "phone")
    ring = keys.keyring()
    with pytest.raises(SealBroken):
        unseal(blob, "id_number", replace(ring, keys={ring.current: b"k" * 16}))
    with pytest.raises(SealBroken, match="没有第"):
        unseal(blob, "id_number", replace(ring, keys={}))


def test_old_versions_stay_readable() -> None:
    ring = keys.keyring()
    newer = replace(ring, current=ring.current + 1, keys={**ring.keys, ring.current + 1: b"n" * 16})
    old = seal(NUMBER, "id_number", ring)
    assert unseal(old, "id_number", newer) == NUMBER
    assert version_of(seal(NUMBER, "id_number", newer)) == ring.current + 1


def test_the_index_finds_the_same_number_however_it_is_typed() -> None:
    spellings = [NUMBER, NUMBER.lower(), " 421202 19900307 451x ", "４２１２０２１９９００３０７４５１Ｘ"]
    assert len({blind(one, "id_number") for one in spellings}) == 1
    assert blind(NUMBER, "id_number") != blind(NUMBER, "phone")
    ring = keys.keyring()
    assert blind(NUMBER, "id_number", replace(ring, index_key=b"o" * 32)) != blind(NUMBER, "id_number")


@given(st.text(max_size=40), st.sampled_from([*SHOWN, "anything", ""]))
def test_masks_never_show_more_than_allowed(text: str, kind: str) -> None:
    shown = mask(text, kind)
    head, tail = SHOWN.get(kind, (0, 0))
    assert len(shown) == len(text)
    open_places = [i for i, (a, b) in enumerate(zip(shown, text, strict=True)) if a != "*" and a == b]
    assert all(i < head or i >= len(text) - tail for i in open_places)
    assert shown.count("*") >= min(len(text), LEAST_HIDDEN)


def test_birth_date_and_mask_together_leave_the_number_open() -> None:
    """What a record page shows beside the mask must not give the number away."""
    shown = mask(NUMBER, "id_number")
    digits = list(shown)
    digits[6:14] = NUMBER[6:14]
    assert "".join(digits).count("*") >= 5
    assert mask("13907241234", "phone") == "139****1234"


def test_a_value_in_hand_shows_itself_masked_everywhere() -> None:
    held = Sealed(None, "id_number", NUMBER)
    for shown in (str(held), repr(held), f"{held}", repr([held]), repr(pickle.dumps(held))):
        assert NUMBER not in shown
        assert NUMBER[4:] not in shown
    assert pickle.loads(pickle.dumps(held)) == held
    assert held.reveal() == NUMBER


def test_the_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = keys.read(path)
    keys.write(path, keys.new_keyring(), only_new=True)
    assert keys.read(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir()] == ["keys.json"]


def test_a_key_file_from_before_the_audit_chain_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.write(path, replace(keys.new_keyring(), chain_key=b""))
    ring = keys.read(path)
    assert len(ring.chain_key) == 32
    assert keys.read(path) == ring


def test_a_rotation_by_another_process_is_noticed(settings: Any, tmp_path: Path) -> None:
    settings.CHANGAI_KEY_FILE = str(tmp_path / "keys.json")
    ring = keys.keyring()
    keys.write(keys.key_path(), replace(ring, current=2, keys={**ring.keys, 2: b"2" * 16}))
    assert keys.keyring().current == 2
