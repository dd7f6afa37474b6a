package dev.parley.gateway;

import dev.parley.gateway.intake.InboxItem;
import dev.parley.gateway.metrics.ArticleTried;
import dev.parley.gateway.metrics.TurnRepository;
import jakarta.inject.Singleton;

/** What is decided about each kind of event, when it comes and when it is replayed. Thread-safe. */
@Singleton
class TurnDecider {

    private final TurnRepository turns;
    private final MessagePipeline pipeline;

    TurnDecider(TurnRepository turns, MessagePipeline pipeline) {
        this.turns = turns;
        this.pipeline = pipeline;
    }

    /** @param content the message, the name of a file, or the id of a pressed button */
    Decided decide(InboxItem.Kind kind, String content, Inquiry inquiry) {
        return switch (kind) {
            case MESSAGE -> pipeline.decide(inquiry);
            case FILE -> pipeline.fileSent(inquiry);
            default -> choose(content, inquiry);
        };
    }

    private Decided choose(String choiceId, Inquiry inquiry) {
        return Clarification.read(choiceId).flatMap(pick -> turns.findById(pick.turnId())
                .flatMap(turn -> pick.article(ArticleTried.fromJson(turn.hits()), turn.language())
                        .map(article -> pipeline.picked(inquiry.asking(turn.text()), article))))
                .orElseGet(() -> pipeline.personWanted(inquiry));
    }
}
