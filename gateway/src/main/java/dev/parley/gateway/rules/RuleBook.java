package dev.parley.gateway.rules;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.StrictYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All rules, in the order of precedence: no-touch topics, then the wish for a person. Immutable and thread-safe.
 *
 * <p>Fails closed: without a valid file there is no rule book, and without a rule book no bot.
 */
public final class RuleBook {

    /** The name under which a wish for a person stands in records. */
    static final String WISH_FOR_PERSON = "wish-for-person";
    /** The category of a turn that nothing files elsewhere. */
    public static final String UNCATEGORISED = "uncategorised";

    private static final Verdict PROCEED = new Verdict.Proceed();

    private final List<TextRule> noTouch;
    private final TextRule wishForPerson;

    private RuleBook(List<TextRule> noTouch, TextRule wishForPerson) {
        this.noTouch = List.copyOf(noTouch);
        this.wishForPerson = wishForPerson;
    }

    /**
     * @param config the directory with {@code no-touch.yml} and {@code escalation.yml}
     * @throws ParleyException INVALID_CONFIGURATION when a file is missing or broken, or a rule fails its examples
     */
    public static RuleBook read(Path config) {
        Path noTouchFile = config.resolve("no-touch.yml");
        Path escalationFile = config.resolve("escalation.yml");
        RuleFiles.NoTouch noTouch = StrictYaml.read(noTouchFile, RuleFiles.NoTouch.class);
        RuleFiles.Wish wish = StrictYaml.read(escalationFile, RuleFiles.Escalation.class).wishForPerson();
        List<TextRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RuleFiles.Rule rule : noTouch.rules()) {
            rules.add(checked(noTouchFile, () -> {
                if (!ids.add(rule.id())) {
                    throw new IllegalArgumentException("the rule id '" + rule.id() + "' is used twice");
                }
                return TextRule.compile(
                        new Verdict.HandOff(Reason.NO_TOUCH, rule.id(), rule.category(), rule.priority()),
                        rule.phrases(), rule.patterns(), rule.except(), rule.examples());
            }));
        }
        if (rules.isEmpty()) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    noTouchFile + ":1: there is no rule; a bot without no-touch rules does not start");
        }
        return new RuleBook(rules, checked(escalationFile, () -> TextRule.compile(
                new Verdict.HandOff(Reason.CUSTOMER_REQUEST, WISH_FOR_PERSON, UNCATEGORISED, wish.priority()),
                wish.phrases(), wish.patterns(), wish.except(), wish.examples())));
    }

    /** What a person's own words say: judged before anything is looked up. */
    public Verdict judge(String message) {
        String text = NormalText.of(message);
        Verdict topic = firstOf(noTouch, text);
        return topic instanceof Verdict.HandOff || !wishForPerson.applies(text) ? topic : wishForPerson.verdict();
    }

    /** What a drafted answer says: a second look, so that no article slips a no-touch topic through. */
    public Verdict judgeDraft(String draft) {
        return firstOf(noTouch, NormalText.of(draft));
    }

    /** The pressed button "Talk to a person". */
    public Verdict.HandOff wish() {
        return wishForPerson.verdict();
    }

    private static Verdict firstOf(List<TextRule> rules, String text) {
        for (TextRule rule : rules) {
            if (rule.applies(text)) {
                return rule.verdict();
            }
        }
        return PROCEED;
    }

    private interface Compilation {
        TextRule run();
    }

    private static TextRule checked(Path file, Compilation compilation) {
        try {
            return compilation.run();
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ": " + e.getMessage(), e);
        }
    }
}
