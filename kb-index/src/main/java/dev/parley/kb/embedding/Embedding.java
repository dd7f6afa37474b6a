package dev.parley.kb.embedding;

import java.util.Set;

/**
 * Turns a text into a vector of length 1; the dot product of two vectors tells how alike the texts are. Thread-safe.
 *
 * <p>A knowledge base listens to zero, one or two of them (see {@link Embeddings}).
 */
public interface Embedding extends AutoCloseable {

    /** Names model and layout: vectors of different names are never compared. Without white space. */
    String name();

    /**
     * The vector of a question, or of anything that customers type.
     *
     * @param text of any length; what exceeds the model's window is left out
     * @return {@link #dimensions} numbers, of Euclidean length 1
     */
    float[] embedQuestion(String text);

    /** The vector of a piece of an article; some models want to be told the difference. */
    default float[] embedPassage(String text) {
        return embedQuestion(text);
    }

    /** How many numbers a vector has. */
    int dimensions();

    /** Correctly spelt words of the model's language that it knows, lower case; empty when it can't tell. */
    default Set<String> dictionary() {
        return Set.of();
    }

    @Override
    void close();
}
