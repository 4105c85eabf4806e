"""Times that a text names: days, months, years, their ranges, and times counted from the day it was written."""

from changai.engines.documents.dates.finding import Moment, damaged, find_dates, iso

__all__ = ["Moment", "damaged", "find_dates", "iso"]
