"""Roles: what a post may be. A role acts over a region, at one organisation, for one person, or on the platform."""

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Over what a role acts; decides which condition scopes its reads."""

    REGION = "region"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLATFORM = "platform"


@dataclass(frozen=True)
class Role:
    """A role. `platform` roles (the three administrators) see no business records at all.

    unit: beside its region it may act for one unit there, a department, whose turn it is in a case.
    """

    key: str
    title: str
    reach: Reach
    duty: str
    unit: bool = False

    def __str__(self) -> str:
        return self.title


UNION_OFFICER = Role("union_officer", "产改办经办", Reach.REGION, "维护工人队伍基础数据库，办理工会业务")
LEADER = Role("leader", "分管领导", Reach.REGION, "查看全局，审批")
DEPT_OFFICER = Role("dept_officer", "部门经办", Reach.REGION, "办理本部门业务，查询", unit=True)
EMPLOYER_CLERK = Role("employer_clerk", "企业经办", Reach.ORGANISATION, "维护本单位职工信息")
UNION_CLERK = Role("union_clerk", "基层工会经办", Reach.ORGANISATION, "维护本单位会员信息")
SCHOOL_CLERK = Role("school_clerk", "院校经办", Reach.ORGANISATION, "办理本院校培训和评价")
WORKER = Role("worker", "职工", Reach.PERSON, "查看和办理本人事项")
SYSTEM_ADMIN = Role("system_admin", "系统管理员", Reach.PLATFORM, "开设账号，维护运行")
SECURITY_ADMIN = Role("security_admin", "安全管理员", Reach.PLATFORM, "授予和撤销岗位")
AUDIT_ADMIN = Role("audit_admin", "审计管理员", Reach.PLATFORM, "查看审计记录，核验完整性")

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        UNION_OFFICER,
        LEADER,
        DEPT_OFFICER,
        EMPLOYER_CLERK,
        UNION_CLERK,
        SCHOOL_CLERK,
        WORKER,
        SYSTEM_ADMIN,
        SECURITY_ADMIN,
        AUDIT_ADMIN,
    )
}
REGIONAL = (UNION_OFFICER, LEADER, DEPT_OFFICER)
WORKING = (UNION_OFFICER, LEADER, DEPT_OFFICER, EMPLOYER_CLERK, UNION_CLERK)
ADMINISTRATORS = (SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN)
