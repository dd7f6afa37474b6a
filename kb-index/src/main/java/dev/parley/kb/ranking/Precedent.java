package dev.parley.kb.ranking;

/**
 * What judged questions like this one say of an article.
 *
 * @param share how much of their say goes to the article, 0 to 1; NaN when no question was judged
 * @param unanswered how much of it goes to no article at all, 0 to 1; NaN when no question was judged
 */
public record Precedent(double share, double unanswered) {

    /** No question was judged. */
    public static final Precedent NONE = new Precedent(Double.NaN, Double.NaN);
}
