package dev.parley.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.Map;

/** The floor of HTTP: JSON in, the same JSON out. */
@Requires(property = "bench.echo")
@Controller("/echo")
final class EchoController {

    @Post
    Map<String, Object> echo(@Body Map<String, Object> body) {
        return body;
    }
}
