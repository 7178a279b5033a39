"""What only a real browser shows: scripts, focus, layout, colours. Each opens Debian's chromium and is kept short."""
