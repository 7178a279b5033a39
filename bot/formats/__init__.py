"""The formats in which a group can discuss a case: tables of roles, phases, minutes and prompts, and what they mean.

A format is a file in `library`: another one needs no code. `engine` says what may happen next at such a table; it is
plain functions of plain values and knows no chat, no database and no clock.
"""
