"""Everything that Tend does, in the order of the help: what somebody with a bad week looks for comes first."""

from bot.agenda.handlers import agenda
from bot.buddies.handlers import buddies
from bot.cases.handlers import cases
from bot.checkins.handlers import checkins
from bot.consults.handlers import consults
from bot.drafts.handlers import drafts
from bot.feature import Feature
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.inbox.handlers import inbox
from bot.lookahead.handlers import lookahead
from bot.measures.handlers import measures
from bot.meetings.handlers import meetings
from bot.peers.handlers import peers
from bot.privacy.handlers import privacy
from bot.pulse.handlers import pulse
from bot.questions.handlers import questions
from bot.rotation.handlers import rotation
from bot.support.handlers import support

KEEPING: tuple[Feature, ...] = (
    cases,
    consults,
    questions,
    drafts,
    buddies,
    peers,
    checkins,
    measures,
    pulse,
    agenda,
    meetings,
    rotation,
    groups,
    kernel,
)
"""Whatever may keep something of somebody. The kernel comes last: it forgets what the others still had to say."""

FEATURES: tuple[Feature, ...] = (
    consults,
    questions,
    buddies,
    peers,
    support,
    cases,
    checkins,
    measures,
    pulse,
    meetings,
    agenda,
    lookahead,
    rotation,
    groups,
    inbox,
    privacy(KEEPING),
    drafts,
    kernel,
)
