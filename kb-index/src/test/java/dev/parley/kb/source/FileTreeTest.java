package dev.parley.kb.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

    @TempDir
    Path root;

    @Test
    void listsFilesInOrderAndFolders() throws IOException {
        Path deep = Files.createDirectories(root.resolve("b/deep"));
        Path second = Files.writeString(deep.resolve("x.md"), "x");
        Path first = Files.writeString(root.resolve("a.md"), "a");
        assertEquals(List.of(first, second), FileTree.of(root).files());
        assertEquals(3, FileTree.of(root).folders().size());
        assertThrows(IOException.class, () -> FileTree.of(root.resolve("none")));
    }
}
