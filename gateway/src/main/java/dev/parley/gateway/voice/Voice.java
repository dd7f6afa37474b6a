package dev.parley.gateway.voice;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.config.StrictYaml;
import dev.parley.gateway.rules.Reason;
import dev.parley.kb.Hit;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The brand's words for each situation. Immutable and thread-safe; a language without texts gets the default's. */
public final class Voice {

    private final Brand brand;

    private Voice(Brand brand) {
        this.brand = brand;
    }

    /**
     * @param config the directory with {@code brand.yml}
     * @throws dev.parley.gateway.config.ParleyException INVALID_CONFIGURATION with file and line
     */
    public static Voice read(Path config) {
        return new Voice(StrictYaml.read(config.resolve("brand.yml"), Brand.class));
    }

    /** How the brand introduces itself, in a language that has texts, else in the default's. */
    public BrandProfile profile(String language) {
        Brand.Texts texts = texts(language);
        Brand.Commands commands = texts.commands();
        return new BrandProfile(brand.name(), brand.botName(), fill(texts.disclosure()), fill(texts.greeting()),
                brand.suggestions(), languages(),
                new BrandProfile.Commands(texts.talkToAPerson(), commands.start(), commands.language(),
                        commands.forget(), fill(commands.forgetQuestion()), commands.forgetYes(),
                        fill(commands.forgotten())));
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

    /** The first words in an empty chat. */
    public String greeting(String language) {
        return fill(texts(language).greeting());
    }

    /** That it is a machine. */
    public String disclosure(String language) {
        return fill(texts(language).disclosure());
    }

    /** The label of the button. */
    public String talkToAPerson(String language) {
        return texts(language).talkToAPerson();
    }

    /** Which of these do you mean? */
    public String clarify(String language) {
        return fill(texts(language).answers().clarify());
    }

    /** The label of the button for none of the choices. */
    public String noneOfThese(String language) {
        return texts(language).answers().noneOfThese();
    }

    /** Words before an answer that is written in another language; null where it speaks for itself. */
    public @Nullable String introduction(Hit answer, String language) {
        String written = answer.passage().article().language();
        if (written.equals(language)) {
            return null;
        }
        String name = Locale.of(written).getDisplayLanguage(Locale.of(language));
        return fill(texts(language).answers().otherLanguage()).replace("{language}", name);
    }

    /** The answer to a courtesy. */
    public String courtesy(Finding.Kind kind, String language) {
        Brand.SmallTalk talk = texts(language).smallTalk();
        return fill(switch (kind) {
            case GREETING -> talk.greeting();
            case THANKS -> talk.thanks();
            case GOODBYE -> talk.goodbye();
            case ABOUT -> talk.about();
        });
    }

    /** What the customer is told when a person takes over. */
    public String handoff(Reason reason, String language) {
        Brand.Handoff words = texts(language).handoff();
        return fill(switch (reason) {
            case NO_TOUCH -> words.noTouch();
            case CUSTOMER_REQUEST -> words.customerRequest();
            case POLICY_PAUSE, ROLLOUT -> words.colleague();
            case KEYWORD, SENTIMENT -> words.upset();
            case REPEATED_FAILURE -> words.notHelpful();
            case NOT_SURE -> words.notSure();
            case SYSTEM_ERROR -> words.systemError();
        });
    }

    /** When nobody is there: said after the words of a handoff. */
    public String outOfHours(String language) {
        return fill(texts(language).handoff().outOfHours());
    }

    /** It waits for a person. */
    public String waiting(String language) {
        return fill(texts(language).desk().waiting());
    }

    /** A person is there. */
    public String joined(String language, String agent) {
        return fill(texts(language).desk().joined(), agent);
    }

    /** The bot answers again. */
    public String returned(String language, String agent) {
        return fill(texts(language).desk().returned(), agent);
    }

    /** A person closed the conversation. */
    public String resolved(String language, String agent) {
        return fill(texts(language).desk().resolved(), agent);
    }

    private Brand.Texts texts(String language) {
        Brand.Texts texts = brand.texts().get(language);
        return texts != null ? texts : texts(brand.defaultLanguage());
    }

    private String fill(String text) {
        return text.replace("{brand}", brand.name()).replace("{bot}", brand.botName());
    }

    private String fill(String text, String agent) {
        return fill(text).replace("{agent}", agent);
    }
}
