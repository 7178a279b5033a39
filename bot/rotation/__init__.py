"""Rotation: whose turn it is to facilitate, chosen fairly and ahead, asked a week before, and passed on in one press.

It promises that nobody gets a second turn while somebody who could has had none, that whoever passes or is away keeps
their turn for next time, that a newcomer is neither rushed nor owed, and that all can read who was chosen and why.

Rotation knows meetings and writes their `Part` rows; meetings never know rotation. Every row and action here names a
role, so that another role is another word, not another table.
"""
