"""The words around a figure, freed of dates, connecting words and verbs of being."""

import re

from changai.engines.documents.dates import Moment
from changai.engines.documents.figures import words
from changai.engines.documents.figures.clauses import Placed, Span
from changai.engines.documents.text import Text

_FAR = 200


class Wording:
    """Words of one sentence's pieces, as printed. moments: the times of the sentence."""

    _text: Text
    moments: list[Moment]

    def _around(self, placed: Placed) -> tuple[str, str]:
        """The words of the piece before and after the number, trimmed."""
        quantity, piece = placed.quantity, placed.piece
        begun = placed.before.end if placed.before else piece.start
        ended = placed.after.start if placed.after else piece.end
        before = self._trimmed(Span(begun, quantity.start))
        rest = self._text.plain[quantity.end : ended] if quantity.end < ended else ""
        hard, soft = words.HARD_STOP.search(rest), words.STOP.search(rest)
        joined = re.search(r"(?:和|与|及|以及|、|或)\s*$", self._text.plain[begun : quantity.start])
        if placed.before and rest and (len(before) <= 2 or joined):
            before = ""
        keep = hard.start() if hard else len(rest)
        weak = not before or words.PLACE.match(before)
        if soft and (not weak or soft.start() > words.EXTENDED):
            keep = min(keep, soft.start())
        if not weak and keep > words.MANY and (pause := words.PAUSE.search(rest)):
            keep = min(keep, pause.start())
        after = self._text.cut(quantity.end, quantity.end + keep)
        if placed.after:
            after = re.sub(r"(?:[、和与及]|以及|由|共|各|计)*\s*$", "", after)
            verb = r"(?:为|向|发放|给予|支付)*$"
            after = re.sub(verb, "", after) if len(re.sub(verb, "", after)) > 2 else after
            after = "" if words.GROWTH.match(after) or words.RISES_TO.match(rest) else after
        return before, re.sub(r"^(?:的|以上的|及以上的)", "", after.strip())

    def _trimmed(self, span: Span) -> str:
        """The printed words of a range without dates, connecting words and the verbs of being at its ends."""
        plain, start, end = self._text.plain, max(span.start, span.end - _FAR), span.end
        changed = True
        while changed and start < end:
            changed = False
            for moment in self.moments:
                if moment.start <= start < moment.end:
                    start, changed = min(moment.end, end), True
            lead = words.LEAD.match(plain[start:end])
            if lead and lead.end():
                start, changed = start + lead.end(), True
        changed = True
        while changed and start < end:
            tail = words.TAIL.search(plain[start:end])
            kept = start + tail.start() if tail else end
            for moment in self.moments:
                if start <= moment.start < kept <= moment.end and moment.kind != "within":
                    kept = moment.start
            changed, end = kept < end, kept
        return self._text.cut(start, end) if start < end else ""

    def _clause_before(self, placed: Placed) -> str:
        """The clause before this one in its sentence, trimmed."""
        plain, end = self._text.plain, placed.clause.start
        while end > placed.sentence.start and plain[end - 1] in "，；：、 ":
            end -= 1
        start = max(
            [placed.sentence.start, *(plain.rfind(mark, placed.sentence.start, end) + 1 for mark in "，；：")]
        )
        return self._trimmed(Span(start, end)) if start < end else ""

    def _said(self, placed: Placed) -> str:
        """The piece without its numbers, for want of better words."""
        plain = self._text.cut(placed.piece.start, min(placed.piece.end, placed.piece.start + _FAR))
        return re.sub(r"[\d.,，]+", "", plain)[: words.LONGEST].strip()
