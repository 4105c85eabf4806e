"""How a complaint or report is handled: 劳动保障监察条例 (2004) 第九条至第二十一条; 若干规定 第十八条."""

from datetime import date

from changai.domains.rights.inspection import actions as do
from changai.domains.rights.inspection.models import Complaint
from changai.engines.procedures import Clock, Procedure, Stage, Step
from changai.kernel.casework.forms import ReasonForm, StepForm
from changai.kernel.casework.registry import register

INSPECTOR, LEADER, OFFICE = "dept_officer", "leader", "union_officer"

COMPLAINT = Procedure(
    key="complaint",
    version=1,
    since=date(2005, 2, 1),
    title="投诉举报",
    sources=("劳动保障监察条例", "关于实施《劳动保障监察条例》若干规定第十八条"),
    stages=(
        Stage("received", "待受理"),
        Stage("investigating", "调查中"),
        Stage("deciding", "待处理"),
        Stage("decided", "待答复"),
        Stage("closed", "已办结", end=True),
        Stage("refused", "不予受理", end=True),
        Stage("sent", "已移送", end=True),
    ),
    steps=(
        Step(
            "receive",
            "登记投诉举报",
            to="received",
            by=(INSPECTOR, OFFICE),
            form=do.ReceiveForm,
            does=do.receive,
        ),
        Step(
            "accept",
            "受理",
            at=("received",),
            to="investigating",
            by=(INSPECTOR,),
            form=StepForm,
            guard=do.too_old,
            help="受理当天立案，调查期限从立案之日起算。",
        ),
        Step(
            "refuse",
            "不予受理",
            at=("received",),
            to="refused",
            by=(INSPECTOR,),
            form=do.RefuseForm,
            does=do.refuse,
            aside=True,
            help="书面告知理由；属于争议的，告知可以申请调解仲裁。",
        ),
        Step(
            "send",
            "移送",
            at=("received", "investigating"),
            to="sent",
            by=(INSPECTOR,),
            form=do.TransferForm,
            does=do.send_on,
            aside=True,
            help="不归本地、本部门管辖的，移送有权处理的单位并告知。",
        ),
        Step(
            "pause",
            "中止调查",
            at=("investigating",),
            by=(LEADER,),
            form=ReasonForm,
            aside=True,
            help="单位逃匿、证据一时无法取得等；中止的天数不算。",
        ),
        Step("resume", "恢复调查", at=("investigating",), by=(INSPECTOR,), form=StepForm, aside=True),
        Step(
            "extend",
            "批准延长",
            at=("investigating",),
            by=(LEADER,),
            form=ReasonForm,
            aside=True,
            help="情况复杂的，调查可以延长三十个工作日（条例第十七条）。",
        ),
        Step(
            "conclude",
            "调查终结",
            at=("investigating",),
            to="deciding",
            by=(INSPECTOR,),
            form=do.FindingsForm,
            does=do.conclude,
        ),
        Step(
            "decide",
            "作出处理",
            at=("deciding",),
            to="decided",
            by=(LEADER,),
            form=do.DecideForm,
            does=do.decide,
            help="决定前听取单位的陈述、申辩，告知复议和诉讼的权利（条例第十九条）。",
        ),
        Step(
            "again",
            "退回补充调查",
            at=("deciding",),
            to="investigating",
            by=(LEADER,),
            form=ReasonForm,
            aside=True,
        ),
        Step(
            "answer",
            "答复并办结",
            at=("decided",),
            to="closed",
            by=(INSPECTOR,),
            form=do.AnswerForm,
            does=do.answer,
            help="把处理结果告诉投诉人；匿名举报的只办结。",
        ),
        Step(
            "reopen",
            "撤回不予受理",
            at=("refused",),
            to="received",
            by=(INSPECTOR,),
            form=ReasonForm,
            counters="refuse",
            aside=True,
            help="误登记不予受理的，退到待受理。",
        ),
    ),
    clocks=(
        Clock(
            "accept",
            "受理",
            "inspection-accept",
            starts=("receive", "reopen"),
            stops=("accept", "refuse", "send"),
            warn=2,
        ),
        Clock(
            "investigate",
            "调查",
            "inspection-investigate",
            starts=("accept", "again"),
            stops=("conclude", "send"),
            pauses=("pause",),
            resumes=("resume",),
            extends={"extend": "inspection-investigate-extended"},
            warn=10,
        ),
        Clock("decide", "处理", "inspection-decide", starts=("conclude",), stops=("decide", "again"), warn=3),
    ),
)

STEPS = register(COMPLAINT, Complaint, danger=("refuse", "send", "pause", "extend", "again", "reopen"))
