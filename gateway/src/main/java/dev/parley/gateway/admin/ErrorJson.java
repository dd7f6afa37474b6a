package dev.parley.gateway.admin;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;

/** Every error of the API. */
@Introspected
@Schema(name = "Error")
record ErrorJson(Details error) {

    /**
     * @param code for programs
     * @param message for people
     */
    @Introspected
    @Schema(name = "ErrorDetails")
    record Details(String code, String message) {}

    static ErrorJson of(String code, String message) {
        return new ErrorJson(new Details(code, message));
    }
}
