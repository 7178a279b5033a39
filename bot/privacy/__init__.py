"""Privacy: what Tend keeps about somebody, who could see it, everything of theirs as a file, and being forgotten.

It promises nothing that the other slices do not keep: the file and the forgetting ask every one of them, and the days
that it names are read from their rules.
"""
