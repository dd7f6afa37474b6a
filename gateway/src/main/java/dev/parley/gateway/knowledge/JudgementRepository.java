package dev.parley.gateway.knowledge;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the table {@code judgement}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface JudgementRepository extends GenericRepository<Judgement, Long> {

    Judgement save(Judgement judgement);

    void deleteById(Long turnId);

    Optional<Judgement> findById(Long turnId);

    /** Until the transaction ends nobody else judges this turn. */
    @Query("SELECT id FROM turn WHERE id = :turnId FOR UPDATE")
    Optional<Long> lockTurn(long turnId);

    /**
     * Those that say something: the question is known, and so is the article, and it is not about one of several answers to
     * one message. The oldest first.
     */
    @Query("""
            SELECT * FROM judgement j WHERE question <> ''
              AND (article_id IS NULL OR article_id IN (SELECT article_id FROM article))
              AND (SELECT count(*) FROM transcript l WHERE l.turn_id = j.turn_id AND l.article_id IS NOT NULL) < 2
            ORDER BY judged_at, turn_id
            """)
    List<Judgement> listSpeaking();

    /** What is not forgotten. */
    @Query("SELECT * FROM judgement WHERE question <> '' ORDER BY judged_at DESC, turn_id DESC FETCH FIRST 500 ROWS ONLY")
    List<Judgement> listNewestFirst();

    /** Another value whenever something was judged, taken back or forgotten. */
    @Query("""
            SELECT count(*) AS judged, sum(CAST(extract(EPOCH FROM judged_at) AS DECIMAL(30, 6))) AS moments
            FROM judgement WHERE question <> ''
            """)
    Version version();

    /** Compared as a whole. */
    @Introspected
    record Version(long judged, @Nullable BigDecimal moments) {}
}
