package dev.parley.kb.ranking;

/**
 * What was trained on the articles' own example questions. Immutable.
 *
 * @param meaning goes by what a question means
 * @param wording goes by its words
 */
public record Heads(SoftmaxHead meaning, WordingHead wording) {

    /** Know no article. */
    public static Heads untrained() {
        return new Heads(SoftmaxHead.untrained(), WordingHead.UNTRAINED);
    }
}
