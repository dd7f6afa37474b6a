package dev.parley.gateway.drafts;

import dev.parley.kb.Hit;
import java.util.List;
import java.util.Optional;

/** How a question is asked again: stored and counted nowhere. Thread-safe. */
public interface Asking {

    /** The id of the article that the bot would answer with; empty when it would not. */
    Optional<String> answeredBy(String question, String language);

    /** What the knowledge base has for it, sure enough or not, best first. */
    List<Hit> look(String question, String language);
}
