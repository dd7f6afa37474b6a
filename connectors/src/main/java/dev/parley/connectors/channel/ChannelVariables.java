package dev.parley.connectors.channel;

import java.util.Optional;

/** Settings and secrets of channels, from the environment or from files. Thread-safe. */
@FunctionalInterface
public interface ChannelVariables {

    /**
     * Read anew at each call, so that a secret in a file can be exchanged while Parley runs.
     *
     * @param name for example {@code PARLEY_TELEGRAM_TOKEN}
     * @return empty when it is not set
     * @throws IllegalStateException with one clear line when it is set but blank, or its file can't be read
     */
    Optional<String> find(String name);
}
