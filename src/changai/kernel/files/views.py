"""Downloads. A file never opens inside the site: it may hold anything."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from changai.kernel.access.current import require
from changai.kernel.audit import record_read
from changai.kernel.files.models import StoredFile
from changai.kernel.files.store import OCTETS, FileDamaged, read


@require_GET
@require()
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """A file in the post's own scope."""
    return response(get_object_or_404(StoredFile.objects.all(), pk=pk))


def response(one: StoredFile) -> HttpResponse:
    """The file as a download. The caller has made sure that the reader may have it; the reading goes on record."""
    try:
        content = read(one)
    except FileDamaged as damage:
        raise Http404(str(damage)) from damage
    record_read("下载文件", target=one, shown={"文件名": one.name}, action="file.download")
    return attachment(content, one.name)


def attachment(content: bytes, name: str, media_type: str = OCTETS) -> HttpResponse:
    """Bytes to be saved under a name, never shown or run by the browser."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
