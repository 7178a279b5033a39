"""Peers: what somebody says of themselves so that the right peer is found: languages, topics, hours, and whom not.

It promises that whom somebody would rather not be matched with is shown to that one person, and to nobody else by any
path: it is sealed under their key in one cell with everything else here, filled up to one length, and whoever is left
out by it is told nothing that a busy day would not explain. It holds both ways.

Consults and buddies ask here; peers knows neither of them.
"""
