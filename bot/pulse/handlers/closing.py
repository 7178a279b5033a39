"""A pulse closes: what may be shown is computed and said once, and everything that was answered is destroyed.

Nobody can close one early, and nothing about the answers decides whether a result is shown.
"""

import json
from collections.abc import Mapping

from sqlalchemy import delete, select

from bot.feature import PutBack
from bot.groups.tables import Group, members, profile_of
from bot.pulse import rules
from bot.pulse.actions import Close
from bot.pulse.handlers.asked import defined
from bot.pulse.handlers.box import PEOPLE, opened, respondents
from bot.pulse.handlers.feature import pulse
from bot.pulse.screens import group as screens
from bot.pulse.tables import Draft, Share, Wave, shares_of, shown_waves
from bot.turn import Turn

Result = Mapping[str, str]


@pulse.timer(Close)
def close(turn: Turn, action: Close) -> None:
    wave = turn.session.get(Wave, action.wave, with_for_update=True)
    if wave is None or wave.closed or turn.now < wave.closes_at:
        return
    group = turn.session.get_one(Group, wave.group_id)
    released = {one.id: respondents(turn, one) for one in shown_waves(turn.session, group.id)}
    now, count = respondents(turn, wave), len(members(turn.session, group.id))
    why = rules.why_withheld(now, count, list(released.values()), wave.least)
    if why:
        wave.respondents = None
        turn.say(group.place, screens.withheld(wave, group, why), key=f"pulse/{wave.id}/result")
    else:
        _show(turn, wave, group, before=_beside(turn, wave, now))
    _say_shared(turn, wave, group)
    _destroy(turn, wave, group)


@pulse.when(PutBack)
def withhold(turn: Turn, _: PutBack) -> None:
    """A pulse that was open in a copy may have had a result since, with more answers than the copy knows: the
    difference between two results of one pulse would be somebody's own answers. So it has none, or no second one.
    """
    for wave in turn.session.scalars(select(Wave).where(Wave.closed.is_(False))).all():
        group = turn.session.get_one(Group, wave.group_id)
        wave.respondents = None
        turn.say(group.place, screens.withheld(wave, group, rules.Withheld.PUT_BACK), key=f"pulse/{wave.id}/result")
        _destroy(turn, wave, group)


def _show(turn: Turn, wave: Wave, group: Group, before: Result | None) -> None:
    asked, totals = defined(wave.instrument), opened(turn, wave)
    people = totals[PEOPLE]
    shown = {scale.id: rules.shown(totals[scale.id], people, asked.totals(scale)) for scale in asked.scales}
    wave.result = json.dumps(shown)
    turn.say(group.place, screens.result(wave, group, asked, shown, before), key=f"pulse/{wave.id}/result")


def _beside(turn: Turn, wave: Wave, now: rules.Respondents) -> Result | None:
    """The last result that was shown, if the two may be put side by side."""
    latest = next(iter(shown_waves(turn.session, wave.group_id)), None)
    if latest is None or latest.instrument != wave.instrument:
        return None
    if not rules.comparable(respondents(turn, latest), now, wave.least):
        return None
    before: Result = json.loads(latest.result or "{}")
    return before


def _say_shared(turn: Turn, wave: Wave, group: Group) -> None:
    """What members have chosen to share under their own names. Somebody who has left since is not here any more."""
    for share in shares_of(turn.session, wave.id):
        profile = profile_of(turn.session, share.member_id)
        answers = json.loads(turn.open(share.answers, cell=share.cell))["answers"]
        if profile:
            message = screens.shared(profile.name, defined(wave.instrument), answers)
            turn.say(group.place, message, key=f"pulse/{wave.id}/shared/{share.member_id}")


def _destroy(turn: Turn, wave: Wave, group: Group) -> None:
    turn.change(f"pulse/{wave.id}/opened", screens.was_open(wave, group))
    wave.closed, wave.totals = True, None
    turn.session.execute(delete(Draft).where(Draft.wave_id == wave.id))
    turn.session.execute(delete(Share).where(Share.wave_id == wave.id))
    turn.session.flush()
    turn.vault.destroy(turn.session, wave.owner)
    turn.scrub()
