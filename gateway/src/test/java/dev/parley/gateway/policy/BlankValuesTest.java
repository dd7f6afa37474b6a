package dev.parley.gateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key without its value, or a list's item: refused with file and line, unless the file says that it may be empty. */
class BlankValuesTest {

    private static final Path SHIPPED = Path.of("../config");
    /** Of a line of the routing: the rule's own. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("priority");

    @TempDir
    Path config;

    @BeforeEach
    void copyShipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yml")).toList()) {
                Files.copy(file, config.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollout.yml", "no-touch.yml", "escalation.yml", "brand.yml", "routing.yml"})
    void eachKeyOnce(String name) throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve(name));
        Set<String> tried = new TreeSet<>();
        Set<String> accepted = new TreeSet<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            String key = line.replaceFirst("^[ -]*([A-Za-z]+):.*", "$1");
            if (line.matches("^[ -]*[A-Za-z]+: [^|>].*") && tried.add(key)
                    && isAccepted(name, lines, at, line.replaceFirst("^([ -]*[A-Za-z]+:) .*", "$1"))) {
                accepted.add(key);
            }
        }
        accepted.removeAll(MAY_BE_EMPTY);
        assertEquals(Set.of(), accepted);
    }

    @Test
    void anItemOfAList() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve("no-touch.yml"));
        int item = lines.indexOf("      - suicid*");
        assertTrue(!isAccepted("no-touch.yml", lines, item, "      -"));
    }

    private boolean isAccepted(String name, List<String> lines, int at, String instead) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, instead);
        Files.write(config.resolve(name), changed);
        try {
            Policy.read(config, Wording.NONE);
            return true;
        } catch (ParleyException refused) {
            assertTrue(refused.message().matches("(?s).*" + name + ":\\d+: .*;.*"),
                    () -> lines.get(at) + " -> " + refused.message());
            return false;
        }
    }
}
