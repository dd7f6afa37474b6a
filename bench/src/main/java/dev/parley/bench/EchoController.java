package dev.parley.bench;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.Map;

/** The floor of HTTP: JSON in, the same JSON out. It joins the server that is measured, for it is on its class path. */
@Controller("/echo")
final class EchoController {

    @Post
    Map<String, Object> echo(@Body Map<String, Object> body) {
        return body;
    }
}
