"""Employment: who worked where, from when to when, under which contract, for what wage.

Nouns: employment, contract, wage, group (workers without a fixed employer), platform.
Documents: YC 3.1, 3.5; SY 19; PZH 14, 目标任务.
"""
