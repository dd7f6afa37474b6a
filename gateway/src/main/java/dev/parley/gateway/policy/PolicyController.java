package dev.parley.gateway.policy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which configuration is in force. */
@Tag(name = "Rules")
@Controller("/api/v1/policy")
final class PolicyController {

    private final Policies policies;

    PolicyController(Policies policies) {
        this.policies = policies;
    }

    @Operation(summary = "Which configuration is in force, and why a newer one is not")
    @Get
    PolicyJson get() {
        return new PolicyJson(policies.current().version(), policies.findProblem().orElse(null));
    }

    /** @param problem file, line and remedy; null when the files as they are now are in force */
    @Introspected
    @Schema(name = "Policy")
    record PolicyJson(String version, @Nullable String problem) {}
}
