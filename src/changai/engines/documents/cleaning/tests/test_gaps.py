"""White space."""

import pytest

from changai.engines.documents.cleaning.tests.making import cleaned


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (" 中 共 临 河 市 委 文 件   ", "中共临河市委文件"),
        ("中 共 临 河 市 委　　　　临 河 市 人 民 政 府", "中共临河市委 临河市人民政府"),
        ("中共临河市委\xa0 临河市人民政府", "中共临河市委 临河市人民政府"),
        ("2018 年 12 月 13 日", "2018年12月13日"),
        ("主管领导姓名：安小平 联系电话：13900000000", "主管领导姓名：安小平 联系电话：13900000000"),
        ("王小满　李　强　欧阳春生代表：", "王小满 李强 欧阳春生代表："),
        ("局　长　安小平", "局长 安小平"),
        ("邮 政 编 码：441300", "邮政编码：441300"),
        ("受众 4000 余人次， 其中“ 工匠” （街道） 35 场。", "受众4000余人次，其中“工匠”（街道）35场。"),
        ("建立 健全 制度，提高 待遇。", "建立健全制度，提高待遇。"),
        (
            "责任单位：市人社局 市财政局 市总工会，限年底完成。",
            "责任单位：市人社局 市财政局 市总工会，限年底完成。",
        ),
        ("使用 Microsoft Word 编辑，共 53 417 人。", "使用Microsoft Word编辑，共53 417人。"),
        ("编号 2 0 1 8 年", "编号2018年"),
        ("\u200b正\ufeff文\x00。", "正文。"),
        ("临河市总工会办公室　　2022年5月17日印发", "临河市总工会办公室 2022年5月17日印发"),
    ],
)
def test_white_space(printed: str, expected: str) -> None:
    text = cleaned(printed)
    assert text.clean == expected
    assert cleaned(text.clean).clean == expected
