"""Vault: personal identifiers are sealed with SM4-GCM and found through a keyed HMAC-SM3 index."""
