"""What an operator sets for Discord. The variable of each field is its name in capitals after TEND_DISCORD_."""

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import CannotStart

NOT_SET = (
    "Tend has no token for Discord. Set TEND_DISCORD_TOKEN to the one on the page of your application, under Bot, "
    "at Reset Token."
)


class DiscordSettings(BaseSettings):
    """Everything that can be set for Discord."""

    model_config = SettingsConfigDict(
        env_prefix="TEND_DISCORD_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr | None = Field(None, description="The bot's token. One serves every server that invited it.")
    api_url: str = Field(
        "https://discord.com/api/v10", description="Discord's API; another one for compatible servers."
    )
    gateway_url: str = Field(
        "wss://gateway.discord.gg/", description="Where events come from; another one for compatible servers."
    )

    shards: int | None = Field(
        None,
        ge=1,
        description="Over how many connections the servers are shared, of all processes together. Without it: one.",
    )
    shard_range: str = Field(
        "", description="Which of them this process opens, such as `0-3`, counted from 0. Without it: all."
    )

    @field_validator("shard_range")
    @classmethod
    def _within(cls, given: str, others: ValidationInfo) -> str:
        first, last = _ends(given) if given else (0, 0)
        if given and not first <= last < (others.data.get("shards") or 0):
            raise ValueError("has to lie within TEND_DISCORD_SHARDS, such as 0-3 where that is 8")
        return given

    def own_shards(self) -> range:
        """The numbers of the connections that this process opens."""
        first, last = _ends(self.shard_range) if self.shard_range else (0, (self.shards or 1) - 1)
        return range(first, last + 1)

    def check(self) -> str:
        """The token. Raises CannotStart when there is none."""
        if self.token is None or not self.token.get_secret_value().strip():
            raise CannotStart(NOT_SET)
        return self.token.get_secret_value().strip()


def _ends(given: str) -> tuple[int, int]:
    """Of "0-3", or of "2" alone; a range that nothing lies within for what is neither."""
    first, _, last = given.partition("-")
    return (int(first), int(last or first)) if first.isdecimal() and (last or first).isdecimal() else (1, 0)
