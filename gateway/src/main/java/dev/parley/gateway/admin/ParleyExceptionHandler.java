package dev.parley.gateway.admin;

import dev.parley.gateway.config.ParleyException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the core's exception into a status and the one form that errors have. */
@Singleton
final class ParleyExceptionHandler implements ExceptionHandler<ParleyException, HttpResponse<ErrorJson>> {

    private static final Logger LOG = LoggerFactory.getLogger(ParleyExceptionHandler.class);

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<ErrorJson> handle(HttpRequest request, ParleyException exception) {
        HttpStatus status = switch (exception.code()) {
            case INVALID_REQUEST -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID_CONFIGURATION -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("the configuration became invalid", exception);
        }
        return HttpResponse.<ErrorJson>status(status)
                .body(ErrorJson.of(exception.code().code(), exception.message()));
    }
}
