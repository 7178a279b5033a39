"""Every word that is shown about groups."""

NOT_A_MEMBER = "That belongs to a group that you are not in, so nothing happened. Its room has a Join button."
NOT_IN_A_GROUP = "You are not in a group yet. In your group's room, press Join, or type **create** there to begin one."
WHICH_GROUP = "You are in several groups. Please type that in the room of the group that you mean."
