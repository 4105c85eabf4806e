"""Credit codes and phone numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from changai.engines.codes import CodeError, credit, phone

codes = st.builds(credit.make, st.sampled_from(["421202", "420500", "510402"]), st.integers(0, 31**6 - 1))


def test_the_worked_examples():
    assert credit.check("91350100M000100Y43") == "91350100M000100Y43"
    with pytest.raises(CodeError, match="校验码不对"):
        credit.check("91350100M000100Y4A")


@pytest.mark.parametrize("text", [" 91350100m000100y43", "91350100-M000100Y-43", "９１350100M000100Y43"])
def test_typing_variants_are_one_code(text):
    assert credit.check(text) == "91350100M000100Y43"


@given(codes)
def test_made_codes_are_valid_here_and_by_the_common_library(code):
    assert credit.check(code) == code
    assert uscc.is_valid(code)


@given(codes, st.integers(0, 17), st.sampled_from(credit.ALPHABET))
def test_any_single_change_is_refused(code, at, character):
    assume(code[at] != character)
    with pytest.raises(CodeError):
        credit.check(code[:at] + character + code[at + 1 :])


def test_a_remainder_of_zero_gives_the_check_character_zero():
    found = next(code for serial in range(500) if (code := credit.make("421202", serial)).endswith("0"))
    assert credit.check(found) == found


def test_every_serial_is_another_code():
    assert len({credit.make("421202", serial) for serial in range(5000)}) == 5000


@pytest.mark.parametrize("kind", ["N2", "A1", "Y1", "81"])
def test_authorities_with_a_letter_are_accepted(kind):
    code = credit.make("421202", 77, kind)
    assert credit.check(code) == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "空的"),
        ("91350100M000100Y4", "17 位"),
        ("91350100M000100YI3", "I"),
        ("91350100M000100YO3", "O"),
        ("G1350100M000100Y43", "登记机关"),
        ("9135A100M000100Y43", "地区代码"),
    ],
)
def test_each_refusal_says_what_is_wrong(text, says):
    with pytest.raises(CodeError, match=says):
        credit.check(text)


@pytest.mark.parametrize(("region", "serial"), [("42", 1), ("421202", -1), ("421202", 31**6)])
def test_no_code_from_wrong_parts(region, serial):
    with pytest.raises(CodeError):
        credit.make(region, serial)


@pytest.mark.parametrize(
    "text", ["13812345678", "+86 138 1234 5678", "86-13812345678", "138-1234-5678", "008613812345678"]
)
def test_mobile_numbers_in_their_forms(text):
    assert phone.check(text) == "13812345678"


@pytest.mark.parametrize("text", ["", "12345678901", "1381234567", "138123456789", "0715-8255123", "abc"])
def test_what_is_no_mobile_number_is_refused(text):
    with pytest.raises(CodeError, match="手机号"):
        phone.check(text)
