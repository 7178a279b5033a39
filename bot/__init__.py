"""Tend's core: everything a peer consultation group needs from its chat, and no word about which chat it is.

Data moves one way round. A person's press or words arrive as an Event; App gives it to one handler inside one
transaction, the Turn; what the person sees at once is the handler's Reply; what others must hear is written to the
outbox in the same transaction, and what must happen later is written to the timers.

    person ──▶ adapter ──Event──▶ App.handle ──▶ Turn ──▶ outbox ──▶ Messenger.send ──▶ people
                  ▲                               │  └──▶ timers ──▶ App.tick ──▶ Turn
                  └────────────Reply──────────────┘

Where to look: `actions` what can happen · `ui` what can be shown · `port` what a platform must do · `turn` the unit
of work · `outbox` and `timers` what is still to come · `app` the dispatcher · `sealed` private words at rest ·
`words`, `plaintext`, `one_by_one` and `typed` every flow by typing. Most folders beside these files are one feature
each, and their file names repeat: actions, rules, tables, screens, handlers. The whole map, with the other folders, is
docs/house.md.
"""

__version__ = "0.1.0"
