package dev.parley.gateway.alert;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** SQL on the table {@code alert}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AlertRepository extends GenericRepository<Alert, String> {

    @Query("""
            INSERT INTO alert (name, text, raised_at, cleared_at) VALUES (:name, :text, :now, NULL)
            ON CONFLICT DO NOTHING
            """)
    long insertIfAbsent(String name, String text, Instant now);

    @Query("""
            UPDATE alert SET text = :text, raised_at = :now, cleared_at = NULL, shown = FALSE
            WHERE name = :name AND cleared_at IS NOT NULL
            """)
    long updateRaised(String name, String text, Instant now);

    @Query("UPDATE alert SET text = :text WHERE name = :name AND cleared_at IS NULL AND text <> :text")
    void updateText(String name, String text);

    @Query("UPDATE alert SET cleared_at = :now WHERE name = :name AND cleared_at IS NULL")
    long updateCleared(String name, Instant now);

    @Query("SELECT * FROM alert WHERE cleared_at IS NULL ORDER BY raised_at")
    List<Alert> listRaised();

    @Query("SELECT * FROM alert WHERE cleared_at IS NOT NULL ORDER BY cleared_at DESC FETCH FIRST 50 ROWS ONLY")
    List<Alert> listCleared();
}
