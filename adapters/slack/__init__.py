"""Tend in Slack. What people do there becomes Events, what Tend says becomes Slack's messages; no feature lives here.

Where to look: `render` and `form` what is shown · `events` what was done · `answer` what is seen at once · `messenger`
what is said later · `calls` Slack's limits and refusals · `workspaces` tokens · `socket` and `door` the two ways in.
"""
