package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.ClockCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;

/** What {@code ./parley channels check telegram} looks at. */
final class TelegramChecks {

    private TelegramChecks() {}

    static List<ChannelCheck> withoutBot(ChannelVariables variables) {
        try {
            return List.of(TelegramSettings.read(variables).isPresent()
                    ? new ChannelCheck("settings", false, "they were set after the start; restart Parley")
                    : new ChannelCheck("settings", false, "write to @BotFather on Telegram, send /newbot, and start"
                            + " Parley with PARLEY_TELEGRAM_TOKEN set to the token that you get"));
        } catch (IllegalStateException e) {
            return List.of(new ChannelCheck("settings", false, String.valueOf(e.getMessage())));
        }
    }

    /** Telegram remembers the last error for ever. */
    private static final Duration LATELY = Duration.ofHours(1);

    static List<ChannelCheck> of(TelegramApi api, @Nullable String publicUrl, Clock clock, ChannelStatus status) {
        List<ChannelCheck> checks = new ArrayList<>();
        try {
            User me = api.call(new GetMe());
            checks.add(new ChannelCheck("bot token", true, "it is @" + me.getUserName() + "'s"));
            checks.add(Boolean.TRUE.equals(me.getCanJoinGroups())
                    ? new ChannelCheck("groups", true, "it may join groups, and answers there when it is named")
                    : new ChannelCheck("groups", true, "it may not join groups (/setjoingroups at @BotFather)"));
            checks.add(delivery(api, api.call(new GetWebhookInfo()), publicUrl, clock));
            checks.add(new ChannelCheck("receiving", status.state() == ChannelStatus.State.ON
                    // Of several replicas one receives.
                    || status.state() == ChannelStatus.State.STANDBY, status.detail()));
            checks.add(ClockCheck.of(api.askForDate(), clock));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TelegramException e) {
            checks.add(new ChannelCheck("bot token", false, e.isUnauthorized()
                    ? "Telegram refuses it: " + e.getMessage() + "; ask @BotFather for a new one with /token"
                    : "Telegram can't be reached at " + api.settings().api() + ": " + e.getMessage()));
        }
        return checks;
    }

    private static ChannelCheck delivery(TelegramApi api, WebhookInfo info, @Nullable String publicUrl,
            Clock clock) {
        String url = info.getUrl() == null ? "" : info.getUrl();
        if (api.settings().webhookSecret() == null) {
            return new ChannelCheck("polling", url.isEmpty(), url.isEmpty()
                    ? "no webhook is in its way"
                    : "a webhook is set to " + url + "; restart Parley, which removes it");
        }
        String expected = publicUrl + TelegramChannel.WEBHOOK_PATH;
        if (!url.equals(expected)) {
            return new ChannelCheck("webhook", false, "Telegram calls '" + url + "' instead of " + expected
                    + "; restart Parley, which sets it");
        }
        boolean isLately = info.getLastErrorDate() != null && Instant.ofEpochSecond(info.getLastErrorDate())
                .isAfter(clock.instant().minus(LATELY));
        return info.getLastErrorMessage() == null || !isLately
                ? new ChannelCheck("webhook", true, "Telegram calls " + url)
                : new ChannelCheck("webhook", false, "Telegram's last call of " + url + " failed: "
                        + info.getLastErrorMessage() + "; " + info.getPendingUpdatesCount() + " updates wait");
    }
}
