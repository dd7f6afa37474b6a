package dev.parley.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Environment variables, each also readable from the file that {@code NAME_FILE} names: files are read anew at each call,
 * so that a secret can be rotated without a restart. Thread-safe.
 *
 * @param variables the process's environment
 */
public record Secrets(Map<String, String> variables) {

    /** Copies the map. */
    public Secrets {
        variables = Map.copyOf(variables);
    }

    /**
     * @param name for example {@code PARLEY_ADMIN_TOKEN}
     * @return empty when neither the variable nor its file is set
     * @throws ParleyException INVALID_CONFIGURATION when it is set but blank, or its file can't be read
     */
    public Optional<String> find(String name) {
        String file = variables.get(name + "_FILE");
        if (file == null) {
            return Optional.ofNullable(variables.get(name)).map(value -> notBlank(value, name));
        }
        try {
            return Optional.of(notBlank(Files.readString(Path.of(file)).strip(), name + "_FILE"));
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    name + "_FILE: can't read " + file + "; create it or unset the variable", e);
        }
    }

    private static String notBlank(String value, String name) {
        if (value.isBlank()) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, name + " is blank; set it or unset it");
        }
        return value;
    }

    /** Never shows a value. */
    @Override
    public String toString() {
        return "Secrets[redacted]";
    }
}
