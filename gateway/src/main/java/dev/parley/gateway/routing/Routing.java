package dev.parley.gateway.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.connectors.desk.DeskIds;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.StrictYaml;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file {@code routing.yml}: the first line that fits decides which team gets a handoff. Immutable and thread-safe. */
public final class Routing {

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private final Map<String, Hours> hours;
    private final Map<String, Team> teams;
    private final List<Line> lines;
    private final Desk desk;
    private final Timers timers;

    private Routing(Map<String, Hours> hours, Map<String, Team> teams, List<Line> lines, Desk desk, Timers timers) {
        this.hours = Map.copyOf(hours);
        this.teams = Map.copyOf(teams);
        this.lines = List.copyOf(lines);
        this.desk = desk;
        this.timers = timers;
    }

    /** The file's shape. */
    private record RoutingFile(Map<String, Times> hours, Map<String, Team> teams, List<Line> routes,
            List<Agent> agents, Map<String, Destination> destinations, @Nullable String fallback,
            @Nullable String mirror, @Nullable String alerts, Timers timers) {}

    /** Who works at the desks and where these are. */
    private record Desk(List<Agent> agents, Map<String, Destination> destinations, @Nullable String fallback,
            @Nullable String mirror, @Nullable String alerts) {}

    /**
     * @param place null: at no desk
     * @param isInternal whether customers get only replies that begin with {@code >}
     */
    private record Destination(@Nullable DeskPlace place, boolean isInternal) {

        private static final String MARKED = "internalUnlessMarked";

        /** Every key may be left out. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Destination of(Map<String, @Nullable Object> keys) {
            keys.keySet().stream().filter(key -> !DeskIds.ALL.contains(key) && !key.equals(MARKED)).findFirst()
                    .ifPresent(key -> {
                        throw new IllegalArgumentException("unknown key '" + key + "'; known are "
                                + String.join(", ", DeskIds.ALL) + ", " + MARKED);
                    });
            Object marked = keys.getOrDefault(MARKED, false);
            if (!(marked instanceof Boolean isMarked)) {
                throw new IllegalArgumentException(MARKED + " is true or false, not '" + marked + "'");
            }
            return new Destination(DeskIds.ALL.stream().filter(desk -> keys.get(desk) != null)
                    .map(desk -> new DeskPlace(desk, String.valueOf(keys.get(desk)))).findFirst().orElse(null),
                    isMarked);
        }
    }

    /** @param week keys like mon-fri */
    private record Times(String zone, Map<String, String> week, List<LocalDate> holidays) {}

    /**
     * @param destination null: the desk's default
     * @param mention null: nobody
     * @param hours the name of the hours it works
     * @param slaMinutes by priority
     * @param fallback the team that gets its handoffs out of hours; null: they wait
     */
    private record Team(@Nullable String destination, @Nullable String mention, String hours,
            Map<Priority, Integer> slaMinutes, @Nullable String fallback) {}

    /**
     * Empty lists fit everything.
     *
     * @param priority that a handoff has at least; null: its own
     */
    private record Line(String name, List<Reason> reasons, List<String> categories, List<String> languages, String team,
            @Nullable Priority priority) {

        boolean fits(Reason reason, String category, String language) {
            return (reasons.isEmpty() || reasons.contains(reason))
                    && (categories.isEmpty() || categories.contains(category))
                    && (languages.isEmpty() || languages.contains(language));
        }
    }

