"""Adapters take one exam, each through its real client: `promises` asks, and every test file here answers."""
