"""Plans: a plan taken apart into measures, duties and targets, corrected and confirmed by an officer.

Nouns: plan, version, measure, duty, target. Documents: SY, PZH (docs/terms.md).
"""
