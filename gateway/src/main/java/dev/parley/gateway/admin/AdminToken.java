package dev.parley.gateway.admin;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The one secret of operators. From {@code PARLEY_ADMIN_TOKEN} (or its file, read anew each time), else generated at the
 * first start into the data directory. Thread-safe; never shown by {@link #toString}.
 */
public final class AdminToken {

    /** How long a signed-in browser stays signed in. */
    static final Duration SESSION = Duration.ofHours(12);

    private static final String VARIABLE = "PARLEY_ADMIN_TOKEN";
    private static final int BYTES = 32;

    private final Path file;
    private final Secrets secrets;

    private AdminToken(Path file, Secrets secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /**
     * @param data the data directory; created if missing
     * @throws ParleyException INVALID_CONFIGURATION when the token can be neither read nor written
     */
    public static AdminToken loadOrCreate(Path data, Secrets secrets) {
        Path file = fileIn(data);
        try {
            Files.createDirectories(data);
            if (secrets.find(VARIABLE).isEmpty() && !Files.exists(file)) {
                byte[] bytes = new byte[BYTES];
                new SecureRandom().nextBytes(bytes);
                create(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    "can't write to the data directory " + data + ": " + e.getMessage(), e);
        }
        return new AdminToken(file, secrets);
    }

    /** Where a generated token is. */
    public static Path fileIn(Path data) {
        return data.resolve("admin-token");
    }

    private static void create(Path file, String token) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, token + "\n");
    }

    /** Compares in constant time. */
    boolean isToken(@Nullable String given) {
        return given != null && same(given, value());
    }

    /** A signed statement that its bearer knew the token until some time ago; it does not reveal the token. */
    String newSession(Instant now) {
        long until = now.plus(SESSION).getEpochSecond();
        return until + "." + sign(until);
    }

    /** Whether it was made with today's token and is not over. */
    boolean isSession(@Nullable String given, Instant now) {
        int dot = given == null ? -1 : given.indexOf('.');
        if (given == null || dot < 1 || dot > 12) {
            return false;
        }
        try {
            long until = Long.parseLong(given.substring(0, dot));
            return same(given.substring(dot + 1), sign(until)) && now.getEpochSecond() < until;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String value() {
        return secrets.find(VARIABLE).orElseGet(() -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                        "can't read " + file + "; restore it, or delete it and restart for a new one", e);
            }
        });
    }

    private String sign(long until) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(("parley.admin.session:" + until).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "AdminToken[redacted]";
    }
}
