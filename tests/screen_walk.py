"""One walk through everything a screen generates, for one post: what is out of reach must not show anywhere."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from changai.kernel.access.models import Post
from changai.kernel.access.roles import Reach
from changai.kernel.access.scope import within
from changai.kernel.screens import Screen
from changai.kernel.screens.columns import field_at
from changai.kernel.screens.fields import RecordField
from changai.kernel.screens.filters import bind
from changai.kernel.screens.searching import IDENTIFIER
from changai.kernel.vault.fields import SealedField
from tests.making import Place, scope_of
from tests.page_checks import check


@dataclass(frozen=True)
class Walk:
    """A client at a post, the screen, and records within and out of the post's reach."""

    screen: Screen
    client: Client
    post: Post
    inside: list[Any]
    outside: list[Any]
    far: Place

    @property
    def total(self) -> int:
        """How many records there should be; a model without a scope may hold more than were made here."""
        scoped = scope_of(self.screen.model) is not None
        return len(self.inside) if scoped else self.screen.queryset().count()

    @property
    def path(self) -> str:
        """The screen's address."""
        return f"/{self.screen.key}/"

    def every(self) -> None:
        """All of it."""
        for step in (
            self.list,
            self.record,
            self.export,
            self.api,
            self.actions,
            self.filters,
            self.search,
            self.picks,
        ):
            step()

    def absent(self, text: str, where: str) -> None:
        """Nothing of a record out of reach is in a text: no address, no name."""
        own = {self.screen.heading(record) for record in self.inside}
        for record in self.outside:
            assert f"{self.path}{record.pk}/" not in text, f"{where} links to a record out of reach"
            name = self.screen.heading(record)
            if name not in own:
                assert name not in text, f"{where} names a record out of reach"

    def list(self) -> None:
        """The list shows what is in reach, with the true count."""
        answer = self.client.get(self.path)
        assert answer.status_code == 200
        html = answer.content.decode()
        check(html)
        self.absent(html, "the list")
        for record in self.inside:
            assert f"{self.path}{record.pk}/" in html, "the list lacks a record in reach"
        assert f"{self.total} {self.screen.unit}" in html, "the count is not the true one"
        for column in self.screen.columns:
            if not isinstance(column, str) and column.sort:
                for sign in ("", "-"):
                    answer = self.client.get(self.path, {"sort": sign + column.path})
                    assert answer.status_code == 200, f"sorting by {column.path} fails"

    def record(self) -> None:
        """A record out of reach is 404, like one that does not exist."""
        for record in self.inside[:1]:
            answer = self.client.get(f"{self.path}{record.pk}/")
            assert answer.status_code == 200
            check(answer.content.decode())
        for record in self.outside:
            assert self.client.get(f"{self.path}{record.pk}/").status_code == 404, (
                "a record out of reach opens"
            )
        for wrong in ("0", "999999999999999999999", "甲", "1' or 1=1"):
            assert self.client.get(f"{self.path}{wrong}/").status_code == 404

    def export(self) -> None:
        """The workbook holds the rows in reach and no formula."""
        total = self.total
        answer = self.client.get(f"{self.path}export/")
        if not self.screen.exportable:
            assert answer.status_code == 404
            return
        assert answer.status_code == 200
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        assert sheet.max_row - 1 == total, "the export has other rows than the list"
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells), "the export holds a formula"
        self.absent(" ".join(str(cell.value) for cell in cells), "the export")

    def api(self) -> None:
        """The read API answers for the same records, masked."""
        base = f"/api/v1{self.path}"
        if not self.screen.api:
            return
        answer = self.client.get(base)
        if answer.status_code == 404 and self.screen.key.startswith("planted"):
            return  # planted after the API was built
        assert answer.status_code == 200
        assert answer.json()["total"] == self.total
        found = {row["id"] for row in answer.json()["rows"]}
        assert found >= {str(one.pk) for one in self.inside}
        assert not found & {str(one.pk) for one in self.outside}, "the API lists a record out of reach"
        for record in self.inside[:1]:
            assert self.client.get(f"{base}{record.pk}/").status_code == 200
        for record in self.outside:
            assert self.client.get(f"{base}{record.pk}/").status_code == 404, (
                "the API gives a record out of reach"
            )

    def actions(self) -> None:
        """Forms of verbs: who may not gets 404; a record out of reach is 404; a foreign choice is refused."""
        for verb in self.screen.actions:
            on = [f"{self.path}do/{verb.key}/"] if verb.target is None else []
            if verb.target is self.screen.model:
                on = [f"{self.path}{one.pk}/do/{verb.key}/" for one in self.inside[:1]]
                for record in self.outside:
                    address = f"{self.path}{record.pk}/do/{verb.key}/"
                    assert self.client.get(address).status_code == 404, f"{verb.key} opens out of reach"
                    assert self.client.post(address, {}).status_code == 404, f"{verb.key} acts out of reach"
                if verb.bulk and self.outside:
                    rows = [one.pk for one in (*self.inside, *self.outside)]
                    answer = self.client.post(f"{self.path}do/{verb.key}/", {"rows": rows})
                    assert answer.status_code == 404, f"{verb.key} takes rows out of reach"
            for address in on:
                self._form(verb, address)

    def _form(self, verb: Any, address: str) -> None:
        """One form."""
        answer = self.client.get(address)
        record = None if verb.target is None else self.inside[0]
        if not verb.permits(self.post, record):
            assert answer.status_code == 404, f"{verb.key} opens for a post that may not do it"
            return
        assert answer.status_code == 200, f"the form of {verb.key} fails"
        html = answer.content.decode()
        check(html)
        self.absent(html, f"the form of {verb.key}")
        assert self.far.organisation.name not in html, f"{verb.key} offers a unit out of reach"
        for name, field in getattr(verb.form, "base_fields", {}).items():
            if isinstance(field, RecordField) and field.picker == "parties.organisation":
                data = {name: str(self.far.organisation.pk), "check_field": name}
                said = self.client.post(address, data).content.decode()
                assert "没有这个选项" in said, f"{verb.key}.{name} takes a unit out of reach"

    def filters(self) -> None:
        """Foreign and senseless values in every filter find nothing and tell nothing."""
        for one in bind(self.screen, QueryDict()):
            for name in one.names:
                for value in (
                    str(self.far.organisation.pk),
                    "甲",
                    "-1",
                    "99999999999999999999",
                    "<b>",
                    "2026-02-30",
                ):
                    answer = self.client.get(self.path, {name: value})
                    assert answer.status_code == 200, f"filter {name}={value} fails"
                    html = answer.content.decode()
                    self.absent(html, f"the list filtered by {name}")
                    if one.kind == "relation":
                        assert self.far.organisation.name not in html, (
                            f"filter {name} names a unit out of reach"
                        )

    def search(self) -> None:
        """What is out of reach is not found, by name or number; nothing typed is in an address."""
        for record in (*self.inside[:1], *self.outside):
            for path in self.screen.search:
                typed = _value(record, path)
                if not typed:
                    continue
                for start in (f"{self.path}search/", "/search/"):
                    answer = self.client.post(start, {"text": typed}, follow=True)
                    assert answer.status_code == 200
                    where = "".join(address for address, _ in answer.redirect_chain)
                    assert typed not in where, "what was typed is in an address"
                    html = answer.content.decode()
                    if record in self.inside:
                        assert f"{self.path}{record.pk}/" in html, f"{path} does not find its record"
                    else:
                        assert f"{self.path}{record.pk}/" not in html, f"{path} finds a record out of reach"
                    if isinstance(field_at(self.screen.model, path), SealedField) and IDENTIFIER.match(typed):
                        assert typed not in html, "a number is shown unmasked"

    def picks(self) -> None:
        """Drop-downs offer no unit out of reach."""
        answer = self.client.post("/pick/parties.organisation/", {"text": self.far.organisation.name})
        if answer.status_code == 404:  # a role without any screen of units
            return
        assert all(one["value"] != str(self.far.organisation.pk) for one in answer.json()["options"])


