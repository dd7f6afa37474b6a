package dev.parley.gateway.knowledge;

import dev.parley.kb.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sizes and times of files: equal as long as none was changed, and cheap beside reading them.
 *
 * @param files what is known of each
 * @param taken when they were looked at
 */
record FolderStamp(Map<Path, Mark> files, Instant taken) {

    /** File systems tell times as coarsely as this, so that a file may be written twice at one time. */
    private static final Duration COARSE = Duration.ofSeconds(3);

    /** @param modified when the file was last written, or the file that a link points to */
    record Mark(long bytes, FileTime modified) {}

    /** @param roots files, and folders with all that is beneath them; need not exist */
    static FolderStamp of(List<Path> roots, Instant now) throws IOException {
        Map<Path, Mark> files = new HashMap<>();
        for (Path root : roots) {
            for (Path file : Files.exists(root) ? FileTree.of(root).files() : List.<Path>of()) {
                if (Files.isRegularFile(file)) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    files.put(file, new Mark(attributes.size(), attributes.lastModifiedTime()));
                }
            }
        }
        return new FolderStamp(files, now);
    }

    /** Whether nothing was changed between this look and a later one; false also when nobody can tell. */
    boolean isSameAs(FolderStamp later) {
        return files.equals(later.files) && files.values().stream()
                .allMatch(mark -> mark.modified.toInstant().isBefore(taken.minus(COARSE)));
    }
}
