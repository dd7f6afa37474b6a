package dev.parley.kb.check;

/**
 * Something that an owner should look at.
 *
 * @param kind what it is
 * @param subject the article, or the question, that it is about
 * @param message a sentence
 */
public record Finding(Kind kind, String subject, String message) {

    /** Kinds of findings, the gravest first. */
    public enum Kind {
        /** A file, or a part of one, that no article could be made of. */
        BAD_DOCUMENT("documents that can't be used"),
        /** Two articles say different numbers, dates or amounts about the same question. */
        CONFLICT("conflicts"),
        /** Two articles say the same. */
        DUPLICATE("duplicates"),
        /** A link to an article that does not exist. */
        DEAD_LINK("dead links"),
        /** A judged question names an article that does not exist. */
        NO_SUCH_ARTICLE("judged questions that name no article"),
        /** The day by which somebody should have read it again is over. */
        OVERDUE("overdue reviews"),
        /** Nobody is named who keeps it true. */
        NO_OWNER("without an owner"),
        /** No question finds it. */
        NEVER_HIT("that no question finds"),
        /** A judged question that no article answers. */
        UNANSWERED("questions that no article answers");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** For a heading. */
        public String title() {
            return title;
        }
    }
}
