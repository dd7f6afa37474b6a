package dev.parley.gateway.attachment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the tables {@code attachment} and {@code attachment_piece}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AttachmentRepository extends GenericRepository<StoredAttachment, String> {

    StoredAttachment save(StoredAttachment attachment);

    Optional<StoredAttachment> findById(String id);

    @Query("SELECT count(*) FROM attachment WHERE conversation_id = :conversationId")
    long count(long conversationId);

    @Query("INSERT INTO attachment_piece (attachment_id, place, content) VALUES (:id, :place, :content)")
    void insertPiece(String id, int place, byte[] content);

    @Query("SELECT content FROM attachment_piece WHERE attachment_id = :id AND place = :place")
    Optional<Piece> findPiece(String id, int place);

    /** Of a file. */
    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a value that is only passed on, and never compared
    record Piece(byte[] content) {}

    @Query("""
            SELECT * FROM attachment WHERE state = 'COMING' AND next_attempt_at <= :now
            ORDER BY next_attempt_at FETCH FIRST 20 ROWS ONLY
            """)
    List<StoredAttachment> listComing(Instant now);

    @Query("""
            UPDATE attachment SET state = :state, media_type = :mediaType, bytes = :bytes, problem = :problem
            WHERE id = :id AND state = 'COMING'
            """)
    long updateArrived(String id, String state, String mediaType, long bytes, @Nullable String problem);

    @Query("UPDATE attachment SET attempts = attempts + 1, next_attempt_at = :then WHERE id = :id")
    void updateLater(String id, Instant then);

    @Query("""
            DELETE FROM attachment_piece WHERE attachment_id IN (
                SELECT attachment_id FROM transcript WHERE conversation_id = :conversationId AND seq >= :first
                AND seq <= :last AND type = 'AGENT')
            """)
    void deletePieces(long conversationId, long first, long last);

    @Query("""
            UPDATE attachment SET state = 'REFUSED', name = '…', problem = 'it was withdrawn', source_key = NULL
            WHERE id IN (SELECT attachment_id FROM transcript WHERE conversation_id = :conversationId AND seq >= :first
                AND seq <= :last AND type = 'AGENT')
            """)
    void updateWithdrawn(long conversationId, long first, long last);
}
