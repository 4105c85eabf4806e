"""What can go wrong with snapshots and derivations, said so that an officer can act on it."""


class FactsError(Exception):
    """The work could not be done; the message says in Chinese what, why and what next."""
