package dev.parley.kb.embedding;

import dev.parley.kb.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the vectors of texts by their hash, in a file that only grows, so that a reindex computes only what changed.
 * Losing the file costs time and nothing else. Vectors stay on disk until they are asked for. Thread-safe; several
 * processes may share a file: each appends whole records.
 */
public final class EmbeddingCache implements Embedding {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);

    /** The first 128 bits of a SHA-256: enough that no two texts ever meet. */
    private record Key(long high, long low) {}

    private static final int KEY_BYTES = 2 * Long.BYTES;

    private final Embedding embedding;
    private final @Nullable FileChannel file;
    private final Map<Key, Long> places = new ConcurrentHashMap<>();
    private final Map<Key, float[]> unwritten = new ConcurrentHashMap<>();

    /**
     * @param embedding computes what is not known yet; closed with this
     * @param folder where vectors are kept, in a file named for the embedding; null to keep them in memory only
     */
    public EmbeddingCache(Embedding embedding, @Nullable Path folder) {
        this.embedding = embedding;
        this.file = folder == null ? null : open(folder.resolve(
                embedding.name().replaceAll("[^A-Za-z0-9.-]+", "_") + ".vectors"));
    }

    private @Nullable FileChannel open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            readKeys(channel);
            return channel;
        } catch (IOException e) {
            LOG.warn("can't keep embeddings in {}: {}; each start computes them again", path, e.getMessage());
            return null;
        }
    }

    private void readKeys(FileChannel channel) throws IOException {
        long whole = channel.size() / recordBytes() * recordBytes();
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
        for (long at = 0; at < whole; at += recordBytes()) {
            channel.read(key.clear(), at);
            places.put(new Key(key.getLong(0), key.getLong(Long.BYTES)), at);
        }
    }

    private int recordBytes() {
        return KEY_BYTES + embedding.dimensions() * Float.BYTES + Long.BYTES;
    }

    @Override
    public String name() {
        return embedding.name();
    }

    @Override
    public float[] embedQuestion(String text) {
        return remembered(key("q", text), () -> embedding.embedQuestion(text));
    }

    @Override
    public float[] embedPassage(String text) {
        return remembered(key("p", text), () -> embedding.embedPassage(text));
    }

    private interface Computation {
        float[] compute();
    }

    private float[] remembered(Key key, Computation computation) {
        float[] known = unwritten.get(key);
        if (known == null) {
            known = readVector(key);
        }
        if (known == null) {
            known = computation.compute();
            unwritten.put(key, known);
        }
        return known;
    }

    /** @return null when it is not there, or not to be trusted */
    private float @Nullable [] readVector(Key key) {
        Long place = places.get(key);
        if (place == null || file == null) {
            return null;
        }
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        try {
            file.read(record, place);
        } catch (IOException e) {
            LOG.warn("can't read a remembered embedding: {}; it is computed again", e.getMessage());
            return null;
        }
        if (record.hasRemaining() || record.getLong(recordBytes() - Long.BYTES) != checksum(record)) {
            places.remove(key);
            return null;
        }
        float[] vector = new float[embedding.dimensions()];
        record.position(KEY_BYTES);
        record.asFloatBuffer().get(vector);
        return vector;
    }

    /** Writes what is new. A record that a crash cut short fails its checksum and is computed again. */
    public synchronized void save() {
        if (file == null || unwritten.isEmpty()) {
            return;
        }
        Map<Key, float[]> batch = Map.copyOf(unwritten);
        ByteBuffer out = ByteBuffer.allocate(recordBytes());
        try (var lock = file.lock()) {
            long at = file.size() / recordBytes() * recordBytes();
            for (Map.Entry<Key, float[]> entry : batch.entrySet()) {
                out.clear().putLong(entry.getKey().high()).putLong(entry.getKey().low());
                out.asFloatBuffer().put(entry.getValue());
                out.putLong(recordBytes() - Long.BYTES, checksum(out));
                file.write(out.rewind(), at);
                places.put(entry.getKey(), at);
                at += recordBytes();
            }
            unwritten.keySet().removeAll(batch.keySet());
        } catch (IOException e) {
            LOG.warn("can't keep embeddings: {}; the next start computes them again", e.getMessage());
        }
    }

    private long checksum(ByteBuffer record) {
        CRC32 crc = new CRC32();
        crc.update(record.array(), 0, recordBytes() - Long.BYTES);
        return crc.getValue();
    }

    private static Key key(String role, String text) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(role + text));
        return new Key(hash.getLong(), hash.getLong());
    }

    @Override
    public int dimensions() {
        return embedding.dimensions();
    }

    @Override
    public java.util.Set<String> dictionary() {
        return embedding.dictionary();
    }

    @Override
    public void close() {
        save();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        embedding.close();
    }
}
