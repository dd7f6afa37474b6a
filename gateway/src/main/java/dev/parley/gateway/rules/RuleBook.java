package dev.parley.gateway.rules;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.StrictYaml;
import dev.parley.gateway.rules.text.Disguise;
import dev.parley.gateway.rules.text.NormalText;
import dev.parley.gateway.rules.text.PhraseBook;
import dev.parley.gateway.rules.text.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules on what customers write, in the order of precedence: no-touch topics, the wish for a person, keywords. Immutable
 * and thread-safe.
 *
 * <p>Fails closed: without valid files there is no rule book, and without a rule book no bot.
 */
public final class RuleBook {

    /** The name under which a wish for a person stands in records. */
    static final String WISH_FOR_PERSON = "wish-for-person";
    private static final String KEYWORDS = "keywords";
    private static final double NEVER_UPSET = -1;
    /** The category of a turn that nothing files elsewhere. */
    public static final String UNCATEGORISED = "uncategorised";

    /** Longer texts are judged piece by piece, so that one pattern's cost is bounded; the pieces overlap. */
    private static final int PIECE = 8_192;
    private static final int OVERLAP = 256;

    private final PhraseBook book;
    private final Disguise disguise;
    private final List<TextRule> noTouch;
    private final Closeness closeness;
    private final TextRule wishForPerson;
    private final TextRule keywords;
    private final Escalation escalation;
    private final Mood mood;
    private final Topics topics;

    private RuleBook(PhraseBook book, Wording wording, List<TextRule> noTouch, TextRule wishForPerson,
            TextRule keywords, RuleFiles.Escalation escalation, Topics topics) {
        this.book = book;
        this.disguise = new Disguise(book, wording);
        this.noTouch = List.copyOf(noTouch);
        this.closeness = new Closeness(noTouch, wording);
        this.wishForPerson = wishForPerson;
        this.keywords = keywords;
        this.escalation = Escalation.of(escalation);
        this.mood = new Mood(escalation.sentiment().neutral());
        this.topics = topics;
    }

