package dev.parley.gateway.admin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Gives the framework's own errors the one form that errors have. What broke inside is never shown. */
@Singleton
@Primary
final class Errors implements ErrorResponseProcessor<ErrorJson> {

    @Override
    public MutableHttpResponse<ErrorJson> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        boolean inside = status == HttpStatus.INTERNAL_SERVER_ERROR;
        String message = inside || context.getErrors().isEmpty()
                ? status.getReason()
                : BadJson.tell(context.getRootCause().orElse(null))
                        .orElseGet(() -> context.getErrors().getFirst().getMessage());
        return response.contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(ErrorJson.of(status.name().toLowerCase(Locale.ROOT), message));
    }
}
