"""Parties: natural persons and organisations, known once for the whole house."""