    /**
     * @param config the directory with {@code no-touch.yml} and {@code escalation.yml}, and perhaps {@code topics.jsonl}
     * @param wording what is known of the language beside the rules
     * @throws ParleyException INVALID_CONFIGURATION when a file is missing or broken, or a rule fails its examples
     */
    public static RuleBook read(Path config, Wording wording) {
        Path noTouchFile = config.resolve("no-touch.yml");
        Path escalationFile = config.resolve("escalation.yml");
        List<RuleFiles.Rule> noTouch = StrictYaml.read(noTouchFile, RuleFiles.NoTouch.class).rules();
        RuleFiles.Escalation escalation = StrictYaml.read(escalationFile, RuleFiles.Escalation.class);
        PhraseBook book = new PhraseBook();
        List<TextRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RuleFiles.Rule rule : noTouch) {
            rules.add(RuleLines.located(noTouchFile, rule.id(), () -> {
                if (!ids.add(rule.id())) {
                    throw new IllegalArgumentException("the rule id '" + rule.id() + "' is used twice");
                }
                if (rule.phrases().isEmpty() && rule.patterns().isEmpty() && rule.categories().isEmpty()) {
                    throw new IllegalArgumentException("rule '" + rule.id()
                            + "': has no phrase, no pattern and no category, and can never match");
                }
                return TextRule.compile(book, new Verdict.HandOff(Reason.NO_TOUCH, rule.id(), rule.category(),
                        rule.priority(), rule.reason()), rule);
            }));
        }
        if (rules.isEmpty()) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    noTouchFile + ":1: there is no rule; a bot without no-touch rules does not start");
        }
        TextRule wish = words(book, escalationFile, escalation.wishForPerson(), Reason.CUSTOMER_REQUEST,
                WISH_FOR_PERSON, "wishForPerson", "the customer asks for a person");
        TextRule keywords = words(book, escalationFile, escalation.keywords(), Reason.KEYWORD, KEYWORDS, KEYWORDS,
                "the customer uses words that call for a person");
        RuleBook whole = new RuleBook(book, wording, rules, wish, keywords, escalation,
                Topics.read(config.resolve("topics.jsonl"), examples(rules, wish, book), wording.harmless()));
        rules.forEach(rule -> checkExamples(noTouchFile, rule, Objects.requireNonNull(rule.verdict().rule()), book));
        checkExamples(escalationFile, wish, "wishForPerson", book);
        checkExamples(escalationFile, keywords, KEYWORDS, book);
        return whole;
    }

    /** The rules' own examples, to learn from. What one must not match may be another's. */
    private static List<Topics.Sentence> examples(List<TextRule> noTouch, TextRule wish, PhraseBook book) {
        List<TextRule> rules = Stream.concat(noTouch.stream(), Stream.of(wish)).toList();
        List<Topics.Sentence> examples = new ArrayList<>();
        for (TextRule rule : rules) {
            rule.examples().match().forEach(
                    text -> examples.add(new Topics.Sentence(text, String.valueOf(rule.verdict().rule()), null)));
            rule.examples().noMatch().stream().filter(text -> {
                TextRule.Reading plain = TextRule.Reading.of(NormalText.words(text), book);
                return rules.stream().allMatch(other -> other.findCause(plain, book).isEmpty());
            }).forEach(text -> examples.add(new Topics.Sentence(text, Topics.NONE, null)));
        }
        return examples;
    }

    /** What no-touch rules file conversations under. */
    public List<String> categories() {
        return noTouch.stream().map(rule -> rule.verdict().category()).distinct().sorted().toList();
    }

    /** The categories of articles that no-touch rules are for. */
    public Set<String> articleCategories() {
        return noTouch.stream().flatMap(rule -> rule.categories().stream()).collect(Collectors.toSet());
    }

    private static TextRule words(PhraseBook book, Path file, RuleFiles.Words words, Reason reason, String rule,
            String key, String why) {
        return RuleLines.located(file, key, () -> TextRule.compile(book,
                new Verdict.HandOff(reason, rule, UNCATEGORISED, words.priority(), why),
                new RuleFiles.Rule(rule, UNCATEGORISED, words.priority(), why, List.of(), List.of(), words.phrases(),
                        words.patterns(), words.except(), words.examples())));
    }

    private static void checkExamples(Path file, TextRule rule, String key, PhraseBook book) {
        RuleLines.located(file, key, () -> {
            List<String> wrong = rule.wrongExamples(book);
            if (!wrong.isEmpty()) {
                throw new IllegalArgumentException(wrong.getFirst());
            }
            return rule;
        });
    }

    /**
     * What a person's own words say: judged before anything is looked up.
     *
     * @param message as typed
     * @param before what the customer wrote just before it, oldest first: a topic may be spread over several messages
     * @param language of the message, ISO 639-1
     * @return the rule that applies; empty when nothing speaks against an answer
     */
    public Optional<Match> judge(String message, List<String> before, String language) {
        List<TextRule.Reading> readings = readings(message);
        return firstOf(noTouch, readings, language).or(() -> spread(message, before, language))
                .or(() -> firstOf(List.of(wishForPerson), readings, language))
                .or(() -> meant(message, readings, language));
    }

    /** The rule that it means, though it has no rule's words. */
    private Optional<Match> meant(String message, List<TextRule.Reading> readings, String language) {
        return closeness.find(message, language).or(() -> worded(readings, language));
    }

    /** The rule whose topic it is worded like; what a keyword says goes before. */
    private Optional<Match> worded(List<TextRule.Reading> readings, String language) {
        if (firstOf(List.of(keywords), readings, "").isPresent()) {
            return Optional.empty();
        }
        for (TextRule.Reading reading : readings) {
            Optional<Match> match = topics.find(reading.words(), this::isTopic).flatMap(likeness -> all().stream()
                    .filter(rule -> likeness.topic().equals(rule.verdict().rule()) && rule.mayBeLike(reading, language))
                    .findFirst().map(rule -> Match.byMeaning(rule.verdict(), likeness.told(), reading.line())));
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private boolean isTopic(String topic) {
        return topic.equals(WISH_FOR_PERSON)
                || noTouch.stream().anyMatch(rule -> topic.equals(rule.verdict().rule()));
    }

    /**
     * The rules that {@link #judge} held a message against, in order.
     *
     * @param applied what it found; null when nothing
     */
    public List<String> listTried(@Nullable Match applied, String language) {
        List<String> tried = new ArrayList<>();
        for (TextRule rule : noTouch) {
            if (rule.isFor(language)) {
                tried.add(String.valueOf(rule.verdict().rule()));
            }
        }
        tried.add(WISH_FOR_PERSON);
        // What means the same is looked at when no rule's words apply.
        int last = applied == null || applied.isByMeaning() ? -1 : tried.indexOf(applied.rule());
        return last < 0 ? tried : tried.subList(0, last + 1);
    }

    /** What was said before and answered nevertheless (after a return, say) is not held against this message. */
    private Optional<Match> spread(String message, List<String> before, String language) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        String earlier = String.join(" \n", before);
        return firstOf(noTouch, readings(earlier + " \n" + message), language)
                .filter(found -> firstOf(noTouch, readings(earlier), language).isEmpty());
    }

    /** Words that call for a person, where no rule of {@link #judge} applies. */
    public Optional<Verdict.HandOff> findKeyword(String message) {
        return firstOf(List.of(keywords), readings(message), "").map(Match::verdict);
    }

    /** What a drafted answer says: a second look, so that no article slips a no-touch topic through. */
    public Optional<Verdict.HandOff> judgeDraft(String draft, String language) {
        return firstOf(noTouch, List.of(TextRule.Reading.of(NormalText.words(draft), book)), language)
                .map(Match::verdict);
    }

    /** Rules that want to know what the message is about: judged after the search. */
    public Optional<Verdict.HandOff> judgeCategory(String message, String category, String language) {
        List<TextRule> rules = noTouch.stream()
                .filter(rule -> rule.categories().contains(category) && rule.isFor(language)).toList();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        List<TextRule.Reading> readings = readings(message);
        return rules.stream().filter(rule -> !rule.hasText()
                || readings.stream().anyMatch(reading -> rule.findCause(reading, book).isPresent()))
                .map(TextRule::verdict).findFirst();
    }

    /**
     * A rule that applies, and why.
     *
     * @param cause the phrase or pattern
     * @param read the text as it was understood, which may differ from what was typed
     */
    public record Match(Verdict.HandOff verdict, String cause, String read) {

        private static final String MEANING = "like: ";

        static Match byMeaning(Verdict.HandOff verdict, String example, String read) {
            return new Match(verdict, MEANING + example, read);
        }

        boolean isByMeaning() {
            return cause.startsWith(MEANING);
        }

        /** The rule's id. */
        public String rule() {
            return Objects.requireNonNull(verdict.rule());
        }
    }

    /** All rules that apply to a message, in order of precedence: the first one decides. */
    public List<Match> listMatches(String message, String language) {
        List<TextRule.Reading> readings = readings(message);
        List<Match> matches = all().stream().flatMap(rule -> firstOf(List.of(rule), readings, language).stream())
                .toList();
        return matches.isEmpty()
                ? meant(message, readings, language).stream().toList()
                : matches;
    }

    /** Examples that go wrong once misspellings, disguises and meaning are looked at too, each as a sentence. */
    public List<String> listWrongExamples() {
        List<String> wrong = new ArrayList<>();
        for (TextRule rule : all()) {
            String name = rule.verdict().rule() + ": ";
            rule.examples().match().stream().filter(text -> findOf(rule, text).isEmpty())
                    .forEach(text -> wrong.add(name + "does not match '" + text + "'"));
            rule.examples().noMatch().forEach(text -> findOf(rule, text)
                    .or(() -> closeness.find(text, "en"))
                    .or(() -> worded(readings(text), "en")
                            .filter(match -> match.rule().equals(rule.verdict().rule())))
                    .ifPresent(match -> wrong.add(name + "'" + text + "' must not match, but does by '" + match.cause()
                            + "', read as '" + match.read() + "'")));
        }
        return wrong;
    }

    private Optional<Match> findOf(TextRule rule, String text) {
        return firstOf(List.of(rule), readings(text), rule.languages().isEmpty() ? "" : rule.languages().getFirst());
    }

    /** What owners should know of the sentences that topics are learned from, each as a sentence; takes some seconds. */
    public List<String> describeTopics() {
        return topics.describe(topic -> topic.equals(Topics.UPSET) || isTopic(topic));
    }

    /** How many rules there are. */
    public int countRules() {
        return all().size();
    }

    /** How many examples they have. */
    public int countExamples() {
        return all().stream().mapToInt(rule -> rule.examples().match().size() + rule.examples().noMatch().size()).sum();
    }

    /** In order of precedence. */
    private List<TextRule> all() {
        List<TextRule> all = new ArrayList<>(noTouch);
        all.add(wishForPerson);
        all.add(keywords);
        return all;
    }

    /** Whether the customer sounds more upset than the bot should answer. */
    public boolean isUpset(String message, String language) {
        return escalation.upsetBelow() > NEVER_UPSET && (mood.of(message, language) < escalation.upsetBelow()
                || topics.find(NormalText.words(message), Topics.UPSET::equals).isPresent());
    }

    /** How often the bot may fail, and who is handed over at once. */
    public Escalation escalation() {
        return escalation;
    }

    /** The pressed button "Talk to a person". */
    public Verdict.HandOff wish() {
        return wishForPerson.verdict();
    }

    private Optional<Match> firstOf(List<TextRule> rules, List<TextRule.Reading> readings, String language) {
        for (TextRule rule : rules) {
            if (!rule.hasText() || !rule.categories().isEmpty() || !rule.isFor(language)) {
                continue;
            }
            for (TextRule.Reading reading : readings) {
                Optional<String> cause = rule.findCause(reading, book);
                if (cause.isPresent()) {
                    return Optional.of(new Match(rule.verdict(), cause.get(), reading.line()));
                }
            }
        }
        return Optional.empty();
    }

    private List<TextRule.Reading> readings(String text) {
        List<TextRule.Reading> readings = new ArrayList<>();
        for (int from = 0; from == 0 || from + OVERLAP < text.length(); from += PIECE - OVERLAP) {
            String piece = text.substring(from, Math.min(text.length(), from + PIECE));
            disguise.readings(piece).forEach(words -> readings.add(TextRule.Reading.of(words, book)));
        }
        return readings;
    }
}
