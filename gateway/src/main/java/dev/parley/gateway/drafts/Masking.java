package dev.parley.gateway.drafts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what belongs to one customer: addresses, long numbers, names. Careful rather than complete: a person
 * reads the draft before it is published. Pure.
 */
final class Masking {

    private static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}");
    private static final Pattern LINK_WITH_QUERY = Pattern.compile("(https?://[^\\s?#]+)[?#]\\S+");
    /** Bank accounts, order numbers, phone numbers: a run with at least four digits, letters and separators within. */
    private static final Pattern NUMBER = Pattern
            .compile("(?<![\\p{L}\\p{N}])(?:[A-Z]{1,4}[- ]?)?[+(]?\\d(?:[ /().-]?\\d){3,}(?![\\p{L}\\p{N}])");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern CODE = Pattern
            .compile(
                    "(?<![\\p{L}\\p{N}])(?=[A-Z0-9-]*\\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,}(?:-[A-Z0-9]+)*\\d{3,}[A-Z0-9]*");
    private static final int SHORTEST_NAME = 2;
    private static final String NAME = "\\p{Lu}[\\p{L}'’-]+(?:[ ]\\p{Lu}[\\p{L}'’-]+){0,2}";
    /** Where a name stands, whoever's it is; in the six languages that ship. */
    private static final List<Pattern> PLACES_OF_NAMES = List.of(
            // Mrs Jones
            Pattern.compile(
                    "(?<!\\p{L})((?:Mrs?|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Señora?|Srt?a?|Monsieur|Madame|Mme|Mlle|Signora?"
                            + "|Sig|Senhora?)[.]? )" + NAME),
            // Dear Anna,
            Pattern.compile(
                    "(?m)^((?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening)|Hallo|Guten (?:Tag|Morgen|Abend)"
                            + "|Liebe[rs]?|Hola|Estimad[oa]|Querid[oa]|Bonjour|Bonsoir|Chère?|Ciao|Gentile|Car[oa]|Olá|Prezad[oa])"
                            + ",? )" + NAME + "(?=\\s*(?:[,!:]|$))"),
            // my name is Anna
            Pattern.compile("(?<!\\p{L})((?i:my name is|mein name ist|ich heiße|me llamo|mi nombre es|je m['’]appelle"
                    + "|mon nom est|mi chiamo|il mio nome è|chamo-me|o meu nome é|meu nome é) )" + NAME),
            // Kind regards, Anna
            Pattern.compile(
                    "(?m)((?i:regards|wishes|thanks|cheers|sincerely|grüße|grüßen|gruß|lg|mfg|saludos?|atentamente"
                            + "|cordialement|saluti|cumprimentos|atenciosamente)[,!.]?\\s+)" + NAME + "(?=\\s*$)"));

    private Masking() {}

    /** @param names of the customer and of agents, as they are known; null: not known */
    static String mask(String text, @Nullable String... names) {
        String masked = EMAIL.matcher(text).replaceAll("[e-mail]");
        masked = LINK_WITH_QUERY.matcher(masked).replaceAll("$1");
        masked = CODE.matcher(masked).replaceAll("[number]");
        masked = NUMBER.matcher(masked)
                .replaceAll(found -> YEAR.matcher(found.group()).matches() ? found.group() : "[number]");
        for (String name : names) {
            masked = withoutName(masked, name);
        }
        for (Pattern place : PLACES_OF_NAMES) {
            masked = place.matcher(masked).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "[name]"));
        }
        return masked;
    }

    private static String withoutName(String text, @Nullable String name) {
        String without = text;
        for (String part : (name == null ? "" : name).split("[\\s,]+")) {
            if (part.length() >= SHORTEST_NAME) {
                without = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(part.toLowerCase(Locale.ROOT))
                        + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(without)
                        .replaceAll("[name]");
            }
        }
        return without;
    }
}
