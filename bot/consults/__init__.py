"""Consults: somebody had a bad hour and asks a peer; one peer at a time is asked in private until one can.

Nobody is told who said no or did not answer. The asker hears each step, also that nobody could. What the asker wrote is
shown to one peer after the other while they are asked, and in the private place only if the asker said so; it is
erased when the consult ends. Kept then: for each of those in it, the date and the minutes.

Somebody whom either of two keeps apart is passed over as somebody busy would be: nothing is put to them, and their time
goes by.
"""
