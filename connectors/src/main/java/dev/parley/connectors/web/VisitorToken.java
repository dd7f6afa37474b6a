package dev.parley.connectors.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's key to one conversation: 256 random bits, of which the conversation's id is a fingerprint. A known visitor's
 * also says who they are, sealed with the key that vouched for them: when that key goes, so does the session.
 *
 * <p>So nothing has to be stored to check a token, any replica can do it, and a stolen database or log holds no token.
 */
final class VisitorToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int TOKEN_BYTES = 32;
    /** 128 bits: nobody finds another token with the same fingerprint. */
    private static final int ID_BYTES = 16;
    private static final int MAX_TOKEN_CHARACTERS = 2_000;
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final char LOCALE_MARK = '~';

    private VisitorToken() {}

    /** @param locale the visitor's, as a BCP 47 tag; what is none is left out */
    static String create(@Nullable String locale) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes)
                + (locale != null && LOCALE.matcher(locale).matches() ? LOCALE_MARK + locale : "");
    }

    /** As it was said when the conversation began, or null. */
    static @Nullable String localeOf(String token) {
        String random = token.split("\\.", 2)[0];
        int mark = random.indexOf(LOCALE_MARK);
        String locale = mark < 0 ? "" : random.substring(mark + 1);
        return LOCALE.matcher(locale).matches() ? locale : null;
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

    static String create(WebIdentity.Customer customer, byte[] key, @Nullable String locale) {
        String name = customer.name() == null ? "" : customer.name();
        String claims = create(locale) + "." + encode(customer.keyId()) + "." + encode(customer.id()) + "."
                + encode(name);
        return claims + "." + seal(claims, key);
    }

    /**
     * Who holds a token that opens its conversation.
     *
     * @return empty for an anonymous visitor
     * @throws WebIdentity.RefusedException when the seal is broken, or its key is gone
     */
    static Optional<WebIdentity.Customer> customerOf(String token, WebIdentity identity) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 1) {
            return Optional.empty();
        }
        if (parts.length == 5) {
            String keyId = decode(parts[1]);
            byte[] key = identity.findKey(keyId);
            String claims = token.substring(0, token.lastIndexOf('.'));
            if (key != null && MessageDigest.isEqual(seal(claims, key).getBytes(StandardCharsets.UTF_8),
                    parts[4].getBytes(StandardCharsets.UTF_8))) {
                String name = decode(parts[3]);
                return Optional.of(new WebIdentity.Customer(decode(parts[2]), name.isEmpty() ? null : name, keyId));
            }
        }
        throw new WebIdentity.RefusedException("this session is no longer vouched for; start a new conversation");
    }

    private static String seal(String claims, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return BASE64.encodeToString(
                    mac.doFinal(("parley.web.session:" + claims).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
