package dev.parley.gateway.admin;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body in the words of who wrote it, not in those of the classes that read it. Pure. */
final class BadJson {

    private BadJson() {}

    /** @return empty when JSON is not what failed */
    static Optional<String> tell(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonMappingException wrong) {
                return Optional.of(field(wrong) + fault(wrong) + place(wrong));
            }
            if (cause instanceof JsonProcessingException broken) {
                return Optional.of("the body is no valid JSON" + place(broken));
            }
        }
        return Optional.empty();
    }

    private static String field(JsonMappingException wrong) {
        String path = wrong.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the body" : path.replaceFirst("^\\.", "");
    }

    private static String fault(JsonMappingException wrong) {
        String wanted = wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? " must be " + kind(mismatch.getTargetType())
                : " can't be read";
        return wrong instanceof InvalidFormatException format ? wanted + ", not '" + format.getValue() + "'" : wanted;
    }

    private static String kind(Class<?> type) {
        if (type == LocalDate.class) {
            return "a date like 2026-04-30";
        }
        if (type == Instant.class) {
            return "an instant like 2026-04-30T00:00:00Z";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String place(JsonProcessingException wrong) {
        JsonLocation at = wrong.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
