package dev.parley.connectors.desk;

import org.jspecify.annotations.Nullable;

/**
 * The draft of an article that was made of a handoff, as agents see it. All texts are plain.
 *
 * @param id of the draft
 * @param state where it stands
 * @param question as the customer asked it, names and numbers masked
 * @param title of the article
 * @param body of the article
 * @param language ISO 639-1
 * @param nearest the title of the article that comes closest, or null
 * @param isEdit whether publishing changes that one, instead of adding another
 * @param decidedBy who published or dismissed it, or null
 */
public record DraftCard(long id, State state, String question, String title, String body, String language,
        @Nullable String nearest, boolean isEdit, @Nullable String decidedBy) {

    /** Where a draft stands. */
    public enum State {
        /** Somebody should decide. */
        OPEN,
        /** It is an article, but the question is not answered by it. */
        PUBLISHED,
        /** It is an article, and the question is answered by it. */
        ANSWERED,
        /** There will be no article. */
        DISMISSED
    }
}
