"""Tend on Discord. What people do there becomes Events, what Tend says becomes Discord's messages; no feature is here.

Where to look: `render` and `form` what is shown · `events` what was done · `answer` what is seen at once · `messenger`
what is said later · `threads` those that Tend makes, and those
that follow a locked one · `calls` Discord's limits and refusals · `commands` /tend · `client` the connection.
"""
