package dev.parley.gateway.voice;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.StrictYaml;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.text.NormalText;
import dev.parley.gateway.rules.text.PhraseBook;
import dev.parley.kb.Hit;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The brand's words for each situation. Immutable and thread-safe; a language without texts gets the default's. As it is
 * read it speaks to anybody on any channel; {@link #towards} makes it speak to somebody.
 */
public final class Voice {

    private static final String ANY_CHANNEL = "";
    private static final String AGENT = "agent";

    private final Brand brand;
    private final PhraseBook avoided;
    private final Map<String, Map<String, Texts>> byChannel;
    private final String channel;
    private final @Nullable String customer;

    private Voice(Brand brand, PhraseBook avoided, Map<String, Map<String, Texts>> byChannel, String channel,
            @Nullable String customer) {
        this.brand = brand;
        this.avoided = avoided;
        this.byChannel = byChannel;
        this.channel = channel;
        this.customer = customer;
    }

    /**
     * @param config the directory with {@code brand.yml}
     * @throws ParleyException INVALID_CONFIGURATION with file and line, also when a text is out of tone
     */
    public static Voice read(Path config) {
        Path file = config.resolve("brand.yml");
        Brand brand = StrictYaml.read(file, Brand.class);
        brand.forEachText((language, place, text) -> {
            List<String> faults = brand.faults(language, place, text);
            if (!faults.isEmpty()) {
                throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ":" + StrictYaml.lineOf(file, text)
                        + ": " + faults.getFirst() + "; reword the text, or change tone or words");
            }
        });
        PhraseBook avoided = new PhraseBook();
        brand.avoid().forEach(topic -> topic.phrases().forEach(avoided::add));
        Map<String, Map<String, Texts>> byChannel = new HashMap<>();
        byChannel.put(ANY_CHANNEL, brand.texts());
        for (String name : brand.channels()) {
            byChannel.put(name, brand.texts().keySet().stream()
                    .collect(Collectors.toMap(language -> language, language -> placed(file, brand, name, language))));
        }
        return new Voice(brand, avoided, Map.copyOf(byChannel), ANY_CHANNEL, null);
    }

    private static Texts placed(Path file, Brand brand, String channel, String language) {
        try {
            return brand.textsOn(channel, language);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ":" + StrictYaml.lineOf(file, "variants:") + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * The same voice, speaking to a customer on a channel.
     *
     * @param name as the channel or a signed identity gives it, or null; only what looks like a given name is used
     */
    public Voice towards(String onChannel, @Nullable String name) {
        return new Voice(brand, avoided, byChannel, byChannel.containsKey(onChannel) ? onChannel : ANY_CHANNEL,
                Placeholders.givenName(name));
    }

    /** How the brand introduces itself, in a language that has texts, else in the default's. */
    public BrandProfile profile(String language) {
        Texts texts = texts(language);
        Texts.Commands commands = texts.commands();
        return new BrandProfile(brand.name(), brand.botName(), fill(texts.disclosure(), language),
                fill(texts.greeting(), language), brand.suggestions().getOrDefault(language,
                        brand.suggestions().getOrDefault(brand.defaultLanguage(), List.of())),
                languages(),
                new BrandProfile.Commands(texts.talkToAPerson(), commands.start(), commands.language(),
                        commands.forget(), fill(commands.forgetQuestion(), language), commands.forgetYes(),
                        fill(commands.forgotten(), language), fill(texts.rating().thanks(), language)));
    }

    /** @return the language that a locale is answered in, ISO 639-1 */
    public String languageFor(@Nullable String locale) {
        String language = locale == null ? "" : Locale.forLanguageTag(locale).getLanguage();
        return brand.texts().containsKey(language) ? language : brand.defaultLanguage();
    }

    /** The languages that have texts, the default first. */
    public List<String> languages() {
        return brand.texts().keySet().stream()
                .sorted(Comparator.comparing((String language) -> !language.equals(brand.defaultLanguage()))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The channels that have texts of their own, by their ids. */
    public List<String> channels() {
        return brand.channels();
    }

    /** The topic that the brand does not talk about, if the message is about one. */
    public Optional<String> findAvoided(String message) {
        int phrase = avoided.find(NormalText.words(message)).nextSetBit(0);
        if (phrase < 0) {
            return Optional.empty();
        }
        String text = avoided.text(phrase);
        return brand.avoid().stream().filter(topic -> topic.phrases().contains(text)).map(Brand.Topic::topic)
                .findFirst();
    }

    /** What the words of an article are not as the brand has them, each as a sentence: for its authors, nothing more. */
    public List<String> listUnusualWords(String text) {
        return brand.wordFaults(text);
    }

    /** The first words in an empty chat. */
    public String greeting(String language) {
        return fill(texts(language).greeting(), language);
    }

    /** That it is a machine. */
    public String disclosure(String language) {
        return fill(texts(language).disclosure(), language);
    }

    /** The label of the button. */
    public String talkToAPerson(String language) {
        return texts(language).talkToAPerson();
    }

    /** Which of these do you mean? */
    public String clarify(String language) {
        return fill(texts(language).answers().clarify(), language);
    }

    /** The label of the button for none of the choices. */
    public String noneOfThese(String language) {
        return texts(language).answers().noneOfThese();
    }

    /** Words before an answer that is written in another language; null where it speaks for itself. */
    public @Nullable String introduction(Hit answer, String language) {
        String written = answer.passage().article().language();
        return written.equals(language) ? null : onlyIn(written, language);
    }

    /** Before an answer that there is in another language alone. */
    public String onlyIn(String written, String language) {
        return fill(texts(language).answers().otherLanguage(), language, "language",
                Locale.of(written).getDisplayLanguage(Locale.of(languageFor(language))));
    }

    /** The answer to a courtesy, or to what is not talked about. */
    public String courtesy(Finding.Kind kind, String language) {
        Texts.SmallTalk talk = texts(language).smallTalk();
        return fill(switch (kind) {
            case GREETING -> talk.greeting();
            case THANKS -> talk.thanks();
            case GOODBYE -> signed(talk.goodbye(), language);
            case ABOUT -> talk.about();
            case VAGUE -> talk.vague();
            case AVOIDED -> talk.avoided();
        }, language);
    }

    private String signed(String words, String language) {
        String signOff = texts(language).signOff();
        return signOff.isEmpty() ? words : words + "\n\n" + signOff;
    }

    /**
     * What the customer is told when a person takes over.
     *
     * @param rule the id of the rule that matched; null: none did
     */
    public String handoff(Reason reason, @Nullable String rule, String language) {
        return findHandoff(rule, language).orElseGet(() -> handoff(reason, language));
    }

    /** The brand's own words for handoffs by a rule; empty where the usual ones do. */
    public Optional<String> findHandoff(@Nullable String rule, String language) {
        return Optional.ofNullable(rule).map(id -> texts(language).handoff().byRule().get(id))
                .map(words -> fill(words, language));
    }

    /** Rules for which the brand has words of its own. */
    public List<String> listRulesWithWords(String language) {
        return texts(language).handoff().byRule().keySet().stream().sorted().toList();
    }

    /** The usual words when a person takes over. */
    public String handoff(Reason reason, String language) {
        Texts.Handoff words = texts(language).handoff();
        return fill(switch (reason) {
            case NO_TOUCH -> words.noTouch();
            case CUSTOMER_REQUEST -> words.customerRequest();
            case POLICY_PAUSE, ROLLOUT -> words.colleague();
            case KEYWORD, SENTIMENT -> words.upset();
            case REPEATED_FAILURE -> words.notHelpful();
            case NOT_SURE -> words.notSure();
            case SYSTEM_ERROR -> words.systemError();
        }, language);
    }

    /**
     * When nobody is there: said after the words of a handoff.
     *
     * @param now in any zone
     * @param opens when somebody is there again, in the team's zone; null: nobody knows
     */
    public String outOfHours(String language, ZonedDateTime now, @Nullable ZonedDateTime opens) {
        return fill(texts(language).handoff().outOfHours(), language, "opens",
                opens == null ? null : moment(languageFor(language), now.withZoneSameInstant(opens.getZone()), opens));
    }

    /** In the language of the text that it stands in; as short as it is clear, with the zone: the customer may be in another one. */
    private static String moment(String language, ZonedDateTime now, ZonedDateTime then) {
        long days = ChronoUnit.DAYS.between(now.toLocalDate(), then.toLocalDate());
        String pattern = days == 0 ? "HH:mm z" : days < 7 ? "EEEE HH:mm z" : "EEEE d MMMM HH:mm z";
        return DateTimeFormatter.ofPattern(pattern, Locale.of(language)).format(then);
    }

    /**
     * It waits for a person.
     *
     * @param ahead how many others do and will be answered first
     */
    public String waiting(String language, long ahead) {
        return fill(texts(language).desk().waiting(), language, "ahead", ahead == 0 ? null : String.valueOf(ahead));
    }

    /** A person is there. */
    public String joined(String language, String agent) {
        return fill(texts(language).desk().joined(), language, AGENT, agent);
    }

    /** The bot answers again. */
    public String returned(String language, String agent) {
        return fill(texts(language).desk().returned(), language, AGENT, agent);
    }

    /** A person closed the conversation. */
    public String resolved(String language, String agent) {
        return fill(texts(language).desk().resolved(), language, AGENT, agent);
    }

    /** Nobody has come yet, and it takes longer. */
    public String expectation(String language) {
        return fill(texts(language).desk().expectation(), language);
    }

    /** Before what an agent says instead of what they wrote before. */
    public String corrected(String language) {
        return fill(texts(language).desk().corrected(), language);
    }

    /** An agent took back what they wrote. */
    public String withdrawn(String language, String agent) {
        return fill(texts(language).desk().withdrawn(), language, AGENT, agent);
    }

    /** A file of the customer's is not taken. */
    public String fileRefused(String language, String file) {
        return fill(texts(language).desk().fileRefused(), language, "file", file);
    }

    /** To a customer who does not answer. */
    public String stillThere(String language) {
        return fill(texts(language).desk().stillThere(), language);
    }

    /** To a customer who did not even answer that. */
    public String left(String language) {
        return fill(texts(language).desk().left(), language);
    }

    /** Did that help? */
    public String followUp(String language) {
        return fill(texts(language).followUp().question(), language);
    }

    /** The label of the button that says so. */
    public String helped(String language) {
        return texts(language).followUp().yes();
    }

    /** The label of the button that says no. */
    public String helpedNot(String language) {
        return texts(language).followUp().no();
    }

    /** Good to know. */
    public String helpedThanks(String language) {
        return fill(texts(language).followUp().thanks(), language);
    }

    /** How was it? */
    public String ratingQuestion(String language, String agent) {
        return fill(texts(language).rating().question(), language, AGENT, agent);
    }

    /** The five labels, the best first. */
    public List<String> ratings(String language) {
        Texts.Rating rating = texts(language).rating();
        return List.of(rating.excellent(), rating.good(), rating.okay(), rating.poor(), rating.bad());
    }

    /** Thanks for it. */
    public String ratingThanks(String language) {
        return fill(texts(language).rating().thanks(), language);
    }

    private Texts texts(String language) {
        Map<String, Texts> own = byChannel.getOrDefault(channel, brand.texts());
        Texts texts = own.get(language);
        return texts != null ? texts : texts(brand.defaultLanguage());
    }

    private String fill(String text, String language) {
        return fill(text, language, "", "");
    }

    private String fill(String text, String language, String special, @Nullable String value) {
        Map<String, @Nullable String> values = new HashMap<>();
        values.put("brand", brand.name());
        values.put("bot", brand.botName());
        values.put("role", texts(language).role());
        values.put("customer", customer);
        values.put(special, value);
        return Placeholders.fill(text, brand.tone().warmth() == Tone.Warmth.WARM, values);
    }
}