    /**
     * @param config the directory with {@code routing.yml}
     * @throws ParleyException INVALID_CONFIGURATION with file, line and remedy
     */
    public static Routing read(Path config) {
        Path path = config.resolve("routing.yml");
        RoutingFile file = StrictYaml.read(path, RoutingFile.class, "mirror", "alerts");
        try {
            Map<String, Hours> hours = new HashMap<>();
            file.hours().forEach((name, times) -> hours.put(name, hoursOf(name, times)));
            file.teams().forEach((name, team) -> {
                known("hours", team.hours(), hours);
                for (Priority priority : Priority.values()) {
                    if (team.slaMinutes().getOrDefault(priority, 0) <= 0) {
                        throw new Misplaced("the team '" + name + "' has no slaMinutes for " + priority,
                                name + ":");
                    }
                }
                if (team.fallback() != null) {
                    known("fallback", team.fallback(), file.teams());
                }
            });
            isOnce(file.agents().stream().map(Agent::name), "agents are called");
            DeskIds.ALL.forEach(desk -> isOnce(
                    file.agents().stream().map(agent -> agent.findUser(desk)).flatMap(Optional::stream),
                    "agents have the " + desk + " id"));
            file.routes().forEach(line -> known("team", line.team(), file.teams()));
            file.teams().values().stream().map(Team::destination).filter(Objects::nonNull)
                    .forEach(name -> known("destination", name, file.destinations()));
            if (file.fallback() != null) {
                known("fallback", file.fallback(), file.destinations());
            } else if (!file.destinations().isEmpty()) {
                throw new Misplaced("name one of the destinations as fallback, for handoffs that another one refuses",
                        "destinations:");
            }
            if (file.mirror() != null) {
                known("mirror", file.mirror(), file.destinations());
            }
            if (file.alerts() != null) {
                known("alerts", file.alerts(), file.destinations());
            }
            if (file.routes().isEmpty() || !isForAll(file.routes().getLast())) {
                throw new Misplaced("the last route must fit everything: leave its lists empty",
                        file.routes().isEmpty() ? "routes:" : "- name: " + file.routes().getLast().name());
            }
            return new Routing(hours, file.teams(), file.routes(),
                    new Desk(List.copyOf(file.agents()), Map.copyOf(file.destinations()), file.fallback(),
                            file.mirror(), file.alerts()),
                    file.timers());
        } catch (Misplaced e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, path + ":" + StrictYaml.lineOf(path, e.places)
                    + ": " + e.getMessage()
                    + "; correct it, the file that Parley ships explains it", e);
        }
    }

    /** A mistake of meaning, with what stands in its line. */
    private static final class Misplaced extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final String[] places;

