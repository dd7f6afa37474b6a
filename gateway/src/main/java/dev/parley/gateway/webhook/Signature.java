package dev.parley.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as the <a href="https://www.standardwebhooks.com">Standard Webhooks</a> specification says, so that
 * receivers find a library for it. Pure.
 */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * @param secrets one or, while they change, several, each with white space after it; those that begin with whsec_ are
     *        base64
     * @param timestamp in seconds since 1970
     * @return the value of the header {@code webhook-signature}
     * @throws IllegalArgumentException when a secret is no base64
     */
    static String of(String secrets, String messageId, long timestamp, String body) {
        String signed = messageId + "." + timestamp + "." + body;
        return Arrays.stream(secrets.strip().split("\\s+"))
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), signed)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
