package dev.parley.gateway.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last states of the approved articles, each one that one can go back to. Thread-safe. */
@Singleton
class Generations {

    /** As many as an owner looks back over. */
    static final int KEPT = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GenerationRepository repository;
    private final Clock clock;

    Generations(GenerationRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** One approved article. */
    record Member(long revisionId, ApprovedArticle.Source source) {}

    /** Records the state after a change, and forgets the oldest. */
    GenerationRow record(String cause, List<Member> members, @Nullable String heldReading) {
        try {
            GenerationRow saved = repository.save(new GenerationRow(null, clock.instant(), cause,
                    JSON.writeValueAsString(members), members.size(), null, heldReading, null));
            List<GenerationRow> all = repository.listNewestFirst();
            if (all.size() > KEPT) {
                repository.deleteBefore(keyOf(all.get(KEPT - 1)));
            }
            return saved;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers can be written", e);
        }
    }

    List<GenerationRow> listNewestFirst() {
        return repository.listNewestFirst();
    }

    /** 0 when there is none. Cheap: asked twice a second. */
    long newestId() {
        return repository.findNewestId();
    }

    /** What the folder held when somebody went back from it; null when nobody did, or something was imported since. */
    @Nullable
    String newestHeldReading() {
        List<@Nullable String> held = repository.listNewestHeldReading();
        return held.isEmpty() ? null : held.getFirst();
    }

    /** @param id of a generation */
    boolean isRolledBackSince(long id) {
        return repository.listNewestFirst().stream()
                .anyMatch(row -> keyOf(row) > id && row.cause().equals("ROLLBACK"));
    }

    Optional<GenerationRow> findNewest() {
        return repository.listNewestFirst().stream().findFirst();
    }

    GenerationRow get(long id) {
        return repository.findById(id).orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND,
                "There is no generation " + id + "; the last " + KEPT
                        + " are kept. List them: ./parley rollback --list"));
    }

    void note(GenerationRow row, String note) {
        repository.updateNote(keyOf(row), note);
    }

    /** Keeps how the golden questions went. */
    void examined(GenerationRow row, Gate.Examined examined) {
        try {
            repository.updateExamined(keyOf(row), JSON.writeValueAsString(examined));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers can be written", e);
        }
    }

    /** The newest generation for which the golden questions were asked, and how they went. */
    Optional<Known> findExamined() {
        return repository.listNewestFirst().stream().filter(row -> row.examined() != null).findFirst().map(row -> {
            try {
                return new Known(keyOf(row), JSON.readValue(row.examined(), Gate.Examined.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the database holds figures that Parley did not write", e);
            }
        });
    }

    /** How the golden questions went with a generation's articles. */
    record Known(long generation, Gate.Examined examined) {}

    static List<Member> membersOf(GenerationRow row) {
        try {
            return JSON.readValue(row.articles(), new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds a generation that Parley did not write", e);
        }
    }

    static long keyOf(GenerationRow row) {
        if (row.id() == null) {
            throw new IllegalStateException("not stored yet");
        }
        return row.id();
    }
}
