package dev.parley.gateway.knowledge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on the table {@code generation}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface GenerationRepository extends GenericRepository<GenerationRow, Long> {

    GenerationRow save(GenerationRow row);

    Optional<GenerationRow> findById(Long id);

    @Query("SELECT * FROM generation ORDER BY id DESC")
    List<GenerationRow> listNewestFirst();

    @Query("SELECT coalesce(max(id), 0) FROM generation")
    long findNewestId();

    @Query("SELECT held_reading FROM generation WHERE id = (SELECT max(id) FROM generation)")
    List<@Nullable String> listNewestHeldReading();

    @Query("UPDATE generation SET note = :note WHERE id = :id")
    void updateNote(long id, @Nullable String note);

    @Query("UPDATE generation SET examined = :examined WHERE id = :id")
    void updateExamined(long id, String examined);

    @Query("DELETE FROM generation WHERE id < :id")
    void deleteBefore(long id);
}
