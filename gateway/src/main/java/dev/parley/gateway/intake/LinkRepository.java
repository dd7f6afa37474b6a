package dev.parley.gateway.intake;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** SQL on the table {@code deep_link}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LinkRepository extends GenericRepository<InboxItem, Long> {

    @Query("INSERT INTO deep_link (link_key, details, created_at) VALUES (:key, :details, :now) ON CONFLICT DO NOTHING")
    long insertIfAbsent(String key, String details, Instant now);

    @Query("SELECT details FROM deep_link WHERE link_key = :key")
    Optional<String> find(String key);
}
