package dev.parley.gateway.attachment;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.SentFile;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps files with their conversations. Thread-safe. */
@Singleton
public class Attachments {

    /** What a desk's id is prefixed with, to tell it from a channel's. */
    public static final String DESK = "desk:";
    /** H2 has a limit of a million bytes for the type that both databases know. */
    private static final int PIECE = 500_000;
    /** A conversation with more is no conversation. Chosen, not measured. */
    private static final int MAX_FILES = 100;
    private static final String TOO_MANY = "this conversation has too many files already";
    private static final int ID_BYTES = 16;

    private final AttachmentRepository attachments;
    private final FileKinds kinds;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Attachments(AttachmentRepository attachments, FileKinds kinds, Clock clock) {
        this.attachments = attachments;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * Keeps a file; must be called within a transaction. What a platform has is fetched later.
     *
     * @param source the channel or desk that it comes from
     * @return its id, for a line
     * @throws ParleyException INVALID_REQUEST when it came whole, and is not taken: then nothing is kept
     */
    public String keep(Conversation conversation, SentFile file, String source) {
        String name = FileKinds.clean(file.name());
        boolean isFull = attachments.count(conversation.key()) >= MAX_FILES;
        return switch (file) {
            case SentFile.Content whole -> {
                Optional<String> problem = isFull
                        ? Optional.of(TOO_MANY)
                        : kinds.findProblem(name, whole.content());
                if (problem.isPresent()) {
                    throw new ParleyException(ErrorCode.INVALID_REQUEST,
                            name + " can't be sent: " + problem.get() + ".");
                }
                StoredAttachment stored = save(conversation, source, null, name,
                        kinds.typeOf(name, whole.content()), whole.content().length, Attachment.State.READY, null);
                store(stored.id(), whole.content());
                yield stored.id();
            }
            case SentFile.Reference known -> save(conversation, source, known.key(), name, "", known.bytes(),
                    isFull ? Attachment.State.REFUSED : Attachment.State.COMING, isFull ? TOO_MANY : null).id();
        };
    }

    private StoredAttachment save(Conversation conversation, String source, @Nullable String key, String name,
            String mediaType, long bytes, Attachment.State state, @Nullable String problem) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return attachments.save(new StoredAttachment(HexFormat.of().formatHex(id), conversation.key(), source, key,
                name, mediaType, bytes, state, problem, 0, clock.instant(), clock.instant()));
    }

    void store(String id, byte[] content) {
        for (int place = 0; place * PIECE < content.length; place++) {
            attachments.insertPiece(id, place,
                    Arrays.copyOfRange(content, place * PIECE, Math.min((place + 1) * PIECE, content.length)));
        }
    }

    /** Empty when there is none. */
    public Optional<StoredAttachment> find(String id) {
        return attachments.findById(id);
    }

    /** The content of one that is ready. */
    public byte[] read(StoredAttachment attachment) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(Math.toIntExact(attachment.bytes()));
        for (int place = 0; (long) place * PIECE < attachment.bytes(); place++) {
            content.writeBytes(attachments.findPiece(attachment.id(), place).map(AttachmentRepository.Piece::content)
                    .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "the file is gone")));
        }
        return content.toByteArray();
    }

    /** What an agent took back. */
    public void withdraw(long conversationId, long firstSeq, long lastSeq) {
        attachments.deletePieces(conversationId, firstSeq, lastSeq);
        attachments.updateWithdrawn(conversationId, firstSeq, lastSeq);
    }
}
