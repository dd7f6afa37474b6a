package dev.parley.gateway.knowledge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether files were changed, told without reading them. */
class FolderStampTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private Path single;

    @BeforeEach
    void twoFiles() throws IOException {
        file = Files.createDirectories(folder.resolve("kb/deep")).resolve("a.md");
        single = folder.resolve("calibrate.jsonl");
        write(file, "one", NOON.minusSeconds(600));
        write(single, "two", NOON.minusSeconds(600));
    }

    @Test
    void whatNobodyTouchedIsTheSame() throws IOException {
        assertTrue(look().isSameAs(look()));
    }

    @Test
    void anythingWrittenAddedOrDeletedIsNotTheSame() throws IOException {
        FolderStamp before = look();
        write(file, "six", NOON.minusSeconds(500));
        assertFalse(before.isSameAs(look()), "as long as before, but later");
        write(file, "eleven", NOON.minusSeconds(600));
        assertFalse(before.isSameAs(look()), "of the same time, but longer");
        write(file, "one", NOON.minusSeconds(600));
        assertTrue(before.isSameAs(look()));
        write(single, "three", NOON.minusSeconds(500));
        assertFalse(before.isSameAs(look()));
        write(single, "two", NOON.minusSeconds(600));
        write(folder.resolve("kb/b.md"), "new", NOON.minusSeconds(700));
        assertFalse(before.isSameAs(look()));
        Files.delete(folder.resolve("kb/b.md"));
        Files.delete(file);
        assertFalse(before.isSameAs(look()));
    }

    @Test
    void aLinkIsAsOldAsWhatItPointsTo() throws IOException {
        write(folder.resolve("elsewhere-1"), "abc", NOON.minusSeconds(900));
        write(folder.resolve("elsewhere-2"), "abd", NOON.minusSeconds(800));
        Path link = Files.createSymbolicLink(folder.resolve("kb/link.md"), folder.resolve("elsewhere-1"));
        FolderStamp before = look();
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("elsewhere-2"));
        assertFalse(before.isSameAs(look()));
    }

    @Test
    void nobodyCanTellOfAFileThatWasJustWritten() throws IOException {
        write(file, "one", NOON.minusSeconds(1));
        assertFalse(look().isSameAs(look()));
    }

    @Test
    void whatIsNotThereIsLookedForAgain() throws IOException {
        List<Path> later = List.of(folder.resolve("later"));
        FolderStamp before = FolderStamp.of(later, NOON);
        assertTrue(before.isSameAs(FolderStamp.of(later, NOON)));
        write(Files.createDirectory(later.getFirst()).resolve("c.md"), "c", NOON.minusSeconds(100));
        assertFalse(before.isSameAs(FolderStamp.of(later, NOON)));
    }

    private FolderStamp look() throws IOException {
        return FolderStamp.of(List.of(folder.resolve("kb"), single), NOON);
    }

    private static void write(Path path, String text, Instant at) throws IOException {
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(at));
    }
}
