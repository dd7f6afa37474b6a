package dev.parley.gateway;

import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.desk.Commands;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffCount;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.knowledge.ReindexJobs;
import dev.parley.gateway.metrics.FigureService;
import dev.parley.gateway.metrics.Figures;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rollout.Pauses;
import dev.parley.gateway.routing.Agent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stats, reindex, pause, resume and ask, typed at a desk. Thread-safe. */
@Singleton
final class DeskCommands implements Commands {

    private static final String HELP = """
            stats: today's figures, and what waits
            ask QUESTION: what the bot would do, and why
            pause CATEGORY MINUTES WHY: people answer instead (CATEGORY all: everything) - leads
            resume CATEGORY: the bot answers again - leads
            reindex: take in what changed in the articles' folder - owners
            agents: who answers customers here
            unlink NAME: somebody who was linked no longer does - leads""";
    private static final String ALL = "all";
    private static final int LONGEST_WAITING = 5;
    private static final int LINE = 80;
    private static final Pattern PAUSE = Pattern
            .compile("(\\S+)\\s+(\\d{1,6})\\s*(m|min|minutes|h|hours?|d|days?)?\\s+(.+)");
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final MessagePipeline pipeline;
    private final Policies policies;
    private final FigureService figures;
    private final Handoffs handoffs;
    private final Pauses pauses;
    private final ReindexJobs reindexes;
    private final Clock clock;

    DeskCommands(MessagePipeline pipeline, Policies policies, FigureService figures, Handoffs handoffs, Pauses pauses,
            ReindexJobs reindexes, Clock clock) {
        this.pipeline = pipeline;
        this.policies = policies;
        this.figures = figures;
        this.handoffs = handoffs;
        this.pauses = pauses;
        this.reindexes = reindexes;
        this.clock = clock;
    }

    @Override
    public String run(Agent agent, String text) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length < 2 ? "" : words[1].strip();
        try {
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "stats" -> allowed(agent, Agent.Role.LEAD).orElseGet(this::stats);
                case "ask" -> ask(rest);
                case "pause" -> allowed(agent, Agent.Role.LEAD).orElseGet(() -> pause(agent, rest));
                case "resume" -> allowed(agent, Agent.Role.LEAD).orElseGet(() -> resume(agent, rest));
                case "reindex" -> allowed(agent, Agent.Role.OWNER).orElseGet(this::reindex);
                default -> HELP;
            };
        } catch (ParleyException e) {
            return e.message();
        }
    }

    /** Why not, if it is so. */
    private static Optional<String> allowed(Agent agent, Agent.Role role) {
        return agent.isAtLeast(role)
                ? Optional.empty()
                : Optional.of("This needs the role " + role.name().toLowerCase(Locale.ROOT)
                        + ", which you don't have in config/routing.yml.");
    }

    private String stats() {
        Instant now = clock.instant();
        Figures today = figures.between(now.truncatedTo(ChronoUnit.DAYS), now);
        Figures.Named named = today.figures();
        HandoffCount waiting = handoffs.count(Handoff.State.OPEN);
        return "Today (UTC): " + today.counts().conversations() + " conversations, " + today.counts().answers()
                + " answers, " + today.counts().handoffs() + " handoffs\n"
                + line("KB hit rate", named.kbHitRate()) + line("Resolution rate", named.resolutionRate())
                + line("Escalation rate", named.escalationRate()) + line("CSAT", named.csat())
                + "Handoffs by reason: " + (today.handoffsByReason().isEmpty()
                        ? "none"
                        : today.handoffsByReason().entrySet().stream()
                                .map(reason -> reason.getKey().replace('_', ' ') + " " + reason.getValue())
                                .collect(Collectors.joining(", ")))
                + "\nWaiting for a person: " + waiting.handoffs() + handoffs.listWaiting(LONGEST_WAITING).stream()
                        .map(each -> "\n• " + Duration.between(each.since(), now).toMinutes() + " min, " + each.team()
                                + ", handoff " + each.id() + ": " + cut(each.question()))
                        .collect(Collectors.joining());
    }

    private static String cut(String question) {
        return question.length() <= LINE ? question : question.substring(0, LINE - 1) + "…";
    }

    private static String line(String name, Figures.Rate rate) {
        return name + ": " + (rate.value() == null
                ? "–"
                : String.format(Locale.ROOT, "%.1f %% (%d of %d)", rate.value() * 100, rate.numerator(),
                        rate.denominator()))
                + "\n";
    }

    private String ask(String question) {
        if (question.isBlank()) {
            return "Write a question after ask.";
        }
        String language = pipeline.languageOf(question, policies.current().voice().languageFor(null));
        Decided decided = pipeline.decide(Inquiry.first(question, language));
        Asked asked = Asked.of(null, question, language, decided.decision(), policies.current().routing(),
                clock.instant());
        StringBuilder told = new StringBuilder(asked.decision()).append(asked.reason() == null
                ? ""
                : " (" + asked.reason() + (asked.rule() == null ? "" : ", rule " + asked.rule()) + ")");
        told.append(": ").append(decided.record().why()).append('\n');
        decided.decision().hits().stream().limit(3).forEach(hit -> told.append("• ")
                .append(hit.passage().title()).append(' ').append(Math.round(hit.confidence() * 100)).append(" %\n"));
        if (asked.answer() != null) {
            told.append(asked.answer());
        }
        if (asked.route() != null) {
            told.append(asked.route());
        }
        return told.toString().strip();
    }

    private String pause(Agent agent, String rest) {
        Matcher words = PAUSE.matcher(rest);
        if (!words.matches()) {
            return "Write for example: pause returns 60 new returns portal (minutes; 2h and 1d work, too; category all:"
                    + " everything)";
        }
        Duration duration = duration(Long.parseLong(words.group(2)), words.group(3));
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            return "A pause lasts from a minute to a year.";
        }
        pauses.begin(null, category(words.group(1)), words.group(4), agent.name(), duration);
        return "Paused: people answer " + (category(words.group(1)) == null ? "everything" : words.group(1))
                + " until " + UNTIL.format(clock.instant().plus(duration).atZone(ZoneOffset.UTC)) + " UTC.";
    }

    private static Duration duration(long number, @Nullable String unit) {
        return switch (unit == null ? "m" : unit.substring(0, 1)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static @Nullable String category(String word) {
        return word.equalsIgnoreCase(ALL) ? null : word;
    }

    private String resume(Agent agent, String rest) {
        if (rest.isBlank()) {
            return "Write a category after resume, or all.";
        }
        int ended = pauses.end(null, category(rest), agent.name()).size();
        return ended == 0 ? "Nothing of this name was paused." : "The bot answers again.";
    }

    private String reindex() {
        return "Reindex " + reindexes.begin()
                + " has begun. /admin/knowledge shows what comes of it; the old articles serve"
                + " meanwhile.";
    }
}
