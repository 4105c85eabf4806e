"""The read API: every screen's records for other systems, with the same scope, masks, filters and search as the pages."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer
from pydantic import create_model

from changai.kernel import audit
from changai.kernel.access.roles import Role
from changai.kernel.screens import searching
from changai.kernel.screens.columns import Shown, resolve
from changai.kernel.screens.declare import Panel, Related, Screen
from changai.kernel.screens.filters import bind
from changai.kernel.screens.listing import Listing
from changai.kernel.screens.registry import screens
from changai.kernel.screens.views.records import is_personal, record_for

MOST = 200
IN_ADDRESS = "没有查找：身份号码、手机号等不能写在地址里，请把 q 放在 POST …/search/ 的请求体中"
TYPES = {"number": float, "money": int, "yes": bool, "choice": dict[str, str], "relation": dict[str, str]}


class Token(HttpBearer):
    """`Authorization: Bearer …`: the secret of a token; the post's middleware has looked it up."""

    openapi_description = "接口令牌，在页面“接口令牌”中创建。"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's post."""
        return getattr(request, "post", None)


class Session(APIKeyCookie):
    """The session of the pages."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "与页面相同的登录会话。"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The post that acts, unless a token was given that is none."""
        return getattr(request, "post", None)


class Asked(Schema):
    """What is searched for, in the body: numbers of persons stand in no address."""

    q: str


def build() -> NinjaAPI:
    """The API of every registered screen. Its own pages are off: they would load scripts from elsewhere."""
    api = NinjaAPI(
        title="产改通",
        version="1",
        description="与页面同一数据范围、同样遮盖个人标识的只读接口。金额单位为分，日期为 ISO 8601。",
        docs_url=None,
        auth=[Token(), Session()],
        urls_namespace="changai-api",
    )

    def not_found(request: HttpRequest, _: Any) -> HttpResponse:
        return api.create_response(
            request, {"detail": "没有找到：记录不存在，或者不在您的岗位范围内"}, status=404
        )

    def not_signed_in(request: HttpRequest, _: Any) -> HttpResponse:
        return api.create_response(
            request, {"detail": "请先登录并持有在任岗位，或者使用没有到期、没有作废的接口令牌"}, status=401
        )

    def not_understood(request: HttpRequest, error: Any) -> HttpResponse:
        where = ["/".join(str(step) for step in one.get("loc", ())) for one in error.errors]
        detail = f"请求的内容不对（{'、'.join(where)}），请对照接口说明核对"
        return api.create_response(request, {"detail": detail}, status=422)

    api.add_exception_handler(Http404, not_found)
    api.add_exception_handler(ValidationError, not_understood)
    api.add_exception_handler(AuthenticationError, not_signed_in)
    for screen in screens():
        if screen.api:
            api.add_router(f"/{screen.key}", _router(screen), tags=[screen.title])
    return api


def _router(screen: Screen) -> Router:
    """List and record of one screen."""
    router = Router()
    columns = resolve(screen.model, screen.columns)
    name = "".join(part.title() for part in screen.key.split("-"))
    row = create_model(f"{name}Row", id=(str, ...), **_fields(columns))
    listed = create_model(f"{name}List", total=(int, ...), after=(str | None, None), rows=(list[row], ...))  # type: ignore[valid-type]
    record_columns = _record_columns(screen) or columns
    record = create_model(f"{name}Record", id=(str, ...), **_fields(record_columns))

    def show_list(request: HttpRequest, after: str = "", limit: int = 50) -> Any:
        q = request.GET.get("q", "")
        if searching.is_personal(q):
            raise HttpError(400, IN_ADDRESS)
        return _page(screen, columns, request, q, limit)

    def search_list(request: HttpRequest, asked: Asked, after: str = "", limit: int = 50) -> Any:
        return _page(screen, columns, request, asked.q, limit)

    def show_record(request: HttpRequest, pk: str) -> Any:
        _admit(request, screen.by)
        found = record_for(screen, pk, record_columns)
        if is_personal(screen, record_columns):
            audit.record_read(
                f"查看{screen.noun or screen.title}（接口）",
                target=found,
                fields=[one.title for one in record_columns],
            )
        return row_data(found, record_columns)

    router.get("/", response=listed, summary=f"{screen.title}列表", operation_id=f"{name}_list",
               openapi_extra={"parameters": _parameters(screen)})(show_list)  # fmt: skip
    if screen.search:
        router.post("/search/", response=listed, summary=f"{screen.title}查找", operation_id=f"{name}_search",
                    openapi_extra={"parameters": _parameters(screen)[1:]})(search_list)  # fmt: skip
    router.get("/{pk}/", response=record, summary=f"{screen.title}记录", operation_id=f"{name}_record")(
        show_record
    )
    return router


def _page(screen: Screen, columns: list[Shown], request: HttpRequest, q: str, limit: int) -> dict[str, Any]:
    """A page of the list; reading people is on record."""
    _admit(request, screen.by)
    listing = Listing(screen, request, typed=q)
    found = listing.page(max(1, min(limit, MOST)))
    if found.rows and is_personal(screen, columns):
        audit.record_read(
            f"查看{screen.title}（接口）",
            count=len(found.rows),
            fields=[one.title for one in columns],
            shown={"条件": listing.conditions},
        )
    return {
        "total": listing.total,
        "after": str(found.after) if found.after is not None else None,
        "rows": [row_data(one, columns) for one in found.rows],
    }


def _admit(request: HttpRequest, by: Any) -> None:
    """404 for a role that may not use the screen."""
    role: Role = request.post.role  # type: ignore[attr-defined]  # PostMiddleware
    if role not in by:
        raise Http404("没有这个接口")


def _record_columns(screen: Screen) -> list[Shown]:
    """The columns of the record's plain sections, each once."""
    found: dict[str, Shown] = {}
    for section in screen.sections.values():
        if not isinstance(section, Related | Panel):
            found.update({one.path: one for one in resolve(screen.model, section)})
    return list(found.values())


def _fields(columns: list[Shown]) -> dict[str, Any]:
    """Fields of the answer's schema; everything may be unknown."""
    return {one.path: (TYPES.get(one.kind, str) | None, None) for one in columns}


def row_data(record: Any, columns: list[Shown]) -> dict[str, Any]:
    """A record as data."""
    return {"id": str(record.pk), **{one.path: one.data(record) for one in columns}}


def _parameters(screen: Screen) -> list[dict[str, Any]]:
    """The filters as parameters of the description, with region and order."""
    found = (
        [("q", "查找的文字，与页面搜索框相同；身份号码、手机号等请用 POST …/search/")]
        if screen.search
        else []
    )
    found += [("region", "地区代码，须在岗位范围内"), ("sort", "排序的列，前加减号为降序")]
    for one in bind(screen, QueryDict()):
        found += [(name, one.title) for name in one.names]
    return [
        {"in": "query", "name": name, "description": said, "schema": {"type": "string"}}
        for name, said in found
    ]
