"""Made-up documents for tests, and how an officer brings one in through the pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from changai.domains.reform.documents.models import Document

PLAN = """枫林市人民政府
关于印发《枫林市技能工人培养方案》的通知

枫政发〔2018〕9号

各县（市、区）人民政府，市直各部门：
现将《枫林市技能工人培养方案》印发给你们，请认真执行。

枫林市人民政府
2018年4月12日

枫林市技能工人培养方案

为培养技能工人，制定本方案。

一、抓培训
1.办好实训基地。建设公共实训基地，到2020年建成基地6个。（牵头单位：市人社局；责任单位：市国税局、市地税局、市财政局）
2.推行师带徒。鼓励企业开展师带徒，每年结对不少于500人。（牵头单位：市总工会；责任单位：市经信委、市安监局）
二、抓保障
3.开展安全培训。企业全员安全培训覆盖率达到95%以上。（牵头单位：市安监局；责任单位：各县（市、区）人民政府）
"""
AMENDED = PLAN.replace("枫政发〔2018〕9号", "枫政发〔2021〕15号").replace("2018年4月12日", "2021年3月2日").replace(
    "到2020年建成基地6个", "到2023年建成基地12个"
).replace("2.推行师带徒。鼓励企业开展师带徒，每年结对不少于500人。", "2.评选首席工人。每年评选首席工人30名。").replace(
    "市安监局", "市应急管理局"
)  # fmt: skip
REPLY = """枫林市人力资源和社会保障局
对市七届人大二次会议第18号建议的答复

苏望舒代表：
您提出的《关于多办实训基地的建议》收悉。现答复如下：
一、工作情况
2020年，全市培训职工1200人次，其中企业职工700人次、院校学生300人次、其他人员300人次。发放补贴36.5万元。

枫林市人力资源和社会保障局
2021年6月8日
"""
NOTICE = """枫林市人民政府
关于修改《枫林市技能工人培养方案》部分内容的通知

枫政发〔2021〕15号

各县（市、区）人民政府，市直各部门：
经市政府研究，决定对《枫林市技能工人培养方案》（枫政发〔2018〕9号）作如下修改：
一、将第1项中的“到2020年建成基地6个”修改为“到2023年建成基地12个”。
二、将第3项中的“市安监局”修改为“市应急管理局”。
三、删除第2项。
四、增加一项，作为第4项：“评选首席工人。每年评选首席工人30名。（牵头单位：市总工会）”
五、将第9项中的“甲”修改为“乙”。
本通知自印发之日起施行。

枫林市人民政府
2021年3月2日
"""
SCRIPT = """关于做好<script>alert(1)</script>工作的方案

一、任务
1.做好<img src=x onerror=alert(2)>工作。完成率达到90%以上。（牵头单位：市总工会）
2.用好"&lt;"符号。办好活动。（牵头单位：市总工会）
"""


def upload(client: Client, text: str | bytes = PLAN, name: str = "方案.txt", region: str = "421202") -> Any:
    """The answer to an upload."""
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, content)
    return client.post("/documents/new/", {"file": file, "region": region})


def header(document: Document, **changed: Any) -> dict[str, Any]:
    """What the form of the head holds."""
    return {
        "kind": document.kind,
        "title": document.title,
        "number": document.number,
        "issuers": document.issuer,
        "issued_on": document.issued_on or "",
        **changed,
    }


def offered(client: Client, text: str = PLAN, **where: Any) -> Document:
    """An upload that waits to be kept."""
    answer = upload(client, text, **where)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Document._base_manager.get(pk=answer["Location"].strip("/").split("/")[-1])


def saved(client: Client, text: str = PLAN, **where: Any) -> Document:
    """A document on record; a plan is taken apart at once."""
    document = offered(client, text, **where)
    plan = document.kind == "plan"
    address = f"/plans/save/{document.pk}/" if plan else f"/documents/{document.pk}/save/"
    assert client.post(address, header(document)).status_code == 302
    document.refresh_from_db()
    return document
