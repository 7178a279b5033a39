"""Support: one card with people to turn to, shown to whoever presses *Get support now*; nothing of it is kept.

It also stands, once, above the reply to words that may be a crisis. The card is static and the same for everybody in a
country. It reads no answers, scores nothing and tells nobody.
"""
