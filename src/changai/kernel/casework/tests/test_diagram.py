"""Diagrams of every declared procedure: each stage has a way in, nothing lies on another, all lies inside."""

import pytest

from changai.engines.procedures import Procedure
from changai.kernel.casework.declared import procedures
from changai.kernel.casework.diagram import HEIGHT, WIDTH, draw


@pytest.mark.parametrize("procedure", procedures(), ids=lambda one: one.key)
def test_every_stage_is_drawn_apart_and_reached(procedure: Procedure) -> None:
    diagram = draw(procedure)
    assert {one.key for one in diagram.boxes} == {one.key for one in procedure.stages}
    assert len({(one.x, one.y) for one in diagram.boxes}) == len(diagram.boxes)
    for box in diagram.boxes:
        assert 0 <= box.x <= diagram.width - WIDTH
        assert 0 <= box.y <= diagram.height - HEIGHT
    opened = {step.to for step in procedure.steps if not step.at}
    reached = {one.path.split()[-1] for one in diagram.arrows}
    assert len(reached) >= len(diagram.boxes) - len(opened)
