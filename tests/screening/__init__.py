"""The screen: what it finds, what it leaves alone, what stands instead, and how often it is right."""
