package dev.parley.kb;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One approved article in one language: the only thing an answer can ever be cut from. Immutable.
 *
 * @param key id and language
 * @param title what the customer reads as the article's name; never blank
 * @param category the topic it is filed under; never blank
 * @param questions alternative phrasings of what it answers; may be empty
 * @param body CommonMark source
 * @param url where the customer can read it whole, absolute or starting with {@code /}; null when it is nowhere
 * @param updated the day its content last changed; null when unknown
 * @param owner who keeps it true; null when nobody is named
 * @param reviewBy the day by which its owner should read it again; null when none is set
 * @param audience who may read it
 */
public record Article(ArticleKey key, String title, String category, List<String> questions, String body,
        @Nullable String url, @Nullable LocalDate updated, @Nullable String owner, @Nullable LocalDate reviewBy,
        Audience audience) {

    /** What an id may look like: it appears in one line of a log, and, escaped, in URLs. */
    private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}]([^\\p{Cntrl}]{0,118}[^\\s\\p{Cntrl}])?");
    private static final int MAX_NAME_CHARACTERS = 120;
    /** Anything else a browser might run, or open as a page of the customer's own. */
    private static final Pattern URL = Pattern
            .compile("https?://[^\\s\\p{Cntrl}]+|/|/[^/\\s\\p{Cntrl}][^\\s\\p{Cntrl}]*");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    /** @throws IllegalArgumentException with a sentence for the author, when a field is not usable */
    public Article {
        if (!ID.matcher(key.id()).matches()) {
            throw new IllegalArgumentException("id must have 1 to 120 characters, without control characters: "
                    + key.id().replaceAll("\\p{Cntrl}", "?"));
        }
        if (!LANGUAGE.matcher(key.language()).matches()) {
            throw new IllegalArgumentException("language must be an ISO code like en or de: " + key.language());
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title is missing or empty");
        }
        if (category.isBlank()) {
            throw new IllegalArgumentException("category is missing or empty");
        }
        if (category.length() > MAX_NAME_CHARACTERS || owner != null && owner.length() > MAX_NAME_CHARACTERS) {
            throw new IllegalArgumentException("category and owner must have at most " + MAX_NAME_CHARACTERS
                    + " characters");
        }
        if (title.indexOf('\0') >= 0 || body.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the text holds a NUL character, which no database stores");
        }
        if (url != null && !isUrl(url)) {
            throw new IllegalArgumentException("url must look like https://shop.example/help or /help: " + url);
        }
        questions = List.copyOf(questions);
    }

    /** Whether a customer may be sent there: an absolute address of the web, or one on Parley's own server. */
    public static boolean isUrl(String url) {
        return URL.matcher(url).matches();
    }

    /**
     * Names this exact content: two articles with the same hash are the same revision.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        // Unit separators keep ("ab","c") and ("a","bc") apart; the order is part of the format.
        String content = String.join("\u001f", key.id(), key.language(), title, category,
                String.join("\u001e", questions), body, String.valueOf(url), String.valueOf(updated),
                String.valueOf(owner), String.valueOf(reviewBy), audience.name());
        return Sha256.hex(content);
    }
}
