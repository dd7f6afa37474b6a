package dev.parley.kb.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Notices that somebody else wrote to an index's files: Lucene writes each file once. Cheap, and blind to what changes neither
 * size nor time, such as a failing disk. Not thread-safe.
 */
final class FileWatch {

    private static final String LOCK = "write.lock";

    private final Path folder;
    private final Map<Path, Written> seen = new HashMap<>();

    FileWatch(Path folder) throws IOException {
        this.folder = folder;
        look();
    }

    private record Written(long size, FileTime at) {}

    /** Whether a file became another one since this last looked; true, too, for a file that is just being written. */
    boolean isTouched() throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        Map<Path, Written> before = Map.copyOf(seen);
        seen.clear();
        look();
        return before.entrySet().stream()
                .anyMatch(file -> !file.getValue().equals(seen.getOrDefault(file.getKey(), file.getValue())));
    }

    /** Files that were written since are as they should be; what is known of the others stays. */
    void look() throws IOException {
        for (Path file : files()) {
            if (!file.endsWith(LOCK)) {
                look(file);
            }
        }
    }

    private void look(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            seen.putIfAbsent(file, new Written(attributes.size(), attributes.lastModifiedTime()));
        } catch (NoSuchFileException e) {
            // Lucene deletes what was merged.
            seen.remove(file);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
