package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCapabilities;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telegram as a channel. */
@Singleton
final class TelegramChannel implements Channel {

    static final String ID = "telegram";
    static final String WEBHOOK_PATH = "/telegram/webhook";

    private final ChannelVariables variables;
    private final @Nullable String publicUrl;
    private final Clock clock;
    private final ChannelHealth health;
    private volatile @Nullable TelegramBot bot;

    TelegramChannel(ChannelVariables variables, @Nullable @Property(name = "parley.public-url") String publicUrl,
            Clock clock) {
        this.variables = variables;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.health = new ChannelHealth(ID, TelegramSettings.TOKEN + " is not set", clock);
    }

    @Override
    public String id() {
        return ID;
    }

    /** 4,096 characters after entities, and 50 MB (Bot API); some are left for the source below an answer. */
    @Override
    public ChannelCapabilities capabilities() {
        return new ChannelCapabilities(3_800, 50_000_000, true,
                ChannelCapabilities.Resending.SHOWN_TWICE);
    }

    @Override
    public void start(ChannelHost host) {
        Optional<TelegramSettings> settings = TelegramSettings.read(variables);
        if (settings.isPresent()) {
            settings.get().checkWebhook(publicUrl);
            bot = new TelegramBot(new TelegramApi(variables, settings.get()), host, health, publicUrl, clock);
        }
    }

    @Override
    public List<String> secrets() {
        return List.of(TelegramSettings.TOKEN, TelegramSettings.WEBHOOK_SECRET);
    }

    @Override
    public ChannelStatus status() {
        return health.status();
    }

    @Override
    public List<ChannelCheck> check() {
        TelegramBot running = bot;
        return running == null ? TelegramChecks.withoutBot(variables) : running.check();
    }

    /** The bot, if this channel receives by webhook and the secret is the right one; empty otherwise. */
    Optional<TelegramReceiver> findReceiver(@Nullable String secret) {
        TelegramBot running = bot;
        return running == null ? Optional.empty() : running.findReceiver(secret);
    }

    void received() {
        health.received();
    }

    boolean usesWebhook() {
        TelegramBot running = bot;
        return running != null && running.usesWebhook();
    }

    @Override
    public SendResult send(Outbound outbound) {
        TelegramBot running = bot;
        if (running == null) {
            // Stopped, or not configured for now: the line waits.
            return new SendResult.Retryable(Duration.ofSeconds(30));
        }
        return switch (outbound) {
            case Outbound.Post post -> running.send(post);
            case Outbound.PostFile file -> running.send(file);
            case Outbound.Change change -> running.send(change);
            case Outbound.Removal removal -> running.send(removal);
        };
    }

    @Override
    public Fetched fetch(String key, long maxBytes) {
        TelegramBot running = bot;
        return running == null ? new Fetched.Later(Duration.ofSeconds(5)) : running.fetch(key, maxBytes);
    }

    @Override
    public void stop() {
        TelegramBot running = bot;
        bot = null;
        if (running != null) {
            running.close();
        }
    }
}
