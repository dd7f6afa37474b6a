package dev.parley.gateway.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in braces in a text, and the parts in brackets: said only if everything in braces in them is known. Pure.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
    /** Known nearly everywhere; the customer only within brackets, because often nobody knows the name. */
    private static final List<String> COMMON = List.of("brand", "bot", "role");
    private static final String CUSTOMER = "customer";
    /** Within brackets only, and what to write for example. */
    private static final Map<String, String> SOMETIMES = Map.of(CUSTOMER, "Hello[, {customer}]!", "opens",
            "away[ until {opens}]", "ahead", "Waiting[, {ahead} before you]");
    /** A given name, as people have them; anything else may be an attempt to put words into the bot's mouth. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}][\\p{L}\\p{M}'’-]{0,29}");

    private Placeholders() {}

    /** @throws IllegalArgumentException when a text has a placeholder that nothing fills */
    static void check(String place, String text, List<String> special) {
        if (!OPTIONAL.matcher(text).replaceAll("").replaceAll("[\\[\\]]", "").equals(OPTIONAL.matcher(text)
                .replaceAll(""))) {
            throw new IllegalArgumentException("the text '" + place + "' has a bracket without its counterpart");
        }
        String always = OPTIONAL.matcher(text).replaceAll("");
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (SOMETIMES.containsKey(name) && always.contains("{" + name + "}")) {
                throw new IllegalArgumentException("the text '" + place + "' needs brackets around {" + name
                        + "}, for example \"" + SOMETIMES.get(name) + "\", because that is not always known");
            }
            if (!name.equals(CUSTOMER) && !COMMON.contains(name) && !special.contains(name)) {
                throw new IllegalArgumentException("the text '" + place + "' has the placeholder {" + name
                        + "}; known here: " + String.join(", ", COMMON) + ", " + CUSTOMER
                        + (special.isEmpty() ? "" : ", " + String.join(", ", special)));
            }
        }
    }

    /**
     * @param withOptional whether parts in brackets are said where they are about the customer, or about nothing in particular
     * @param values by name; what is missing or null is not known
     */
    static String fill(String text, boolean withOptional, Map<String, @Nullable String> values) {
        String chosen = OPTIONAL.matcher(text).replaceAll(part -> Matcher.quoteReplacement(
                isKnown(part.group(1), values) && (withOptional || isInformation(part.group(1))) ? part.group(1) : ""));
        return PLACEHOLDER.matcher(chosen).replaceAll(part -> {
            String value = values.get(part.group(1));
            return Matcher.quoteReplacement(value == null ? part.group() : value);
        });
    }

    private static boolean isInformation(String part) {
        return SOMETIMES.keySet().stream().anyMatch(name -> !name.equals(CUSTOMER) && part.contains("{" + name + "}"));
    }

    private static boolean isKnown(String part, Map<String, @Nullable String> values) {
        return PLACEHOLDER.matcher(part).results().allMatch(found -> values.get(found.group(1)) != null);
    }

    /** The name to call a customer by; null when there is none that looks like one. */
    static @Nullable String givenName(@Nullable String fullName) {
        String first = fullName == null ? "" : fullName.strip().split("\\s+", 2)[0];
        return NAME.matcher(first).matches() ? first : null;
    }
}