        Misplaced(String message, String... places) {
            super(message);
            this.places = places;
        }
    }

    private static Hours hoursOf(String name, Times times) {
        try {
            return Hours.of(times.zone(), times.week(), times.holidays());
        } catch (IllegalArgumentException e) {
            Matcher culprit = QUOTED.matcher(String.valueOf(e.getMessage()));
            throw new Misplaced(e.getMessage() + " (in the hours '" + name + "')",
                    culprit.find() ? culprit.group(1) : name + ":", name + ":");
        }
    }

    /** Whoever has the other's name would have their rights, too. */
    private static void isOnce(Stream<String> names, String what) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name.toLowerCase(Locale.ROOT))).findFirst().ifPresent(name -> {
            throw new Misplaced("two " + what + " '" + name + "'", "agents:");
        });
    }

    private static boolean isForAll(Line line) {
        return line.reasons().isEmpty() && line.categories().isEmpty() && line.languages().isEmpty();
    }

    private static void known(String what, String name, Map<String, ?> all) {
        if (!all.containsKey(name)) {
            throw new Misplaced("there is no " + what + " '" + name + "'; known are "
                    + String.join(", ", all.keySet().stream().sorted().toList()), what + ": " + name, name);
        }
    }

    /** Who gets a handoff with this reason, category and language that is opened at this moment. */
    public Route route(Reason reason, String category, String language, Priority own, Instant now) {
        Line line = lines.stream().filter(each -> each.fits(reason, category, language)).findFirst().orElseThrow();
        Priority priority = line.priority() == null || line.priority().compareTo(own) < 0 ? own : line.priority();
        Team team = team(line.team());
        String name = line.team();
        String why = "route '" + line.name() + "'";
        Optional<String> standIn = isOpen(team, now) ? Optional.empty() : findNextTeam(name, now);
        if (standIn.isPresent()) {
            why += ", out of hours of " + name;
            name = standIn.get();
            team = team(name);
        }
        int minutes = team.slaMinutes().getOrDefault(priority, 1);
        return new Route(name, team.destination(), team.mention(), priority, minutes,
                hoursOf(team).after(now, Duration.ofMinutes(minutes)), isOpen(team, now), why);
    }

    /** When what happens to handoffs that nobody works on. */
    public Timers timers() {
        return timers;
    }

    /** The teams' names, in alphabetical order. */
    public List<String> teamNames() {
        return teams.keySet().stream().sorted().toList();
    }

    /** Whether a team is known and at work at this moment. */
    public boolean isOpen(String team, Instant now) {
        return teams.containsKey(team) && isOpen(team(team), now);
    }

    /** When a team is at work again, in its time zone; empty: nobody knows. */
    public Optional<ZonedDateTime> findOpening(String team, Instant now) {
        return teams.containsKey(team) ? hoursOf(team(team)).opensAfter(now) : Optional.empty();
    }

    /** When so much of a team's hours has passed since then; of a team that is gone: plain time. */
    public Instant after(String team, Instant since, Duration open) {
        return teams.containsKey(team) ? hoursOf(team(team)).after(since, open) : since.plus(open);
    }

    /** Within how many minutes of its hours somebody of a team should answer; of a team that is gone: an hour. */
    public int slaMinutes(String team, Priority priority) {
        return teams.containsKey(team) ? team(team).slaMinutes().getOrDefault(priority, 1) : 60;
    }

    /**
     * A handoff goes to another team.
     *
     * @throws ParleyException INVALID_REQUEST when there is no such team
     */
    public Route routeTo(String name, Priority priority, Instant now) {
        if (!teams.containsKey(name)) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST,
                    "there is no team '" + name + "'; known are " + String.join(", ", teamNames()));
        }
        Team team = team(name);
        int minutes = team.slaMinutes().getOrDefault(priority, 1);
        return new Route(name, team.destination(), team.mention(), priority, minutes,
                hoursOf(team).after(now, Duration.ofMinutes(minutes)), isOpen(team, now), "moved to " + name);
    }

    /**
     * The team after this one, when nobody there takes a handoff: the first that is at work, of its fallback, that one's, and
     * so on; empty: there is none.
     */
    public Optional<String> findNextTeam(String name, Instant now) {
        Set<String> seen = new HashSet<>(Set.of(name));
        Team team = teams.get(name);
        while (team != null && team.fallback() != null && seen.add(team.fallback())) {
            String next = team.fallback();
            team = team(next);
            if (isOpen(team, now)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Somebody by their id at a desk. */
    public Optional<Agent> findAgent(String deskId, String userId) {
        return desk.agents().stream().filter(agent -> agent.findUser(deskId).filter(userId::equals).isPresent())
                .findFirst();
    }

    /** Who works at a desk, as the file has them. */
    public List<Agent> listAgents(String deskId) {
        return desk.agents().stream().filter(agent -> agent.findUser(deskId).isPresent()).toList();
    }

    /** Somebody by the name that customers see. */
    public Optional<Agent> findAgent(String name) {
        return desk.agents().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    /** Whether an agent is called so, however it is spelled: customers could not tell the two apart. */
    public boolean isAgentName(String name) {
        return desk.agents().stream().anyMatch(agent -> agent.name().equalsIgnoreCase(name));
    }

    /**
     * Where a destination is; where the fallback is when it is nowhere, or unknown by now.
     *
     * @param name null: none was named
     */
    public Optional<DeskPlace> findPlace(@Nullable String name) {
        return placeOf(name).or(() -> placeOf(desk.fallback()));
    }

    /** Where every conversation is shown; empty: nowhere. */
    public Optional<DeskPlace> findMirror() {
        return placeOf(desk.mirror());
    }

    /** Where alerts are said; empty: nowhere. */
    public Optional<DeskPlace> findAlerts() {
        return placeOf(desk.alerts());
    }

    /** Whether agents work there. */
    public boolean isDestination(DeskPlace place) {
        return desk.destinations().values().stream().anyMatch(each -> place.equals(each.place()));
    }

    /** Whether replies there are internal unless they are marked. */
    public boolean isInternal(DeskPlace place) {
        return desk.destinations().values().stream().anyMatch(
                each -> place.equals(each.place()) && each.isInternal());
    }

    private Optional<DeskPlace> placeOf(@Nullable String name) {
        return name == null
                ? Optional.empty()
                : Optional.ofNullable(desk.destinations().get(name)).map(Destination::place);
    }

    private Team team(String name) {
        Team team = teams.get(name);
        if (team == null) {
            throw new IllegalStateException("teams are checked when the file is read");
        }
        return team;
    }

    private Hours hoursOf(Team team) {
        Hours times = hours.get(team.hours());
        if (times == null) {
            throw new IllegalStateException("hours are checked when the file is read");
        }
        return times;
    }

    private boolean isOpen(Team team, Instant now) {
        return hoursOf(team).isOpen(now);
    }
}
