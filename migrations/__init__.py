"""The steps from an empty database to today's tables, one file each in `versions`; `bot.migrate` walks them."""
