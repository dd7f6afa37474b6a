package dev.parley.connectors.slack.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a call is Slack's: an HMAC over time and raw body, not older or younger than five minutes, as Slack's
 * documentation of request signing has it. Pure.
 */
final class SlackSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private SlackSignature() {}

    /**
     * @param timestamps all values of the header {@code X-Slack-Request-Timestamp}
     * @param signatures all values of the header {@code X-Slack-Signature}
     */
    static boolean isGenuine(byte[] body, List<String> timestamps, List<String> signatures, String secret,
            Instant now) {
        if (timestamps.size() != 1 || signatures.size() != 1 || !timestamps.getFirst().matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamps.getFirst())), now).abs();
        return age.compareTo(TOLERANCE) <= 0
                && MessageDigest.isEqual(sign(body, timestamps.getFirst(), secret).getBytes(StandardCharsets.UTF_8),
                        signatures.getFirst().getBytes(StandardCharsets.UTF_8));
    }

    static String sign(byte[] body, String timestamp, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
