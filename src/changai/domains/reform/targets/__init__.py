"""How far the targets of plans are: tied to indicators or reported with evidence, each with its light.

Nouns: tie, reported value, light, path, department. Documents: SY, PZH (docs/terms.md). The rule of the lights is
`queries.lights.judge`; its parameters are `reform.*`.
"""
