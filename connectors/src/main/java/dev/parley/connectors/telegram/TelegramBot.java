package dev.parley.connectors.telegram;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelHealth;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ChannelStatus.State;
import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.SendResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;

/**
 * A started bot: introduces itself to Telegram, for as long as that takes, and then receives. Sending works from the
 * beginning. Thread-safe.
 */
final class TelegramBot implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final TelegramApi api;
    private final Clock clock;
    private final ChannelHost host;
    private final ChannelHealth health;
    private final @Nullable String publicUrl;
    private final TelegramSender sender;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable TelegramReceiver receiver;

    TelegramBot(TelegramApi api, ChannelHost host, ChannelHealth health, @Nullable String publicUrl, Clock clock) {
        this.api = api;
        this.clock = clock;
        this.host = host;
        this.health = health;
        this.publicUrl = publicUrl;
        this.sender = new TelegramSender(api, host, health, new TelegramMessages(publicUrl));
        health.is(State.STARTING, "asking Telegram who it is");
        this.thread = Thread.ofVirtual().name("telegram").start(this::run);
    }

    boolean usesWebhook() {
        return api.settings().webhookSecret() != null;
    }

    Optional<TelegramReceiver> findReceiver(@Nullable String secret) {
        String expected = api.settings().webhookSecret();
        boolean right = expected != null && secret != null && MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        return right ? Optional.ofNullable(receiver) : Optional.empty();
    }

    SendResult send(Outbound.Post post) {
        return sender.send(post);
    }

    SendResult send(Outbound.Change change) {
        return sender.send(change);
    }

    SendResult send(Outbound.Removal removal) {
        return sender.send(removal);
    }

    SendResult send(Outbound.PostFile file) {
        return sender.send(file);
    }

    Fetched fetch(String key, long maxBytes) {
        return TelegramFiles.fetch(api, key, maxBytes);
    }

    List<ChannelCheck> check() {
        return TelegramChecks.of(api, publicUrl, clock, health.status());
    }

    private void run() {
        try {
            TelegramReceiver ready = introduce();
            receiver = ready;
            if (usesWebhook()) {
                health.is(State.ON, "webhook");
            } else {
                new TelegramPoller(api, host, ready, health, stopping).run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TelegramReceiver introduce() throws InterruptedException {
        while (stopping.getCount() > 0) {
            try {
                User me = api.call(new GetMe());
                TelegramReactions reactions = new TelegramReactions(api, host, sender, health);
                TelegramReceiver ready = new TelegramReceiver(host,
                        new TelegramDecoder(me.getId(), me.getUserName() == null ? "" : me.getUserName()), reactions);
                String secret = api.settings().webhookSecret();
                if (secret != null) {
                    // Before Telegram is told where to deliver, somebody must be there.
                    receiver = ready;
                    api.setWebhook(publicUrl + TelegramChannel.WEBHOOK_PATH, secret);
                } else {
                    deleteWebhook();
                }
                offerCommands();
                return ready;
            } catch (TelegramException e) {
                health.is(State.FAILING, e.isUnauthorized()
                        ? "Telegram refuses the token: " + e.getMessage() + "; ask BotFather for one and set "
                                + TelegramSettings.TOKEN
                        : "Telegram can't be reached: " + e.getMessage());
                api.readTokenAgain();
                Duration pause = e.retryAfter == null ? RETRY : Duration.ofSeconds(e.retryAfter);
                stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        throw new InterruptedException("stopped");
    }

    /** If it mattered, polling will say so: Telegram refuses it while there is a webhook. */
    private void deleteWebhook() {
        try {
            api.call(DeleteWebhook.builder().dropPendingUpdates(false).build());
        } catch (TelegramException e) {
            // The token is right, or it would not have come so far: 404 is of the method.
            boolean isRefused = e.code >= 400 && e.code < 500 && e.code != 401 && e.retryAfter == null;
            if (!isRefused) {
                throw e;
            }
            health.failed("a webhook, if there is one, could not be taken away: " + e.getMessage());
        }
    }

    /** The menu of commands, in each language. Answering does not need it. */
    private void offerCommands() {
        try {
            BrandProfile first = host.profile(TelegramChannel.ID, null);
            for (String language : first.languages()) {
                BrandProfile.Commands words = host.profile(TelegramChannel.ID, language).commands();
                SetMyCommands.SetMyCommandsBuilder<?, ?> menu = SetMyCommands.builder()
                        .commands(List.of(new BotCommand("start", words.start()),
                                new BotCommand("human", words.talkToAPerson()),
                                new BotCommand("language", words.language()),
                                new BotCommand("forget", words.forget())));
                api.call(language.equals(first.languages().getFirst())
                        ? menu.build()
                        : menu.languageCode(language).build());
            }
        } catch (TelegramException e) {
            health.failed("the menu of commands could not be set: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        // Breaks a long poll off. Nobody is interrupted: a thread that stores would take the embedded database with it.
        api.close();
        try {
            // What was fetched is stored, and confirmed at the next start.
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
