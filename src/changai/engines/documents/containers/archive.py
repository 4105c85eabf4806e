"""A zip with one document in it is opened; anything else is for the sender to unpack."""

import io
import zipfile
import zlib

from changai.engines.documents.errors import DocumentError

LARGEST = 100 * 1024 * 1024
RATIO = 200
PACKED = (".zip", ".rar", ".7z", ".gz", ".tar")


def only_member(content: bytes) -> tuple[bytes, str]:
    """The one file in a zip, and its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [
            info
            for info in archive.infolist()
            if info.filename and not info.is_dir() and not hidden(name_of(info))
        ]
        if not members:
            raise DocumentError("压缩包是空的，里面没有文件。请重新打包或直接上传公文。")
        if len(members) > 1:
            shown = "、".join(f"《{name_of(info)}》" for info in members[:3])
            raise DocumentError(
                f"压缩包里有 {len(members)} 个文件（{shown}{'等' if len(members) > 3 else ''}），不知道读哪一个。"
                "请先在电脑上解压，再逐个上传其中的公文。"
            )
        info = members[0]
        if name_of(info).lower().endswith(PACKED):
            raise DocumentError("压缩包里还有压缩包，没有读取。请先在电脑上解压，再上传里面的公文。")
        if info.flag_bits & 1:
            raise DocumentError("压缩包设有密码，打不开。请先在电脑上用密码解压，再上传里面的公文。")
        return read_member(archive, info, LARGEST), name_of(info)


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, largest: int) -> bytes:
    """One member, never more of it than `largest` bytes, whatever the archive says of its size."""
    bomb = DocumentError(
        f"压缩内容展开后超过 {largest // 1024 // 1024} MB，没有读取：公文不会这么大，文件可能有问题。"
        "请确认文件来源；确是公文的，请用 Word 或 WPS 打开后另存一份再上传。"
    )
    if info.file_size > largest or (
        info.file_size > 10 * 1024 * 1024 and info.file_size > RATIO * info.compress_size
    ):
        raise bomb
    try:
        with archive.open(info) as member:
            content = member.read(largest + 1)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        zlib.error,
    ) as error:
        raise DocumentError(
            "文件已损坏或没有下载完整，打不开。请重新下载或向来文单位重新索取，再上传。"
        ) from error
    if len(content) > largest:
        raise bomb
    return content


def name_of(info: zipfile.ZipInfo) -> str:
    """The name, in GBK where the packer did not say otherwise."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def hidden(name: str) -> bool:
    """What systems put into archives on their own."""
    base = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX") or base.startswith(".") or base.lower() in ("thumbs.db", "desktop.ini")
