"""Drafts: words that nobody but their author has read, looked through for what could identify somebody.

It promises that what somebody wrote is never thrown away by a warning, never read by anybody before they say so, and
gone when they drop it or after a day. Each version is sealed with a key of its own, which goes with it; the message in
which findings are shown is taken back as soon as they are decided about.

A slice whose words go to others says what they are (a `Purpose`) and calls `offered`; when the author is done, the
slice's own `go` is called with the words.
"""
