"""Conversations are documents: each file in docs/conversations is performed, and compared with what Tend really shows.

`document` reads and writes the Markdown, `acts` knows what a sentence in it makes happen, `driver` is what it happens
to, `page` writes down what was seen, `perform` puts them together. A new platform needs a new Driver and nothing else.
"""
