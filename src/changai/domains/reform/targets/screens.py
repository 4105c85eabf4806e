"""What is registered at start: lights on the map of plans."""

from changai.domains.reform.targets.queries import showing

__all__ = ["showing"]
