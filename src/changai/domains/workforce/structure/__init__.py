"""Structure (结构分析): the workforce counted by any dimension, on any day, in any region.

Nouns: profile (one worker on one day), dimension, band, figure, picture. Documents: XA 現狀; YC 3.1, 3.5; PZH 目标任务.
"""
