package dev.parley.kb.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * FAQ lists: a header line, then one article a row. {@code question} and {@code answer} are needed; a question cell may hold
 * several phrasings, one a line, of which the first is the title.
 */
final class CsvReader implements DocumentReader {

    private static final Set<String> COLUMNS = Set.of("id", "question", "answer", "category", "language", "url",
            "updated", "owner", "audience");
    private static final String KNOWN = "id, question, answer, category, language, url, updated, owner, audience";

    private final String defaultLanguage;

    CsvReader(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    @Override
    public boolean reads(String name) {
        return name.endsWith(".csv");
    }

    @Override
    public boolean isList() {
        return true;
    }

    @Override
    public Contents read(String file, String text) {
        Contents contents = new Contents();
        char separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).setHeader().setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true).setTrim(true).get();
        try (CSVParser rows = CSVParser.parse(text, format)) {
            checkHeader(rows.getHeaderNames());
            int line = (int) rows.getCurrentLineNumber() + 1;
            for (CSVRecord row : rows) {
                try {
                    contents.articles.add(new Contents.Found(FaqEntry.of(values(row), file, line)
                            .toArticle(defaultLanguage), line));
                } catch (BadDocument e) {
                    contents.add(file, new BadDocument(line, e.message(), e.remedy));
                }
                line = (int) rows.getCurrentLineNumber() + 1;
            }
        } catch (BadDocument e) {
            contents.add(file, e);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            contents.add(file, new BadDocument(null, "not a CSV table: " + e.getMessage(),
                    "put texts with commas or line ends into double quotes, and double the quotes in them"));
        }
        return contents;
    }

    private static void checkHeader(List<String> header) throws BadDocument {
        List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw new BadDocument(1, "unknown column '" + name + "'", "remove it or use one of: " + KNOWN);
            }
        }
        for (String needed : Arrays.asList("question", "answer")) {
            if (!names.contains(needed)) {
                throw new BadDocument(1, "the column '" + needed + "' is missing", "add it to the first line");
            }
        }
    }

    private static Map<String, String> values(CSVRecord row) {
        Map<String, String> values = new HashMap<>();
        row.toMap().forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
        return values;
    }
}
