"""Meetings: the coming ones planned from the group's rhythm, who comes, reminders, and a file for one's own calendar.

It promises that a meeting stands where the group's wall clock says, whatever clocks do in between; that everybody hears
of it a day and an hour before, never twice and never too late to matter; and that a changed rhythm tells the room once.

Rotation knows meetings, and meetings never know rotation: who does what at a meeting stands in `tables.Part`, which
rotation writes and reminders read. What rotation must hear of is told as a happening (`actions.Planned` and after).
"""
