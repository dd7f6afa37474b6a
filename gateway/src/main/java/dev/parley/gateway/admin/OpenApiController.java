package dev.parley.gateway.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The API's description, made at build time of the controllers. */
@OpenAPIDefinition(info = @Info(title = "Parley", version = "1", description = "Errors are {\"error\":{\"code\",\"message\"}}. Everything but the web chat and /health needs the admin "
        + "token as a bearer token; the web chat's routes need their conversation's."))
@Hidden
@Controller
final class OpenApiController {

    private static final String FILE = "/META-INF/swagger/openapi.yml";

    @Get(uri = "/openapi.yml", produces = "application/yaml; charset=utf-8")
    HttpResponse<String> openApi() {
        try (InputStream in = OpenApiController.class.getResourceAsStream(FILE)) {
            return in == null
                    ? HttpResponse.notFound()
                    : HttpResponse.ok(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FILE, e);
        }
    }
}
