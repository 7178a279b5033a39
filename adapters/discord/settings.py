"""What an operator sets for Discord. The variable of each field is its name in capitals after TEND_DISCORD_."""

from pydantic import Field, SecretStr
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

    def check(self) -> str:
        """The token. Raises CannotStart when there is none."""
        if self.token is None or not self.token.get_secret_value().strip():
            raise CannotStart(NOT_SET)
        return self.token.get_secret_value().strip()
