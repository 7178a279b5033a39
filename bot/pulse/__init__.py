"""A group's pulse: now and then everybody answers the same questions, and the group sees one word, or nothing.

Who took part and what was answered can be joined by nobody, with the whole database and every key in hand: no answer is
kept, only running totals. What may be shown depends on who answered, never on what; so often enough nothing is shown.
"""
