"""Departments by the names that texts print."""

from datetime import date

import pytest

from changai.engines.codes import departments

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("printed", "on", "expected"),
    [
        ("市国税局", date(2018, 5, 26), "市国家税务局"),
        ("市国税局", date(2018, 7, 5), "市税务局"),
        ("市地税局", TODAY, "市税务局"),
        ("市人社局", TODAY, "市人力资源和社会保障局"),
        ("市卫计委", TODAY, "市卫生健康委员会"),
        ("县安监局", TODAY, "县应急管理局"),
        ("市文体新广局", TODAY, "市文化和旅游局"),
        ("市扶贫办", date(2022, 1, 1), "市乡村振兴局"),
        ("市扶贫办", TODAY, "市农业农村局"),
        ("市市场监督管理局", TODAY, "市市场监督管理局"),
        ("市场监管局", TODAY, "市场监督管理局"),
        ("市工商局", TODAY, "市市场监督管理局"),
        ("市总工会", TODAY, "市总工会"),
        ("团市委", TODAY, "团市委"),
        ("国家税务总局青浦岭市税务局", TODAY, "国家税务总局青浦岭市税务局"),
        ("人力资源社会保障部", TODAY, "人力资源社会保障部"),
    ],
)
def test_a_department_has_the_name_of_the_day(printed: str, on: date, expected: str) -> None:
    assert departments.present(printed, on) == expected


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("市税务局", "十堰市", "十堰市税务局"),
        ("市委宣传部", "十堰市", "十堰市委宣传部"),
        ("团市委", "十堰市", "共青团十堰市委员会"),
        ("总工会", "咸安区", "咸安区总工会"),
        ("市税务局", "咸安区", "市税务局"),
        ("国家税务总局咸安区税务局", "咸安区", "国家税务总局咸安区税务局"),
    ],
)
def test_records_name_the_region(name: str, region: str, expected: str) -> None:
    assert departments.full(name, region) == expected


@pytest.mark.parametrize(
    "name", ["各县（市、区）人民政府", "市直各部门", "有关部门", "各级工会", "领导小组成员单位"]
)
def test_many_units_are_no_department(name: str) -> None:
    assert departments.collective(name)


@pytest.mark.parametrize("name", ["市总工会", "市委宣传部", "市人社局", "市属国有企业工委"])
def test_a_department_is_one(name: str) -> None:
    assert not departments.collective(name)
