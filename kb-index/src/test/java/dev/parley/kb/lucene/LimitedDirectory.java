package dev.parley.kb.lucene;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk with little room: writing more than that fails as a full disk does. */
final class LimitedDirectory extends FilterDirectory {

    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    LimitedDirectory(Directory directory) {
        super(directory);
    }

    /** @param bytes that can be written from now on */
    void leave(long bytes) {
        room.set(bytes);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return new Limited(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return new Limited(super.createTempOutput(prefix, suffix, context));
    }

    private final class Limited extends FilterIndexOutput {

        private Limited(IndexOutput out) {
            super("limited " + out.getName(), out.getName(), out);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            take(1);
            super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            super.writeBytes(bytes, offset, length);
        }

        private void take(int bytes) throws IOException {
            if (room.addAndGet(-bytes) < 0) {
                throw new IOException("no space left on device");
            }
        }
    }
}
