package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/desk.md promises a test for each point of the desk. */
class DeskPointsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\|(.*)\\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void eachPointNamesATestThatThereIs() throws IOException {
        TreeSet<Integer> points = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("../docs/desk.md"))).results().toList()) {
            for (MatchResult named : NAMED.matcher(row.group(2)).results().toList()) {
                points.add(Integer.valueOf(row.group(1)));
                if (!isThere(named.group(1), named.group(2))) {
                    missing.add(named.group());
                }
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(IntStream.rangeClosed(1, 17).boxed().toList(), List.copyOf(points));
    }

    private static boolean isThere(String type, String method) throws IOException {
        for (String module : List.of(".", "../connectors")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                for (Path file : files.filter(each -> each.endsWith(type + ".java")).toList()) {
                    if (Files.readString(file).contains("void " + method + "(")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
