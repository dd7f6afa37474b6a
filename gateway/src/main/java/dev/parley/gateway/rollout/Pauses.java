package dev.parley.gateway.rollout;

import dev.parley.connectors.channel.Channel;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pauses that are in force; one that was set at another replica is known within half a second. Thread-safe. Where the
 * database can't be read, what was known last holds on.
 */
@Singleton
public class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);
    private static final String ALL = "all";

    private final PauseRepository repository;
    private final BeanProvider<Channel> channels;
    private final Categories categories;
    private final Clock clock;
    private volatile List<Pause> active;

    Pauses(PauseRepository repository, BeanProvider<Channel> channels, Categories categories,
            Clock clock) {
        this.repository = repository;
        this.channels = channels;
        this.categories = categories;
        this.clock = clock;
        this.active = repository.listActive(clock.instant());
    }

    /** The pause that keeps the bot from answering. */
    public Optional<Pause> find(String channel, String category) {
        List<Pause> known = active;
        return known.isEmpty()
                ? Optional.empty()
                : known.stream().filter(pause -> !pause.isOver(clock.instant()) && pause.isFor(channel, category))
                        .findFirst();
    }

    /** Whether nothing at all is paused: the common case, and quick to tell. */
    public boolean areNone() {
        return active.isEmpty();
    }

    /**
     * Begins a pause; it holds when this returns.
     *
     * @param channel in any case; null: all
     * @param category in any case; null: all
     * @param duration null: until it is ended
     * @throws dev.parley.gateway.config.ParleyException INVALID_REQUEST when there is no such channel or category
     */
    public Pause begin(@Nullable String channel, @Nullable String category, String reason, String by,
            @Nullable Duration duration) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Pause pause = repository.save(new Pause(null,
                known("channel", channel, channels.stream().map(Channel::id).sorted().toList()),
                known("category", category, categories.list()), reason, by, now,
                duration == null ? null : now.plus(duration), null, null));
        refresh();
        LOG.warn("{} paused answers: channel {}, category {}, until {}", by,
                Objects.requireNonNullElse(pause.channel(), ALL), Objects.requireNonNullElse(pause.category(), ALL),
                pause.expiresAt() == null ? "resumed" : pause.expiresAt());
        return pause;
    }

    /** A pause of what does not exist would pause nothing, unnoticed. */
    private static @Nullable String known(String what, @Nullable String name, List<String> names) {
        return name == null
                ? null
                : names.stream().filter(name::equalsIgnoreCase).findFirst()
                        .orElseThrow(() -> new ParleyException(ErrorCode.INVALID_REQUEST, "there is no " + what + " '"
                                + name + "'; there are: " + String.join(", ", names)));
    }

    private static boolean isSame(@Nullable String name, @Nullable String other) {
        return name == null ? other == null : name.equalsIgnoreCase(other);
    }

    /** Ends the pauses of exactly this channel and category; none is no error. */
    public List<Pause> end(@Nullable String channel, @Nullable String category, String by) {
        List<Pause> ended = repository.listActive(clock.instant()).stream()
                .filter(pause -> isSame(pause.channel(), channel) && isSame(pause.category(), category))
                .map(pause -> pause.ended(by, clock.instant().truncatedTo(ChronoUnit.SECONDS))).toList();
        ended.forEach(repository::update);
        refresh();
        LOG.warn("{} resumed answers: {} pauses are over", by, ended.size());
        return ended;
    }

    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void refresh() {
        active = repository.listActive(clock.instant());
    }
}
