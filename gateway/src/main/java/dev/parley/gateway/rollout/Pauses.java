package dev.parley.gateway.rollout;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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

    private final PauseRepository repository;
    private final Clock clock;
    private volatile List<Pause> active;

    Pauses(PauseRepository repository, Clock clock) {
        this.repository = repository;
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

    /** Begins a pause; it holds when this returns. */
    public Pause begin(@Nullable String channel, @Nullable String category, String reason, String by,
            @Nullable Duration duration) {
        Pause pause = repository.save(new Pause(null, channel, category, reason, by, clock.instant(),
                duration == null ? null : clock.instant().plus(duration), null, null));
        refresh();
        LOG.warn("{} paused answers: channel {}, category {}, until {}", by, channel == null ? "all" : channel,
                category == null ? "all" : category, pause.expiresAt() == null ? "resumed" : pause.expiresAt());
        return pause;
    }

    /** Ends the pauses of exactly this channel and category; none is no error. */
    public List<Pause> end(@Nullable String channel, @Nullable String category, String by) {
        List<Pause> ended = repository.listActive(clock.instant()).stream()
                .filter(pause -> Objects.equals(pause.channel(), channel) && Objects.equals(pause.category(), category))
                .map(pause -> pause.ended(by, clock.instant())).toList();
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
