"""Composition: settings, addresses, menu and commands. Knows every floor below; nothing below knows it."""
