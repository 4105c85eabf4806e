"""Audit: typed entries in a hash chain, sealed in batches so that writers never queue."""

from changai.kernel.audit.entries import everywhere, record, record_read

__all__ = ["everywhere", "record", "record_read"]
