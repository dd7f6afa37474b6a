package dev.parley.gateway.drafts;

import java.util.Locale;
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
