"""A group's pulse, and everybody who would like to know more than it says."""
