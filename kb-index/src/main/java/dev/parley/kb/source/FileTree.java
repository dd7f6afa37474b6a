package dev.parley.kb.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What is beneath a folder, without following links to other folders, and without hidden folders.
 *
 * @param folders the folder itself and those within
 * @param files in alphabetical order
 * @param unreadable what can't be looked into, for want of permission; what is beneath is in none of these lists
 */
public record FileTree(List<Path> folders, List<Path> files, List<Path> unreadable) {

    /** File systems keep one at the root of a volume, which nobody but root may read. */
    private static final String LOST_AND_FOUND = "lost+found";

    /** Copies the lists. */
    public FileTree {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** @throws IOException when there is no such folder */
    public static FileTree of(Path root) throws IOException {
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(root) && folder.getFileName().toString().startsWith(".")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (path.equals(root)) {
                    throw e;
                }
                if (!path.endsWith(LOST_AND_FOUND) && Files.exists(path)) {
                    unreadable.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return new FileTree(folders, files, unreadable);
    }
}
