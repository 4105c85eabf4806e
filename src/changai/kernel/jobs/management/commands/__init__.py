"""`changai manage work`."""
