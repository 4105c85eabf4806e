"""A document's headings: numbered ones of every style (一、 （一） 1. （1） 第X条 第X章), and unnumbered ones."""

from changai.engines.documents.outline.node import Node
from changai.engines.documents.outline.tree import outline

__all__ = ["Node", "outline"]
