package dev.parley.connectors.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelVariables;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a visitor is, as the shop's own server says in a signed JWT. Several keys may be live, so that they can be exchanged
 * without anybody noticing; they are read anew at each use. Thread-safe.
 */
@Singleton
final class WebIdentity {

    /** {@code kid=secret}, several separated by commas; a secret has at least 32 characters (RFC 7518 for HS256). */
    static final String KEYS = "PARLEY_WEB_IDENTITY_KEYS";
    private static final int MIN_SECRET = 32;
    private static final String AUDIENCE = "widget";
    private static final Duration MAX_LIFE = Duration.ofHours(1);
    /** Clocks of two servers differ. */
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MAX_NAME = 200;

    private final ChannelVariables variables;
    private final Clock clock;

    WebIdentity(ChannelVariables variables, Clock clock) {
        this.variables = variables;
        this.clock = clock;
    }

    /**
     * A visitor who is known.
     *
     * @param id as the shop's server names them, at most 200 characters
     * @param name how they are called, or null
     * @param keyId which key said so
     */
    record Customer(String id, @Nullable String name, String keyId) {}

    /** The JWT is not one to be believed; the message says why, for the shop's developer. */
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** @throws RefusedException when it is not to be believed */
    Customer verify(String jwt) {
        try {
            SignedJWT signed = SignedJWT.parse(jwt);
            String keyId = signed.getHeader().getKeyID();
            byte[] key = keyId == null ? null : keys().get(keyId);
            if (!signed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)) {
                throw new RefusedException("customer: the JWT must be signed with HS256");
            }
            if (keyId == null || key == null) {
                throw new RefusedException("customer: the JWT's kid names no key of " + KEYS);
            }
            if (!signed.verify(new MACVerifier(key))) {
                throw new RefusedException("customer: the JWT's signature is wrong");
            }
            return checked(signed.getJWTClaimsSet(), keyId);
        } catch (IllegalStateException e) {
            // Exchanged for something that is no key; the visitor can still ask as anybody can.
            throw new RefusedException("customer: no JWT can be verified: " + e.getMessage());
        } catch (ParseException | JOSEException e) {
            throw new RefusedException("customer is no signed JWT");
        }
    }

    private Customer checked(JWTClaimsSet claims, String keyId) throws ParseException {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        String id = claims.getSubject();
        if (!claims.getAudience().contains(AUDIENCE)) {
            throw new RefusedException("customer: the JWT's aud must be " + AUDIENCE);
        }
        if (issued == null || expires == null || issued.toInstant().isAfter(now.plus(SKEW))
                || Duration.between(issued.toInstant(), expires.toInstant()).compareTo(MAX_LIFE) > 0) {
            throw new RefusedException("customer: the JWT needs iat, not in the future, and exp at most an hour later");
        }
        if (expires.toInstant().isBefore(now.minus(SKEW))) {
            throw new RefusedException("customer: the JWT has expired");
        }
        if (id == null || id.isBlank() || id.length() > MAX_NAME) {
            throw new RefusedException("customer: the JWT's sub must have 1 to " + MAX_NAME + " characters");
        }
        String name = claims.getStringClaim("name");
        return new Customer(id, name == null || name.isBlank()
                ? null
                : name.strip().substring(0, Math.min(name.strip().length(), MAX_NAME)), keyId);
    }

    /** @throws IllegalStateException when the keys are set, but can't be used; it says how */
    void checkKeys() {
        if (variables.find(KEYS).filter(String::isBlank).isPresent()) {
            throw new IllegalStateException(KEYS + " is set, but empty: give keys, or unset it");
        }
        keys();
    }

    /** Whether the keys can be used, for whoever set them up. */
    ChannelCheck check() {
        try {
            Set<String> names = keys().keySet();
            return new ChannelCheck("verified customers", true, names.isEmpty()
                    ? "there are none: " + KEYS + " is not set (docs/web.md)"
                    : "signed with one of the keys " + String.join(", ", names));
        } catch (IllegalStateException e) {
            return new ChannelCheck("verified customers", false, String.valueOf(e.getMessage()));
        }
    }

    /** @return null when there is no such key, or none any more */
    byte @Nullable [] findKey(String keyId) {
        return keys().get(keyId);
    }

    private Map<String, byte[]> keys() {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String entry : variables.find(KEYS).orElse("").split(",")) {
            String[] parts = entry.strip().split("=", 2);
            if (parts.length == 2 && !parts[0].isBlank() && parts[1].length() >= MIN_SECRET) {
                keys.put(parts[0], parts[1].getBytes(StandardCharsets.UTF_8));
            } else if (!entry.isBlank()) {
                throw new IllegalStateException(KEYS + " must look like name=secret,name2=secret2, each secret with at"
                        + " least " + MIN_SECRET + " characters");
            }
        }
        return keys;
    }
}
