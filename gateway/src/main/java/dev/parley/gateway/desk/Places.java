package dev.parley.gateway.desk;

import dev.parley.connectors.desk.AgentDesk;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.DeskPlace;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which desk shows what, and where, as {@code routing.yml} says at the moment. Thread-safe. */
@Singleton
class Places {

    private final List<AgentDesk> desks;
    private final Policies policies;

    Places(List<AgentDesk> desks, Policies policies) {
        this.desks = desks;
        this.policies = policies;
    }

    /**
     * A place with its desk.
     *
     * @param place in the desk's own words
     */
    record Spot(AgentDesk desk, String place) {}

    /** Where a destination is, else where the fallback is; empty: agents work on the page. */
    Optional<Spot> find(@Nullable String destination) {
        return policies.current().routing().findPlace(destination).flatMap(this::spot);
    }

    Optional<Spot> findMirror() {
        return policies.current().routing().findMirror().flatMap(this::spot);
    }

    Optional<Spot> findAlerts() {
        return policies.current().routing().findAlerts().flatMap(this::spot);
    }

    /** A desk by its id; empty: there is none any more. */
    Optional<AgentDesk> findDesk(String id) {
        return desks.stream().filter(desk -> desk.id().equals(id)).findFirst();
    }

    /** Whether anything can be shown anywhere now. */
    boolean isAnyReady() {
        return desks.stream().anyMatch(AgentDesk::isReady);
    }

    private Optional<Spot> spot(DeskPlace place) {
        return findDesk(place.desk()).map(desk -> new Spot(desk, place.id()));
    }
}
