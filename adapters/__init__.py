"""One folder for each platform, strangers to each other; `__main__` is the one place where both sides meet."""
