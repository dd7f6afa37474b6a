package dev.parley.kb.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which articles a broken document may have held, going by whatever looks like an id in it: so that none is withdrawn because of
 * a slip of the pen. Rather too many than too few.
 */
final class IdsInside {

    /** More than this is no list of articles. */
    private static final int MOST_CHARACTERS = 8 << 20;
    private static final Pattern NAMED = Pattern.compile(
            "(?m)^\\s*id:\\s*[\"']?([^\"'\\s#]+)|\"id\"\\s*:\\s*\"([^\"]+)\"|name=[\"']?id[\"']?\\s+content=[\"']([^\"']+)");
    private static final Pattern CELLS = Pattern.compile("[;,]");

    private IdsInside() {}

    /** @param name of the file within its source */
    static Set<String> of(String name, Path file) {
        Set<String> ids = new HashSet<>();
        String simple = name.substring(name.lastIndexOf('/') + 1);
        ids.add(simple.replaceFirst("\\.[^.]*$", ""));
        String text = read(file);
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            for (int group = 1; group <= named.groupCount(); group++) {
                if (named.group(group) != null) {
                    ids.add(named.group(group));
                }
            }
        }
        if (simple.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            text.lines().flatMap(CELLS::splitAsStream).map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                    .filter(cell -> !cell.isBlank()).forEach(cell -> {
                        ids.add(cell);
                        ids.add(FaqEntry.idOf(cell, name));
                    });
        }
        return ids;
    }

    /** Also what is no UTF-8: ids are plain letters. */
    private static String read(Path file) {
        try {
            return Files.size(file) > MOST_CHARACTERS ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
