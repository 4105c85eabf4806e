"""Screens: one declaration per model gives list, search, filters, record, forms, export, menu entry and read API.

A slice declares its screens in `screens.py` (found by itself; nothing else to wire):

    from changai.kernel.access.roles import REGIONAL, UNION_OFFICER, WORKING
    from changai.kernel.screens import EXACT, Column, Event, Filter, Panel, Related, Screen, register

    @register
    class WorkerScreen(Screen):
        key = "workers"                       # address /workers/, /workers/7/, /api/v1/workers/
        model = Worker
        title, noun, unit = "工人", "工人", "人"  # page title; what one row is; counting word
        wing, icon, position = "workforce", "users", 10
        by = WORKING                          # other roles get 404
        columns = [                           # shown at first; `Column(hidden=True)` can be chosen
            Column("person__name", sort=True),
            "employer",                       # a relation shows its str()
            Column("skill_rank", choices=SKILL_LEVELS, sort=True),
            Column("wage_fen", title="月工资", hidden=True),       # …_fen shows as 4,567.00 元
            Column("person__id_number", hidden=True),              # sealed: always masked
        ]
        filters = [
            "migrant",                                             # yes, no, unknown
            "employer",                                            # relation: searchable drop-down in scope
            Filter("skill_rank", choices=SKILL_LEVELS),            # several may be ticked
            Filter("employed_since"),                              # from … to
            Filter("age", title="年龄段", choices=AGE_BANDS, apply=by_age),   # apply(queryset, values)
        ]
        search = {"person__name": 10, "person__id_number": EXACT, "person__phone": EXACT}
        sections = {
            "基本情况": ["person__name", "person__id_number", "employer"],
            "从业经历": Related("person__employments", ["employer", "post", "since", "until"], order="-since"),
            "历史": Panel("people/history.html", lambda record, request: {"events": …}),
        }
        actions = [hire, correct, depart]     # without a target: on the list; with one: on the record
        order = "pk"                          # "-since" …; pk is always the last key
        empty = "还没有工人。可以先导入花名册。"

        def queryset(self): return super().queryset().filter(working=True)
        def heading(self, record): return record.person.name
        def chips(self, record): return ["在职"] if record.working else [("已离职", "secondary")]
        def timeline(self, record): return [Event(day, "入职", "某单位")]
        def as_of(self, queryset, day): return queryset.filter(…)   # without it the list is of the present

The frame's region and date hold for every screen: `?region=421202` narrows the scope in which the page runs,
so it needs no filter. Forms of actions may derive from `ActionForm` to know `self.target` and `self.post`, and
use `RecordField("parties.organisation")` for a searchable drop-down that is limited to the scope.
`register_picker` adds drop-downs; `register_home_card` adds a card to the home page.
"""

from changai.kernel.screens.declare import (
    EXACT,
    PREFIX,
    Column,
    Event,
    Filter,
    Panel,
    Related,
    Screen,
    Section,
)
from changai.kernel.screens.fields import ActionForm, RecordField
from changai.kernel.screens.home import HomeCard, register_home_card
from changai.kernel.screens.pickers import Picker, model_picker, register_picker
from changai.kernel.screens.registry import register, screen_of, screens

__all__ = [
    "EXACT",
    "PREFIX",
    "ActionForm",
    "Column",
    "Event",
    "Filter",
    "HomeCard",
    "Panel",
    "Picker",
    "RecordField",
    "Related",
    "Screen",
    "Section",
    "model_picker",
    "register",
    "register_home_card",
    "register_picker",
    "screen_of",
    "screens",
]
