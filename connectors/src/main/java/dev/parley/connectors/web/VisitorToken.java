package dev.parley.connectors.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * An anonymous visitor's key to one conversation: 256 random bits, of which the conversation's id is a fingerprint.
 *
 * <p>So nothing has to be stored to check a token, any replica can do it, and a stolen database or log holds no token.
 */
final class VisitorToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int TOKEN_BYTES = 32;
    /** 128 bits: nobody finds another token with the same fingerprint. */
    private static final int ID_BYTES = 16;
    private static final int MAX_TOKEN_CHARACTERS = 100;

    private VisitorToken() {}

    static String create() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    static String conversationIdOf(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("parley.web.conversation:".getBytes(StandardCharsets.UTF_8));
            byte[] digest = sha256.digest(token.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static boolean opens(String token, String conversationId) {
        return token.length() <= MAX_TOKEN_CHARACTERS
                && MessageDigest.isEqual(conversationIdOf(token).getBytes(StandardCharsets.UTF_8),
                        conversationId.getBytes(StandardCharsets.UTF_8));
    }
}
