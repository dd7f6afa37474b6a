package dev.parley.gateway.attachment;

import dev.parley.connectors.channel.SentFile;
import dev.parley.gateway.config.ParleyConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.tika.Tika;

/** Which files are taken, by what they contain: names and headers may say anything. Thread-safe. */
@Singleton
final class FileKinds {

    private static final String UNKNOWN = "application/octet-stream";
    private static final String TEXT = "text/plain";

    private final ParleyConfig.Files files;
    private final Tika tika = new Tika();

    FileKinds(ParleyConfig config) {
        this.files = config.files();
    }

    long maxBytes() {
        return files.maxBytes();
    }

    /** Why a file of this size is not taken; empty when it may be. */
    Optional<String> findProblem(long bytes) {
        return bytes <= files.maxBytes()
                ? Optional.empty()
                : Optional.of(files.maxBytes() == 0
                        ? "no files are taken here"
                        : "it is larger than " + files.maxMegabytes() + " MB");
    }

    /** Why a file that is known whole is not taken; empty when it is. */
    Optional<String> findProblem(String name, byte[] content) {
        if (content.length == 0) {
            return Optional.of("it is empty");
        }
        // Whoever opens it does so by its name: that must not say something worse than what it is.
        return findProblem(content.length).or(() -> notTaken(typeOf(name, content)))
                .or(() -> Optional.of(tika.detect(name)).filter(type -> !type.equals(UNKNOWN)).flatMap(this::notTaken));
    }

    /** What a file is, for example {@code image/png}; its name only tells kinds of text apart. */
    String typeOf(String name, byte[] content) {
        String type = tika.detect(content);
        return type.equals(TEXT) ? tika.detect(content, name) : type;
    }

    private Optional<String> notTaken(String type) {
        return files.types().contains(type)
                ? Optional.empty()
                : Optional.of("it is " + type + ", and only these are taken: " + String.join(", ", files.types()));
    }

    /** A name that can be shown and stored anywhere. */
    static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        // UTF-16 units, in which H2 counts: a name that it refused would come again for ever.
        last.codePoints().filter(FileKinds::isShown).takeWhile(c -> clean.length() < SentFile.MAX_NAME)
                .forEach(clean::appendCodePoint);
        return clean.toString().isBlank() ? "file" : clean.toString().strip();
    }

    /** Neither control characters nor what turns the direction of text: "gnp.exe" must not read as "exe.png". */
    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
    }
}
