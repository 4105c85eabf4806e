"""Working days and legal terms: when a clock that starts on a day runs out, and why on that day.

`Calendar` knows the State Council's holidays and shifted working days by year; `Term` is a length with the law's
way of counting; `deadline()` gives the day with its reckoning step by step. A day that a year without published
holidays has a part in is provisional.
"""

from changai.engines.calendar.days import Calendar, default
from changai.engines.calendar.reckoning import Deadline, Stay, deadline
from changai.engines.calendar.terms import Term, TermError

__all__ = ["Calendar", "Deadline", "Stay", "Term", "TermError", "deadline", "default"]
