package dev.parley.kb.lucene;

import dev.parley.kb.training.Model;
import dev.parley.kb.training.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;

/**
 * Generations of an index on disk: numbered folders, and a file that names the one that serves. A new generation is built
 * beside it and becomes it by one atomic rename, so that a crash at any moment leaves a whole one. Not thread-safe.
 */
public final class IndexFolder {

    private static final String CURRENT = "current";
    private static final Pattern NAME = Pattern.compile("\\d{6,}");
    private static final String MODEL = "model.bin";

    private final Path root;
    private final Voices voices;
    /** The highest number so far. */
    private long begun;

    /**
     * @param root only this object's
     * @param voices stay open
     */
    public IndexFolder(Path root, Voices voices) {
        this.root = root;
        this.voices = voices;
    }

    /**
     * An open generation.
     *
     * @param folder where it is
     */
    public record Generation(Path folder, LuceneKnowledgeBase base) {

        /** Keeps what was learned. */
        public void save(Model model) {
            base.use(model);
            try {
                ModelFile.write(model, folder.resolve(MODEL));
            } catch (IOException e) {
                throw new UncheckedIOException("can't keep the model in " + folder, e);
            }
        }
    }

    /**
     * Opens the serving generation after reading every byte of it once.
     *
     * @param alert told, in one sentence, when it is damaged
     * @return empty when there is none that can be trusted: then the index must be built from the articles
     */
    public Optional<Generation> openCurrent(Consumer<String> alert) {
        Path pointer = root.resolve(CURRENT);
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        try {
            String name = new String(Files.readAllBytes(pointer), StandardCharsets.UTF_8);
            Path folder = NAME.matcher(name).matches() ? root.resolve(name) : root.resolve("missing");
            if (!Files.isDirectory(folder)) {
                throw new DamagedIndexException("the folder that it names is missing");
            }
            begun = Long.parseLong(name);
            LuceneKnowledgeBase base = LuceneKnowledgeBase.open(FSDirectory.open(folder.resolve("lucene")), voices,
                    readModel(folder, alert));
            return Optional.of(new Generation(folder, base));
        } catch (IOException | DamagedIndexException e) {
            alert.accept("the index in " + root + " can't be used (" + e.getMessage()
                    + "); it is built anew from the articles");
            return Optional.empty();
        }
    }

    private static Model readModel(Path folder, Consumer<String> alert) {
        try {
            return ModelFile.read(folder.resolve(MODEL));
        } catch (IOException e) {
            alert.accept("what was learned can't be used (" + e.getMessage() + "); it is learned anew");
            return Model.untrained();
        }
    }

    /** Begins a generation beside the serving one. */
    public Generation begin() {
        try {
            Files.createDirectories(root);
            // Not a number that this process used: its files may have been deleted while they are open.
            begun = Math.max(highest(), begun) + 1;
            Path folder = Files.createDirectory(root.resolve(String.format("%06d", begun)));
            return new Generation(folder,
                    LuceneKnowledgeBase.open(FSDirectory.open(folder.resolve("lucene")), voices, Model.untrained()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't begin an index in " + root + ": " + e.getMessage(), e);
        }
    }

    private long highest() throws IOException {
        return folders().stream().map(folder -> folder.getFileName().toString()).mapToLong(Long::parseLong).max()
                .orElse(0);
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).sorted().toList();
        }
    }

    /** Makes a generation the serving one, from the next start on too. */
    public void activate(Generation generation) {
        try {
            Path half = root.resolve(CURRENT + ".tmp");
            Files.writeString(half, generation.folder().getFileName().toString());
            Files.move(half, root.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("can't activate the index in " + generation.folder(), e);
        }
    }

    /** Deletes all generations but one; files that another process still reads stay until the next time. */
    public void deleteAllBut(Generation kept) {
        try {
            for (Path folder : folders()) {
                if (!folder.equals(kept.folder())) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete old indexes in " + root, e);
        }
    }

    /** Deletes a generation that is not wanted; it must be closed. */
    public void discard(Generation generation) {
        try {
            delete(generation.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + generation.folder(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
