package dev.parley.kb.source;

import dev.parley.kb.Article;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A question with its answer, as FAQ lists hold them. */
record FaqEntry(FrontMatter matter, String answer) {

    private static final int LONGEST_ID = 80;
    private static final Pattern OTHER_LETTER = Pattern.compile("[\\p{L}&&[^a-z]]");

    /**
     * @param values by lower-case column
     * @param file names the entries that have no id
     * @param line where it stands
     */
    static FaqEntry of(Map<String, String> values, String file, int line) throws BadDocument {
        List<String> questions = values.getOrDefault("question", "").lines().map(String::strip)
                .filter(question -> !question.isEmpty()).toList();
        if (questions.isEmpty()) {
            throw new BadDocument(line, "the question is empty", "write it, or remove the row");
        }
        String answer = values.getOrDefault("answer", "").strip();
        if (answer.isEmpty()) {
            throw new BadDocument(line, "the answer is empty", "write it, or remove the row");
        }
        String id = present(values, "id");
        return new FaqEntry(new FrontMatter(id != null ? id : idOf(questions.getFirst(), file), questions.getFirst(),
                present(values, "category"), present(values, "language"), questions.subList(1, questions.size()),
                present(values, "url"), date(present(values, "updated"), line), present(values, "owner"), null,
                present(values, "audience")), answer);
    }

    Article toArticle(String defaultLanguage) throws BadDocument {
        return matter.toDocument(answer, defaultLanguage);
    }

    /** The same question keeps its id, wherever in the list it stands. */
    static String idOf(String question, String file) {
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        String letters = Normalizer.normalize(name + "-" + question, Normalizer.Form.NFD).toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "").replace("ß", "ss");
        String id = letters.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        // What does not fit into an address, or not all of it, would be the same for several: then a number tells them apart.
        return id.length() <= LONGEST_ID && !OTHER_LETTER.matcher(letters).find()
                ? id
                : (id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id) + "-"
                        + Integer.toHexString(question.hashCode());
    }

    private static @Nullable LocalDate date(@Nullable String value, int line) throws BadDocument {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new BadDocument(line, "'" + value + "' is not a valid value for 'updated'",
                    "write a date like 2026-04-30");
        }
    }

    private static @Nullable String present(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