def _value(record: Any, path: str) -> str:
    """The text at a path of a record, unmasked."""
    for name in path.split("__"):
        record = getattr(record, name, None)
    return record.reveal() if hasattr(record, "reveal") else str(record or "")


def prepare(screen: Screen, client: Client, places: dict[str, Place], rows: Callable[[Place], Any]) -> Walk:
    """Rows at three places, told apart by what the post's role reaches."""
    made = {name: rows(at) for name, at in places.items()}
    post: Post = client.post_held  # type: ignore[attr-defined]
    scope = scope_of(screen.model)
    if scope is None:
        return Walk(screen, client, post, list(made.values()), [], places["far"])
    reach = post.role.reach
    near = reach is Reach.REGION and scope.region is not None
    own_unit = post.organisation_id is not None and scope.organisation is not None
    mine = near or (own_unit and _at(made["mine"], scope.organisation or "") == post.organisation_id)
    inside = [made["mine"]] if mine else []
    inside += [made["near"]] if near else []
    outside = [one for one in made.values() if one not in inside]
    with within(post.scope):
        lacking = [one for one in inside if not type(one)._default_manager.filter(pk=one.pk).exists()]
    assert not lacking, f"{screen.model.__name__} needs a hook in tests/making.py: its rows are not in reach"
    return Walk(screen, client, post, inside, outside, places["far"])


def _at(record: Any, path: str) -> Any:
    """The key of the unit at a path of a record."""
    for name in path.split("__"):
        record = getattr(record, name, None)
    return getattr(record, "pk", record)
