"""Pages of education and certificates."""

from changai.domains.workforce.qualifications.actions import (
    correct_certificate,
    correct_education,
    revoke_certificate,
    withdraw_certificate,
    withdraw_education,
)
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.kernel.access.roles import WORKING
from changai.kernel.screens import PREFIX, Column, Screen, register
from changai.kernel.screens.codes import occupation_name, small_name


@register
class EducationScreen(Screen):
    """学历."""

    key = "educations"
    model = Education
    title, noun = "学历", "学历"
    wing, menu = "workforce", False
    by = WORKING
    columns = [
        Column("person", title="姓名"),
        Column("level", show=small_name("education")),
        Column("since", sort=True),
    ]
    filters = ["since"]
    sections = {"学历": columns}
    actions = [correct_education, withdraw_education]
    empty = "还没有学历。"

    def heading(self, record: Education) -> str:
        """Whose, and which."""
        return f"{record.person.name}：{record}"


@register
class CertificateScreen(Screen):
    """技能证书."""

    key = "certificates"
    model = Certificate
    title, noun, unit = "技能证书", "技能证书", "本"
    wing, icon, position = "workforce", "certificate", 50
    by = WORKING
    columns = [
        Column("person", title="姓名"),
        Column("rank", sort=True),
        Column("occupation", show=occupation_name),
        Column("number"),
        "kind",
        Column("issued_on", sort=True),
        Column("revoked_on", hidden=True),
    ]
    filters = ["rank", "kind", "issued_on", "revoked_on"]
    search = {"person__name": PREFIX, "number": PREFIX}
    sections = {"技能证书": columns}
    actions = [revoke_certificate, correct_certificate, withdraw_certificate]
    empty = "还没有技能证书。可以随花名册导入，也可以在工人页面登记。"

    def heading(self, record: Certificate) -> str:
        """Whose, and which."""
        return f"{record.person.name}：{record}"

    def chips(self, record: Certificate) -> list[tuple[str, str]]:
        """Revoked or not."""
        return [("已注销", "red")] if record.revoked_on else []
