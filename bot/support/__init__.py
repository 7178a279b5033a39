"""Support: one card with people to turn to, shown to whoever presses *Get support now*; nothing of it is kept.

The card is static and the same for everybody in a country. It reads no answers, scores nothing and tells nobody.
"""
