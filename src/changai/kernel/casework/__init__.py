"""Casework runs declared procedures: every step is a verb with its form, role, audit entry and legal clocks.

A slice declares a `Procedure` (engines.procedures) in its `procedures.py` and hands it to `register` with the model
whose records are its cases; each step becomes an action of that model. `Case` is what every procedure's cases have in
common, so that one inbox holds them all. Nobody writes a stage but the step that leads to it.
"""
