package dev.parley.gateway.policy;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Has changed files come into force within a second. */
@Singleton
final class PolicyWatcher {

    private final Policies policies;

    PolicyWatcher(Policies policies) {
        this.policies = policies;
    }

    @Scheduled(initialDelay = "400ms", fixedDelay = "400ms")
    void look() {
        policies.reloadIfChanged();
    }
}
