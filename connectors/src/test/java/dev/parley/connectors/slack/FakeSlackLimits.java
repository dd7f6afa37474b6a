package dev.parley.connectors.slack;

import dev.parley.connectors.RateCheck;
import java.util.List;
import java.util.Optional;

/** How fast {@link FakeSlack} may be written to, and what it refuses because a test wants so. Not thread-safe. */
final class FakeSlackLimits {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> violations;
    private final RateCheck channels = new RateCheck(12, 1);
    private final RateCheck updates = new RateCheck(25, 50 / 60.0);
    private long silentUntil;
    private int storm;
    private String error = "";
    private int errors;

    /** @param violations gets what nobody should have done */
    FakeSlackLimits(List<String> violations) {
        this.violations = violations;
    }

    void limit(int calls) {
        storm = calls;
    }

    void refuse(String name, int times) {
        error = name;
        errors = times;
    }

    boolean allowsPost(String channel) {
        boolean isAllowed = channels.allows(channel);
        if (!isAllowed) {
            violations.add("more than a message a second in " + channel);
        }
        return isAllowed;
    }

    boolean allowsUpdate() {
        boolean isAllowed = updates.allows("workspace");
        if (!isAllowed) {
            violations.add("more than 50 updates a minute");
        }
        return isAllowed;
    }

    /** Why a call that posts is refused. */
    Optional<String> findRefusal() {
        long now = System.nanoTime();
        if (now < silentUntil) {
            // What was under way when the first was refused could not know.
            if (silentUntil - now < SECOND / 2) {
                violations.add("called before Retry-After was over");
            }
            return Optional.of("ratelimited");
        }
        if (storm > 0) {
            storm--;
            silentUntil = now + SECOND;
            return Optional.of("ratelimited");
        }
        if (errors > 0) {
            errors--;
            return Optional.of(error);
        }
        return Optional.empty();
    }
}
