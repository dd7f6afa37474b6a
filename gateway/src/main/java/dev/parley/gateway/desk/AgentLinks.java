package dev.parley.gateway.desk;

import dev.parley.connectors.desk.AgentDesk;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.handoff.AgentMentions;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Agent;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is an agent: by {@code routing.yml}, or because a lead agreed. The file goes before. Thread-safe. */
@Singleton
class AgentLinks implements AgentMentions {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLinks.class);
    private static final int MAX_NAME_CHARACTERS = 60;

    private final LinkRepository links;
    private final Places places;
    private final Policies policies;
    private final Clock clock;

    AgentLinks(LinkRepository links, Places places, Policies policies, Clock clock) {
        this.links = links;
        this.places = places;
        this.policies = policies;
        this.clock = clock;
    }

    /** Who somebody at a desk is; empty for somebody who is no agent. */
    Optional<Agent> find(String desk, String userId) {
        return policies.current().routing().findAgent(desk, userId).or(() -> links.find(desk, userId)
                .filter(link -> link.state().equals("APPROVED"))
                .map(link -> new Agent(link.name(), Map.of(desk, userId), Set.of(Agent.Role.AGENT), List.of())));
    }

    @Override
    public Optional<String> findMention(@Nullable String destination, String agentName) {
        return places.find(destination).map(Places.Spot::desk).flatMap(desk -> policies.current().routing()
                .findAgent(agentName).flatMap(agent -> agent.findUser(desk.id()))
                .or(() -> links.findUser(desk.id(), agentName)).map(desk::mention));
    }

    @Override
    public String leads(@Nullable String destination) {
        return mentions(destination, agent -> agent.isAtLeast(Agent.Role.LEAD));
    }

    @Override
    public String speakers(@Nullable String destination, String language) {
        return mentions(destination, agent -> agent.languages().contains(language));
    }

    private String mentions(@Nullable String destination, Predicate<Agent> who) {
        return places.find(destination).map(Places.Spot::desk).map(desk -> mentions(desk, who)).orElse("");
    }

    private String mentions(AgentDesk desk, Predicate<Agent> who) {
        return policies.current().routing().listAgents(desk.id()).stream().filter(who)
                .map(agent -> agent.findUser(desk.id())).flatMap(Optional::stream).map(desk::mention)
                .collect(Collectors.joining(" "));
    }

    /** How a desk calls all who lead there; empty: nobody does. */
    String leadsAt(String deskId) {
        return places.findDesk(deskId).map(desk -> mentions(desk, agent -> agent.isAtLeast(Agent.Role.LEAD)))
                .orElse("");
    }

    /**
     * Somebody wants to answer customers.
     *
     * @param name as customers will see it
     * @throws ParleyException INVALID_REQUEST for a name that is none, CONFLICT for one that somebody else has
     */
    void ask(String desk, String userId, String name) {
        String wanted = name.strip();
        if (wanted.isEmpty() || wanted.length() > MAX_NAME_CHARACTERS) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "A name has 1 to " + MAX_NAME_CHARACTERS + " characters.");
        }
        boolean isTaken = policies.current().routing().isAgentName(wanted)
                || links.countOthers(desk, userId, wanted) > 0;
        if (isTaken) {
            throw new ParleyException(ErrorCode.CONFLICT, "Somebody else answers as " + wanted
                    + ". Choose a name of your own.");
        }
        links.insertIfAbsent(desk, userId, wanted, clock.instant());
        links.updateAsked(desk, userId, wanted, clock.instant());
    }

    /**
     * A lead decides.
     *
     * @return the name; CONFLICT when it was decided before
     */
    String decide(String desk, String userId, String lead, boolean isApproved) {
        Link link = links.find(desk, userId)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "Nobody asks for that any more."));
        if (links.updateDecided(desk, userId, isApproved ? "APPROVED" : "DECLINED", lead, clock.instant()) == 0) {
            throw new ParleyException(ErrorCode.CONFLICT, "That was decided before.");
        }
        LOG.info("{} {} {} as an agent at desk {}", lead, isApproved ? "approved" : "declined", link.name(), desk);
        return link.name();
    }

    /** The commands that say who answers at a desk, and who no longer does; empty when the command is another. */
    Optional<String> run(String desk, Agent agent, String text) {
        String[] words = text.strip().split("\\s+", 2);
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "agents" -> Optional.of(describe(desk));
            case "unlink" -> Optional.of(!agent.isAtLeast(Agent.Role.LEAD)
                    ? "Only leads decide who is an agent (roles in config/routing.yml)."
                    : words.length < 2
                            ? "Write a name after unlink, for example: unlink Ada"
                            : revoke(desk, words[1].strip(), agent.name()));
            default -> Optional.empty();
        };
    }

    /** @return what to tell the lead */
    private String revoke(String desk, String name, String lead) {
        if (links.updateRevoked(desk, name, lead, clock.instant()) > 0) {
            LOG.info("{} took {} off the agents at desk {}", lead, name, desk);
            return name + " is no agent any more, and may ask again.";
        }
        return policies.current().routing().isAgentName(name)
                ? name + " stands in config/routing.yml: take the line out there."
                : "Nobody called " + name + " was linked. See: agents";
    }

    /** Who answers at a desk, by the names that customers see, in alphabetical order. */
    List<String> listNames(String desk) {
        return Stream.concat(policies.current().routing().listAgents(desk).stream().map(Agent::name),
                links.listApproved(desk).stream().map(Approved::name)).distinct().sorted().toList();
    }

    /** Who answers here, in lines. */
    private String describe(String desk) {
        return Stream.concat(
                policies.current().routing().listAgents(desk).stream()
                        .map(agent -> agent.name() + ", by config/routing.yml"),
                links.listApproved(desk).stream().map(link -> link.name() + ", linked by " + link.decidedBy()))
                .collect(Collectors.joining("\n"));
    }

    @Introspected
    record Approved(String name, String decidedBy) {}

    @Introspected
    record Link(String userId, String name, String state) {}

    /** SQL on the table {@code agent_link}. */
    @JdbcRepository(dialect = Dialect.POSTGRES)
    interface LinkRepository extends GenericRepository<DeskCard, Long> {

        @Query("SELECT user_id, name, state FROM agent_link WHERE desk = :desk AND user_id = :userId")
        Optional<Link> find(String desk, String userId);

        @Query("""
                SELECT user_id FROM agent_link WHERE desk = :desk AND name = :name AND state = 'APPROVED'
                FETCH FIRST 1 ROWS ONLY
                """)
        Optional<String> findUser(String desk, String name);

        @Query("""
                SELECT count(*) FROM agent_link
                WHERE desk = :desk AND user_id <> :userId AND lower(name) = lower(:name) AND state <> 'DECLINED'
                """)
        long countOthers(String desk, String userId, String name);

        @Query("""
                INSERT INTO agent_link (desk, user_id, name, state, asked_at)
                VALUES (:desk, :userId, :name, 'ASKED', :now) ON CONFLICT DO NOTHING
                """)
        long insertIfAbsent(String desk, String userId, String name, Instant now);

        @Query("""
                UPDATE agent_link SET name = :name, state = 'ASKED', asked_at = :now, decided_by = NULL,
                    decided_at = NULL
                WHERE desk = :desk AND user_id = :userId AND state <> 'APPROVED'
                """)
        void updateAsked(String desk, String userId, String name, Instant now);

        @Query("""
                UPDATE agent_link SET state = :state, decided_by = :lead, decided_at = :now
                WHERE desk = :desk AND user_id = :userId AND state = 'ASKED'
                """)
        long updateDecided(String desk, String userId, String state, String lead, Instant now);

        @Query("""
                UPDATE agent_link SET state = 'DECLINED', decided_by = :lead, decided_at = :now
                WHERE desk = :desk AND lower(name) = lower(:name) AND state = 'APPROVED'
                """)
        long updateRevoked(String desk, String name, String lead, Instant now);

        @Query("""
                SELECT name, decided_by FROM agent_link WHERE desk = :desk AND state = 'APPROVED'
                ORDER BY name
                """)
        List<Approved> listApproved(String desk);
    }
}
