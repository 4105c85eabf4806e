"""The fourteen trades of the district: what they make, who works there, how large and how paid."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """codes: GB/T 4754 classes; word: in employers' names; jobs: (post, occupation of the 2022 classification).

    share: of employed workers, per mille. men: leaning towards men, 0 even. school, skill, pay, migrant: leanings
    on the scale of one standard deviation. size: how long the tail of employer sizes is, larger is longer.
    """

    name: str
    share: int
    codes: tuple[str, ...]
    word: tuple[str, ...]
    jobs: tuple[tuple[str, str], ...]
    men: float = 0.0
    school: float = 0.0
    skill: float = 0.0
    pay: float = 0.0
    migrant: float = 0.0
    size: float = 1.0


TRADES = (
    Trade("机电制造", 165, ("3441", "3434", "3514", "3812", "3821", "3831"), ("机电", "重工", "泵业", "电气", "电缆"),
          (("装配工", "装配钳工"), ("车工", "车工"), ("电焊工", "焊工"), ("维修电工", "电工"), ("质检员", "质检员")),
          men=0.7, school=0.3, skill=0.8, pay=0.3, size=1.4),
    Trade("森工", 80, ("2021", "2022", "2032", "2034", "2041"), ("木业", "竹业", "人造板", "林业"),
          (("胶合板工", "胶合板工"), ("纤维板工", "纤维板工"), ("木工", "机械木工"), ("包装工", "包装工")),
          men=0.4, school=-0.4, pay=-0.2, migrant=0.3),
    Trade("建材", 90, ("3011", "3021", "3031", "3032", "3042"), ("建材", "水泥制品", "新材料", "石材"),
          (("窑炉工", "水泥生产工"), ("制品工", "水泥混凝土制品工"), ("玻璃工", "玻璃加工工"), ("石材工", "石材生产工")),
          men=0.8, school=-0.3, pay=0.1, migrant=0.3),
    Trade("模具制造", 40, ("3525",), ("模具", "精密模具"),
          (("模具工", "模具工"), ("数控操作工", "多工序数控机床操作调整工"), ("铣工", "铣工"), ("钳工", "工具钳工")),
          men=0.9, school=0.4, skill=1.2, pay=0.5, size=0.7),
    Trade("印刷", 40, ("2311", "2319", "2320"), ("印务", "彩印", "包装印刷"),
          (("印刷工", "印刷操作员"), ("印前制作", "印前处理和制作员"), ("装订工", "印后制作员")),
          men=-0.1, school=0.1, skill=0.3, size=0.7),
    Trade("生物医药", 80, ("2720", "2730", "2740", "2761"), ("药业", "生物科技", "制药"),
          (("制剂工", "药物制剂工"), ("炮制工", "中药炮制工"), ("检验员", "药物检验员"), ("包装工", "包装工")),
          men=-0.6, school=0.9, skill=0.3, pay=0.3, migrant=-0.3, size=1.3),
    Trade("电子信息", 125, ("3913", "3974", "3982", "3985"), ("电子", "光电", "电路科技"),
          (("线路板工", "印制电路制作工"), ("装调工", "智能硬件装调员"), ("制版工", "电子产品制版工"), ("质检员", "质检员")),
          men=-0.5, school=0.5, skill=0.2, pay=0.2, size=1.5),
    Trade("纺织", 90, ("1711", "1712", "1781"), ("纺织", "棉业", "纺纱"),
          (("挡车工", "纺纱工"), ("织布工", "织布工"), ("整经工", "整经工")),
          men=-1.3, school=-0.5, pay=-0.4, migrant=0.2, size=1.3),
    Trade("服装", 80, ("1819", "1829", "1830"), ("服饰", "制衣", "服装"),
          (("缝纫工", "缝纫工"), ("裁剪工", "裁剪工"), ("包装工", "包装工")),
          men=-1.5, school=-0.5, pay=-0.4, migrant=0.2),
    Trade("物流", 45, ("5920", "5930", "6020"), ("物流", "仓储", "供应链"),
          (("仓管员", "仓储管理员"), ("理货员", "理货员"), ("装卸工", "装卸搬运工")),
          men=0.5, pay=0.0),
    Trade("建筑", 90, ("4710", "4813", "4910", "5011"), ("建筑工程", "建设", "安装工程"),
          (("砌筑工", "砌筑工"), ("钢筋工", "钢筋工"), ("架子工", "架子工"), ("混凝土工", "混凝土工")),
          men=1.4, school=-0.8, skill=0.2, pay=0.4, migrant=0.9, size=1.2),
    Trade("非煤矿山", 20, ("1011", "1012", "1019"), ("矿业", "采石"),
          (("采矿工", "露天采矿工"), ("爆破工", "爆破工"), ("碎石工", "矿石处理工")),
          men=1.6, school=-0.6, pay=0.4, size=0.6),
    Trade("农场", 25, ("0311", "0164", "0141"), ("农场", "牧业", "茶业"),
          (("饲养员", "家畜饲养员"), ("农艺工", "农艺工"), ("园艺工", "园艺工")),
          men=0.1, school=-0.7, pay=-0.5, size=0.5),
    Trade("交通运输", 30, ("5411", "5431", "5443"), ("运输", "客运", "公路养护"),
          (("货车司机", "道路货运汽车驾驶员"), ("客车驾驶员", "客运车辆驾驶员"), ("业务员", "道路货运业务员")),
          men=1.1, pay=0.4, size=0.8),
)  # fmt: skip

# Groups without a fixed employer: key of Employment.group, its name, post, platform, share of them in per cent.
GROUPS = (
    ("courier", "快递员", "快递员", "迅达快递", 26),
    ("rider", "网约送餐员", "送餐员", "好滋味外卖", 24),
    ("trucker", "货车司机", "货车司机", "运满城货运", 20),
    ("ridehail", "网约车司机", "网约车司机", "顺风约车", 12),
    ("domestic", "家政服务员", "家政服务员", "安心到家", 8),
    ("carer", "护工护理员", "护工", "", 5),
    ("guard", "保安员", "保安员", "", 5),
)
