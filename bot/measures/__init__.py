"""Measures: a member takes an instrument for themselves when they wish, and sees their own scores and trend.

Nobody else does, by any path. There is a number, its course, and whether a change is more than the measure's own
wobble; there is no label, no verdict and no congratulation.
"""
