"""Reads of progress: what a target's value is, how it moved, and which light that gives."""
