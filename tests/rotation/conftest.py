"""As for meetings: groups, meetings and turns alone."""

from tests.meetings.conftest import chat

__all__ = ["chat"]
