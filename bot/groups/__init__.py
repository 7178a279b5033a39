"""Groups: people who meet, what they agreed on, and where their room is.

Leadership is shared. Any member may change the group's settings; every change is said in the group's room with who and
what, and one press undoes it. Membership comes from pressing *Join* and accepting the agreement, never from a list.
"""
