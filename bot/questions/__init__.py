"""Questions: asking one's whole group in the open, or the groups around that take part, and being answered in a thread.

It promises that a question is looked through before anybody else reads it, that its asker can take it back at any time,
that it is taken down when its time is over, and that Tend does not read the answers.
"""
