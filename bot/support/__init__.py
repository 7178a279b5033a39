"""Support: one card with people to turn to, shown to whoever presses *Get support now*; nothing of it is kept."""
