package dev.parley.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.voice.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    private static final Path SHIPPED = Path.of("../config");

    @TempDir
    Path config;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(SHIPPED.resolve("application.yml"), config.resolve("application.yml"));
        Files.copy(SHIPPED.resolve("brand.yml"), config.resolve("brand.yml"));
    }

    @Test
    void theShippedFilesAreValid() {
        ParleyConfig settings = load(Map.of());
        assertEquals(8080, settings.server().port());
        assertEquals(config.resolve("kb"), settings.knowledge().folder());
        assertEquals("Brindlemoor", Voice.read(config).profile("en").name());
    }

    @Test
    void optionsGoBeforeVariablesAndVariablesBeforeTheFile() {
        assertEquals(9001, load(Map.of("PARLEY_PORT", "9001")).server().port());
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(config, null, 9002),
                new Secrets(Map.of("PARLEY_PORT", "9001")));
        assertEquals(9002, loader.load().server().port());
    }

    @Test
    void aVariableThatIsWrongIsNamed() {
        ParleyException refused = assertThrows(ParleyException.class, () -> load(Map.of("PARLEY_PORT", "abc")));
        assertTrue(refused.message().contains("PARLEY_PORT must be a number from 0 to 65535, not 'abc'"),
                refused::message);
    }

    @ParameterizedTest(name = "{1} → line {2}")
    @CsvSource(delimiter = '|', textBlock = """
            port: 8080             | prt: 8080                  | 10 | unknown key 'parley.server.prt'
            port: 8080             | port: eighty               | 10 | 'eighty' is not a valid value for 'parley.server.port'
            port: 8080             | port: 70000                | 8 | port must be from 0 to 65535
            answerWhenSure: 0.85   | answerWhenSure: 7          | 43 | answerWhenSure must be above 0 and below 1
            demo: true             | demos: true                | 96 | unknown key 'parley.demos'
            demo: true             | '# no demo'                | 6 | the key 'parley.demo' is missing
            publicUrl:             | publicUrl: example.com     | 8 | publicUrl must look like
            """)
    void aMistakeIsRefusedWithFileLineAndRemedy(String good, String bad, int line, String message)
            throws IOException {
        Path file = config.resolve("application.yml");
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^( +)" + good + "$", "$1" + bad));
        String refusal = assertThrows(ParleyException.class, () -> load(Map.of())).message();
        assertTrue(refusal.startsWith(file + ":" + line + ": "), refusal);
        assertTrue(refusal.contains(message), refusal);
        assertTrue(refusal.contains("; "), "has a remedy: " + refusal);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedAsSuch() throws IOException {
        Path file = config.resolve("application.yml");
        Files.writeString(file, Files.readString(file).replace("demo: true", "demo: \"true"));
        String refusal = assertThrows(ParleyException.class, () -> load(Map.of())).message();
        assertTrue(refusal.startsWith(file + ":") && refusal.contains("not valid YAML"), refusal);
    }

    @Test
    void aBrandTextWithAPlaceholderThatNothingFillsIsRefused() throws IOException {
        Path file = config.resolve("brand.yml");
        Files.writeString(file, Files.readString(file).replace("{agent} joined", "{agnet} joined"));
        String refusal = assertThrows(ParleyException.class, () -> Voice.read(config)).message();
        assertTrue(refusal.contains("brand.yml:") && refusal.contains("{agnet}"), refusal);
    }

    @Test
    void secretsComeFromFilesThatAreReadAnewAndAreNeverShown() throws IOException {
        Path file = config.resolve("secret");
        Files.writeString(file, "first\n");
        Secrets secrets = new Secrets(Map.of("PARLEY_ADMIN_TOKEN_FILE", file.toString(), "OTHER", "hush"));
        assertEquals("first", secrets.find("PARLEY_ADMIN_TOKEN").orElseThrow());
        Files.writeString(file, "second\n");
        assertEquals("second", secrets.find("PARLEY_ADMIN_TOKEN").orElseThrow());
        assertFalse(secrets.toString().contains("hush"));
        Files.writeString(file, "  \n");
        assertThrows(ParleyException.class, () -> secrets.find("PARLEY_ADMIN_TOKEN"));
    }

    private ParleyConfig load(Map<String, String> variables) {
        return new ConfigLoader(new ConfigLoader.Options(config, null, null), new Secrets(variables)).load();
    }
}
