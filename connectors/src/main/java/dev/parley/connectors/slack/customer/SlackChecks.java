package dev.parley.connectors.slack.customer;

import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.ClockCheck;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code ./parley channels check slack} looks at. */
final class SlackChecks {

    /** As in the manifest that comes with Parley. */
    private static final Set<String> SCOPES = Set.of("app_mentions:read", "chat:write", "commands", "channels:history",
            "groups:history", "im:history", "im:read", "reactions:write", "files:read", "files:write");

    private SlackChecks() {}

    static List<ChannelCheck> of(ChannelVariables variables, @Nullable SlackApi api, ChannelStatus status,
            long refused, Clock clock) {
        if (api == null) {
            return List.of(settings(variables));
        }
        List<ChannelCheck> checks = new ArrayList<>();
        try {
            AuthTestResponse me = api.call(methods -> methods.authTest(request -> request));
            checks.add(new ChannelCheck("bot token", true, "it is " + me.getUser() + "'s in " + me.getTeam()));
            checks.add(scopes(me));
            checks.add(ClockCheck.of(me.getHttpResponseHeaders() == null
                    ? null
                    : me.getHttpResponseHeaders().getOrDefault("date", List.of()).stream().findFirst().orElse(null),
                    clock));
        } catch (SlackException e) {
            checks.add(new ChannelCheck("bot token", false, "Slack says " + e.getMessage() + "; take the Bot User OAuth"
                    + " Token of the app's page 'OAuth & Permissions'"));
        }
        checks.add(refused == 0
                ? new ChannelCheck("delivery", status.state() == ChannelStatus.State.ON, status.detail())
                : new ChannelCheck("delivery", false, refused
                        + " deliveries were refused since the last good one, because"
                        + " of their signatures: take the Signing Secret of the app's page 'Basic Information', and look"
                        + " at this server's clock"));
        return checks;
    }

    private static ChannelCheck settings(ChannelVariables variables) {
        try {
            return SlackSettings.read(variables).isPresent()
                    ? new ChannelCheck("settings", false, "they were set after the start; restart Parley")
                    : new ChannelCheck("settings", false, "make an app from docs/slack-manifest.yml at"
                            + " api.slack.com/apps, and start Parley with its tokens, as the README says");
        } catch (IllegalStateException e) {
            return new ChannelCheck("settings", false, String.valueOf(e.getMessage()));
        }
    }

    private static ChannelCheck scopes(AuthTestResponse me) {
        List<String> header = me.getHttpResponseHeaders() == null
                ? List.of()
                : me.getHttpResponseHeaders().getOrDefault("x-oauth-scopes", List.of());
        if (header.isEmpty()) {
            return new ChannelCheck("permissions", true, "Slack does not say which there are");
        }
        Set<String> missing = new TreeSet<>(SCOPES);
        Arrays.asList(header.getFirst().split("\\s*,\\s*")).forEach(missing::remove);
        return missing.isEmpty()
                ? new ChannelCheck("permissions", true, "all that are needed")
                : new ChannelCheck("permissions", false, String.join(", ", missing)
                        + " are missing; add them on the app's page 'OAuth & Permissions', and install it again");
    }
}
