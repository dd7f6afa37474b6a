package dev.parley.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.kb.source.YamlLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML file into a record. Every key must be known, every component present; a wrong one is an error that names
 * file, line and remedy. Thread-safe.
 */
public final class StrictYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder().addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final Pattern MISSING = Pattern.compile("Missing creator property '([^']+)'");

    private StrictYaml() {}

    /**
     * @param file the file; UTF-8
     * @param type a record
     * @throws ParleyException INVALID_CONFIGURATION
     */
    public static <T> T read(Path file, Class<T> type) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ": can't be read; create it, or name another directory with --config", e);
        }
        try {
            T value = YAML.readValue(text, type);
            if (value == null) {
                throw at(file, 1, "the file is empty", "compare it with the one that Parley ships", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw explain(file, text, e);
        }
    }

    private static ParleyException explain(Path file, String text, JsonProcessingException e) {
        int line = e instanceof JsonMappingException mapping
                ? YamlLines.lineOf(text, mapping)
                : e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                at(file, line, "unknown key '" + path(unknown) + "'",
                        "remove it or use one of: " + known(unknown.getKnownPropertyIds()), e);
            case InvalidFormatException format -> at(file, line,
                    "'" + format.getValue() + "' is not a valid value for '" + path(format) + "'", remedy(format), e);
            case ValueInstantiationException invalid ->
                at(file, line, place(invalid) + causeOf(invalid), "correct it", e);
            case JsonMappingException mapping -> {
                Matcher missing = MISSING.matcher(mapping.getOriginalMessage());
                yield missing.find()
                        ? at(file, line, "the key '" + join(path(mapping), missing.group(1)) + "' is missing",
                                "add it; the file that Parley ships explains it", e)
                        : at(file, line, place(mapping) + firstLine(mapping), "correct it", e);
            }
            default -> at(file, line, "not valid YAML: " + firstLine(e),
                    "check the indentation, and quote texts that contain ': ' or '#'", e);
        };
    }

    private static ParleyException at(Path file, int line, String message, String remedy, @Nullable Throwable cause) {
        String text = file + ":" + line + ": " + message + "; " + remedy;
        return cause == null
                ? new ParleyException(ErrorCode.INVALID_CONFIGURATION, text)
                : new ParleyException(ErrorCode.INVALID_CONFIGURATION, text, cause);
    }

    private static String remedy(InvalidFormatException e) {
        Class<?> type = e.getTargetType();
        if (type != null && type.isEnum()) {
            return "use one of: " + java.util.Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        return type == null ? "correct it" : "write a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static String known(@Nullable Collection<Object> keys) {
        return keys == null ? "-" : keys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JsonMappingException e) {
        String path = path(e);
        return path.isEmpty() ? "" : "'" + path + "': ";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining(".")).replace(".[", "[");
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String causeOf(ValueInstantiationException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
