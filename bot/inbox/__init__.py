"""What waits for somebody who takes no direct messages: they can read it wherever they ask, and nobody else can.

Asking shows one message at a time, and what was shown goes when its reader says so, not before: an answer in a room is
shown once and may get lost.
"""
