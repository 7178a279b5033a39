"""One folder for each platform, strangers to each other; `chats` makes them and `__main__` is the command."""
