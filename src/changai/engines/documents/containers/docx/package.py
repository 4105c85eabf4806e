"""The parts of a Word file."""

import io
import posixpath
import zipfile

from lxml import etree

from changai.engines.documents.containers.archive import read_member
from changai.engines.documents.errors import DocumentError

LARGEST = 64 * 1024 * 1024
DAMAGED = "Word 文件的内容已损坏，读不出来。请用 Word 或 WPS 打开它（会提示修复），另存为新的 docx 后再上传。"


class Package:
    """An opened docx. Entities are not resolved, nothing outside of the file is looked at."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.members = {info.filename.lower().lstrip("/"): info for info in self.archive.infolist()}
        self.main = self.main_part()

    def main_part(self) -> str:
        """The name of the main part: word/document.xml, or what the package says."""
        if "word/document.xml" in self.members:
            return "word/document.xml"
        relations = self.tree("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return posixpath.normpath(relation.get("Target", "").lstrip("/")).lower()
        return "word/document.xml"

    def document(self) -> etree._Element:
        """The main part. Raises DocumentError if there is none."""
        tree = self.tree(self.main)
        if tree is None:
            raise DocumentError(DAMAGED)
        return tree

    def xml(self, part: str) -> etree._Element | None:
        """A part beside the main one: styles, numbering, footnotes, endnotes."""
        return self.tree(posixpath.join(posixpath.dirname(self.main), f"{part}.xml"))

    def tree(self, name: str) -> etree._Element | None:
        """A part's XML, or None if there is no such part."""
        info = self.members.get(name.lower())
        if info is None:
            return None
        content = read_member(self.archive, info, LARGEST)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise DocumentError(DAMAGED) from error
        if root.getroottree().docinfo.doctype:
            raise DocumentError(DAMAGED)
        return root
