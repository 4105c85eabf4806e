"""The plain layer."""

import pytest

from changai.engines.documents.cleaning.widths import plain


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("推進產業工人隊伍建設,發揮作用:好", "推进产业工人队伍建设，发挥作用：好"),
        ("１２．５％，ＡＢＣ＋", "12.5%，ABC+"),
        ("2000～3000元、3—5个、40——50岁、1-6月、20%－30%", "2000~3000元、3~5个、40~~50岁、1~6月、20%~30%"),
        ("电话0719-8665358，2018-05-26，400-800-1234", "电话0719-8665358，2018-05-26，400-800-1234"),
        ("临发[2018]7号、（2019）12号、【2020】3号", "临发〔2018〕7号、〔2019〕12号、〔2020〕3号"),
        ("（2018年修订）", "（2018年修订）"),
        ("到\"十四五\"末", "到“十四五”末"),
        ("「五小」活動・『標準』", "“五小”活动·‘标准’"),
        ("二○○六年五月,二OO七年", "二〇〇六年五月，二〇〇七年"),
        ("收入3,500元,同比增长;10:30开会", "收入3,500元，同比增长；10:30开会"),
        ("一.加强领导. 二.完善制度.", "一.加强领导. 二.完善制度。"),
        ("网址http://www.example.cn/a?b=1:邮箱a.b@example.cn", "网址http://www.example.cn/a?b=1:邮箱a.b@example.cn"),
        ("⼯会⼈员", "工会人员"),
        ("——到2020年", "——到2020年"),
        ("1．改进工作", "1.改进工作"),
    ],
)  # fmt: skip
def test_one_form_for_each_mark(printed: str, expected: str) -> None:
    assert plain(printed) == expected
    assert len(plain(printed)) == len(printed)
    assert plain(expected) == expected
