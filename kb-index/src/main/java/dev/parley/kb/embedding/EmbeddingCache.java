package dev.parley.kb.embedding;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the vectors of texts by their hash, also over restarts, so that only changed articles are computed. Losing
 * the file costs time and nothing else. Thread-safe.
 */
public final class EmbeddingCache {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    /** Another model or layout gets another name, so that an old file is never misread. */
    private static final String FORMAT = "parley-embeddings/1 bge-small-en-v1.5-q";
    private static final int HASH_BYTES = 32;

    private final Embedding embedding;
    private final @Nullable Path file;
    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();
    private volatile boolean dirty;

    /**
     * @param embedding computes what is not known yet
     * @param file where vectors are kept; null to keep them in memory only
     */
    public EmbeddingCache(Embedding embedding, @Nullable Path file) {
        this.embedding = embedding;
        this.file = file;
        if (file != null && Files.exists(file)) {
            load(file);
        }
    }

    /** The vector of a text, remembered or computed. */
    public float[] embed(String text) {
        String hash = hash(text);
        float[] known = vectors.get(hash);
        if (known != null) {
            return known;
        }
        float[] vector = embedding.embed(text);
        vectors.put(hash, vector);
        dirty = true;
        return vector;
    }

    /** How many numbers a vector has. */
    public int dimensions() {
        return embedding.dimensions();
    }

    /** Writes what is new; a reader sees the old file or the new one, never half of it. */
    public synchronized void save() {
        if (file == null || !dirty) {
            return;
        }
        dirty = false;
        Path half = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(half);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("can't keep embeddings in {}: {}; the next start computes them again", file, e.getMessage());
        }
    }

    private void write(Path target) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            out.writeUTF(FORMAT);
            for (Map.Entry<String, float[]> entry : vectors.entrySet()) {
                out.write(HexFormat.of().parseHex(entry.getKey()));
                ByteBuffer numbers = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
                numbers.asFloatBuffer().put(entry.getValue());
                out.write(numbers.array());
            }
        }
    }

    private void load(Path source) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(source)))) {
            if (!in.readUTF().equals(FORMAT)) {
                return;
            }
            int recordBytes = HASH_BYTES + embedding.dimensions() * Float.BYTES;
            for (byte[] bytes = in.readNBytes(recordBytes); bytes.length == recordBytes; bytes = in
                    .readNBytes(recordBytes)) {
                float[] vector = new float[embedding.dimensions()];
                ByteBuffer.wrap(bytes, HASH_BYTES, bytes.length - HASH_BYTES).asFloatBuffer().get(vector);
                vectors.put(HexFormat.of().formatHex(bytes, 0, HASH_BYTES), vector);
            }
        } catch (IOException e) {
            LOG.warn("can't read {}: {}; its embeddings are computed again", source, e.getMessage());
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
