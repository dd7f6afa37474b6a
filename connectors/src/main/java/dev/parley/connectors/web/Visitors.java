package dev.parley.connectors.web;

import dev.parley.connectors.channel.ConversationRef;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who calls, by the conversation's token. Thread-safe. */
@Singleton
final class Visitors {

    private static final String BEARER = "Bearer ";

    private final WebIdentity identity;

    Visitors(WebIdentity identity) {
        this.identity = identity;
    }

    /**
     * @param sender as records name them: by the conversation, or, when they are known, by the shop's own id
     * @param locale as it was said when the conversation began, or null
     */
    record Visitor(ConversationRef ref, String sender, @Nullable String name, @Nullable String locale) {}

    /** @throws HttpStatusException 401 or 403 when the token does not open the conversation */
    Visitor authorize(String id, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw unauthorized("send the conversation's token as a bearer token");
        }
        String token = authorization.substring(BEARER.length());
        if (!VisitorToken.opens(token, id)) {
            throw new HttpStatusException(HttpStatus.FORBIDDEN, "this token does not open this conversation");
        }
        String locale = VisitorToken.localeOf(token);
        try {
            return VisitorToken.customerOf(token, identity)
                    .map(customer -> new Visitor(WebChannel.ref(id), "web:user:" + customer.id(), customer.name(),
                            locale))
                    .orElseGet(() -> new Visitor(WebChannel.ref(id), "web:" + id, null, locale));
        } catch (WebIdentity.RefusedException e) {
            throw unauthorized(e.getMessage());
        }
    }

    static HttpStatusException unauthorized(@Nullable String why) {
        return new HttpStatusException(HttpStatus.UNAUTHORIZED, why == null ? "unauthorized" : why);
    }
}
