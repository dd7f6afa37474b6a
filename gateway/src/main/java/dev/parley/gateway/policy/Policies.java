package dev.parley.gateway.policy;

import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.text.Wording;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy that holds, and its exchange when the files change: whole or not at all, and the last good one stays while a
 * file is broken. Thread-safe.
 */
public final class Policies {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final Path directory;
    private final Wording wording;
    private volatile Policy current;
    private volatile @Nullable String problem;
    private String tried;
    private String seen;

    /** @throws ParleyException INVALID_CONFIGURATION: without a good policy there is no bot */
    public Policies(Path directory, Wording wording) {
        this.directory = directory;
        this.wording = wording;
        this.current = Policy.read(directory, wording);
        this.tried = current.version();
        this.seen = tried;
    }

    /** The same object for the whole of a decision. */
    public Policy current() {
        return current;
    }

    /** Why the files as they are now are not in force; empty when they are. */
    public Optional<String> findProblem() {
        return Optional.ofNullable(problem);
    }

    /** Reads the files if they changed since they were last tried, and not since the call before: nothing half saved. */
    public synchronized void reloadIfChanged() {
        try {
            String version = Policy.versionOf(directory);
            boolean isQuiet = version.equals(seen);
            seen = version;
            if (version.equals(tried) || !isQuiet) {
                return;
            }
            tried = version;
            if (version.equals(current.version())) {
                problem = null;
                LOG.info("the configuration is again the one in force");
                return;
            }
            current = Policy.read(directory, wording);
            problem = null;
            LOG.info("new configuration {} is in force", current.version());
        } catch (ParleyException e) {
            problem = e.message();
            LOG.error("the changed configuration is refused, the one before stays in force: {}", e.message());
        } catch (UncheckedIOException e) {
            LOG.warn("the configuration can't be read now: {}", e.getMessage());
        } catch (RuntimeException e) {
            problem = "The changed configuration can't be used: " + e;
            LOG.error("the changed configuration can't be used, the one before stays in force", e);
        }
    }
}
