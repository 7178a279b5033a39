"""Conventions that would otherwise live in somebody's head, each held by a few lines.

A guard that stands in the way of something good is changed in the same commit, with the reason.
"""
