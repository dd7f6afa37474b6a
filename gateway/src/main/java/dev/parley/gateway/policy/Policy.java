package dev.parley.gateway.policy;

import dev.parley.gateway.rollout.Rollout;
import dev.parley.gateway.routing.Routing;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What the files said when they were read. Immutable.
 *
 * @param version the beginning of a hash over the files: two replicas with the same files have the same
 */
public record Policy(String version, RuleBook rules, Voice voice, Routing routing, Rollout rollout) {

    static final List<String> FILES = List.of("no-touch.yml", "escalation.yml", "routing.yml", "rollout.yml",
            "brand.yml", "topics.jsonl");
    private static final int VERSION_CHARACTERS = 12;

    /**
     * @param directory with the files
     * @param wording what is known of the language beside the rules
     * @throws dev.parley.gateway.config.ParleyException INVALID_CONFIGURATION with file, line and remedy
     */
    public static Policy read(Path directory, Wording wording) {
        // The version is taken first: what is saved meanwhile has another one, and is read again.
        String version = versionOf(directory);
        return new Policy(version, RuleBook.read(directory, wording), Voice.read(directory),
                Routing.read(directory), Rollout.read(directory));
    }

    static String versionOf(Path directory) {
        try {
            MessageDigest digest = Sha256.begin();
            for (String name : FILES) {
                Path file = directory.resolve(name);
                digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
                if (Files.exists(file)) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
