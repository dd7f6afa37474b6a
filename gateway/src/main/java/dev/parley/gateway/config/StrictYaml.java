package dev.parley.gateway.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.kb.source.YamlLines;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML file into a record. Every key must be known, every component present and, unless it is {@code @Nullable}, with a
 * value; a wrong one is an error that names file, line and remedy. Thread-safe.
 */
public final class StrictYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder().addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .annotationIntrospector(new NullableComponents())
            .build();
    /** A parser's message may quote half the file. */
    private static final int MOST_CHARACTERS = 160;
    private static final Pattern MISSING = Pattern.compile("Missing creator property");

    /** Components that say so may be null; nothing else may. */
    private static final class NullableComponents extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated component) {
            return isNullable(component)
                    ? JsonSetter.Value.forValueNulls(Nulls.SET, Nulls.FAIL)
                    : super.findSetterInfo(component);
        }

        private static boolean isNullable(Annotated component) {
            return component instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                    && constructor.getAnnotatedParameterTypes()[parameter.getIndex()]
                            .isAnnotationPresent(Nullable.class);
        }
    }

    private StrictYaml() {}

    /**
     * @param file the file; UTF-8
     * @param type a record
     * @param optional keys of the file itself that may be left out, and are null then: files of older versions lack them
     * @throws ParleyException INVALID_CONFIGURATION
     */
    public static <T> T read(Path file, Class<T> type, String... optional) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ": can't be read; create it, or name another directory with --config", e);
        }
        for (String key : optional) {
            // Behind the last line, so that all others keep their numbers.
            text += Pattern.compile("(?m)^" + key + "\\s*:").matcher(text).find() ? "" : "\n" + key + ":\n";
        }
        try {
            T value = YAML.readValue(text, type);
            if (value == null) {
                throw at(file, 1, "the file is empty", "compare it with the one that Parley ships", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw explain(file, text, type, e);
        }
    }

    /** As {@link #lineOf}, the last line. */
    public static int lineOfLast(Path file, String text) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int line = lines.size(); line > 0; line--) {
                if (lines.get(line - 1).contains(text)) {
                    return line;
                }
            }
            return 1;
        } catch (IOException e) {
            return 1;
        }
    }

    /**
     * Where a text stands in a file, for mistakes of meaning, which no parser finds.
     *
     * @param texts the first of these that stands anywhere counts
     * @return the first line with it, from 1; 1 when there is none
     */
    public static int lineOf(Path file, String... texts) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (String text : texts) {
                for (int line = 0; line < lines.size(); line++) {
                    if (lines.get(line).contains(text)) {
                        return line + 1;
                    }
                }
            }
            return 1;
        } catch (IOException e) {
            return 1;
        }
    }

    private static ParleyException explain(Path file, String text, Class<?> root, JsonProcessingException e) {
        int line = e instanceof JsonMappingException mapping
                ? YamlLines.lineOf(text, mapping)
                : e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return switch (e) {
            case JsonMappingException wrapped when wrapped.getCause() instanceof JsonProcessingException syntax ->
                explain(file, text, root, syntax);
            case UnrecognizedPropertyException unknown ->
                at(file, line, "unknown key '" + path(unknown) + "'",
                        "remove it or use one of: " + known(unknown.getKnownPropertyIds()), e);
            case InvalidFormatException format -> at(file, line,
                    "'" + format.getValue() + "' is not a valid value for '" + path(format) + "'", remedy(format), e);
            case ValueInstantiationException invalid ->
                at(file, line, place(invalid) + causeOf(invalid), "correct it", e);
            case InvalidNullException blank -> at(file, line, "'" + path(blank) + "' has no value",
                    "give it one; an empty list is [], an empty text \"\"", e);
            case MismatchedInputException missing when MISSING.matcher(missing.getOriginalMessage()).find() ->
                missingKey(file, text, root, line, missing);
            case JsonMappingException mapping ->
                at(file, line, place(mapping) + firstLine(mapping), "correct it", e);
            default -> at(file, line, "not valid YAML: " + firstLine(e),
                    "check the indentation, and quote texts that contain ': ' or '#'", e);
        };
    }

    /** A key is most often missing because it is misspelt: then the one that nobody knows is named. */
    private static ParleyException missingKey(Path file, String text, Class<?> root, int line,
            MismatchedInputException e) {
        List<String> known = Arrays.stream(ownerOf(e, root).getRecordComponents()).map(RecordComponent::getName)
                .toList();
        String path = path(e);
        String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.') + 1) : "";
        for (Map.Entry<String, Integer> key : YamlLines.keysBeside(text, e).entrySet()) {
            if (!known.contains(key.getKey())) {
                return at(file, key.getValue(), "unknown key '" + parent + key.getKey() + "'",
                        "remove it or use one of: " + String.join(", ", known), e);
            }
        }
        return at(file, line, "the key '" + path + "' is missing", "add it; the file that Parley ships explains it", e);
    }

    /** The record that lacks the last key of the error's path. */
    private static Class<?> ownerOf(JsonMappingException e, Class<?> root) {
        Type type = root;
        for (JsonMappingException.Reference step : e.getPath().subList(0, e.getPath().size() - 1)) {
            if (type instanceof ParameterizedType container) {
                // A list's element or a map's value: the last argument of both.
                type = container.getActualTypeArguments()[container.getActualTypeArguments().length - 1];
            } else if (type instanceof Class<?> owner && owner.isRecord()) {
                for (RecordComponent component : owner.getRecordComponents()) {
                    if (component.getName().equals(step.getFieldName())) {
                        type = component.getGenericType();
                    }
                }
            }
        }
        return type instanceof Class<?> owner && owner.isRecord() ? owner : root;
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
            return "use one of: " + Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        return type == null ? "correct it" : "write a " + type.getSimpleName().toLowerCase(Locale.ROOT);
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

    private static String causeOf(ValueInstantiationException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static String firstLine(JsonProcessingException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
    }
}
