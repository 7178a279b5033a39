"""Buddies: two or three members who look in on each other for some weeks, found anew for each round.

It promises that a round is matched as a whole, so that nobody is left over whom another arrangement would have taken
in; that nobody gets the same buddy again before they had everybody, where that can be; that an odd one makes a three;
and that whoever could not be matched is told so, in words that give nobody's reasons away.

Peers says who may be matched with whom; buddies never says what it was told there.
"""
