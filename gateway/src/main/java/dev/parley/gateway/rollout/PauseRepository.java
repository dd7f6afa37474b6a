package dev.parley.gateway.rollout;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** SQL on the table {@code pause}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PauseRepository extends GenericRepository<Pause, Long> {

    Pause save(Pause pause);

    void update(Pause pause);

    @Query("SELECT * FROM pause WHERE ended_at IS NULL AND (expires_at IS NULL OR expires_at > :now) ORDER BY id")
    List<Pause> listActive(Instant now);

    @Query("SELECT * FROM pause ORDER BY id DESC FETCH FIRST 200 ROWS ONLY")
    List<Pause> listNewestFirst();
}
