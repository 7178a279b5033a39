"""What an operator sets for Slack. The variable of each field is its name in capitals after TEND_SLACK_."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import CannotStart

NO_WAY_IN = (
    "Slack has no way to reach Tend. Set TEND_SLACK_APP_TOKEN for Socket Mode, which needs no public address, or "
    "TEND_SLACK_SIGNING_SECRET and TEND_SLACK_PORT for HTTP."
)
NO_WORKSPACE = (
    "Tend has no workspace in Slack. Set TEND_SLACK_BOT_TOKEN for a single one, or TEND_SLACK_CLIENT_ID, "
    "TEND_SLACK_CLIENT_SECRET and TEND_SLACK_PORT so that several can install it."
)
NO_PAGE = (
    "TEND_SLACK_CLIENT_ID is set, but nobody could open the page that installs Tend. Set TEND_SLACK_PORT, and "
    "TEND_SLACK_PUBLIC_URL to the address at which people reach it."
)


class SlackSettings(BaseSettings):
    """Everything that can be set for Slack."""

    model_config = SettingsConfigDict(env_prefix="TEND_SLACK_", frozen=True, extra="ignore", hide_input_in_errors=True)

    bot_token: SecretStr | None = Field(
        None, description="The token of a single workspace, `xoxb-…`. Several workspaces install Tend themselves."
    )
    app_token: SecretStr | None = Field(
        None, description="The token for Socket Mode, `xapp-…`. With it Tend needs no public address."
    )
    signing_secret: SecretStr | None = Field(
        None, description="What Slack signs its requests with. For HTTP only; see `TEND_SLACK_PORT`."
    )
    port: int | None = Field(
        None, ge=0, le=65535, description="Where Tend listens for Slack's requests and for installations."
    )
    host: str = Field("127.0.0.1", description="The address to listen on; put a server with a certificate before it.")
    client_id: str = Field("", description="The app's client id, for several workspaces.")
    client_secret: SecretStr | None = Field(None, description="The app's client secret, for several workspaces.")
    public_url: str = Field(
        "", description="Where Slack reaches `TEND_SLACK_PORT` from outside, such as `https://tend.example`."
    )
    files: bool = Field(
        False, description="Whether workspaces that install Tend are asked to let it send pictures and calendar files."
    )
    api_url: str = Field(
        "https://slack.com/api/", description="Slack's Web API; another one for GovSlack and compatible servers."
    )

    @property
    def over_http(self) -> bool:
        """Whether Slack's events come as requests; otherwise through a socket that Tend opens."""
        return self.app_token is None

    def check(self) -> None:
        """Raises CannotStart for what cannot work together."""
        if self.app_token is None and (self.signing_secret is None or self.port is None):
            raise CannotStart(NO_WAY_IN)
        if self.client_id and (self.port is None or not self.public_url):
            raise CannotStart(NO_PAGE)
        if self.bot_token is None and not (self.client_id and self.client_secret):
            raise CannotStart(NO_WORKSPACE)


def secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""
