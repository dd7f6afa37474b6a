package dev.parley.kb.embedding;

/** Turns a text into a vector of length 1; the dot product of two vectors tells how alike the texts are. Thread-safe. */
public interface Embedding extends AutoCloseable {

    /**
     * @param text of any length; what exceeds the model's window is left out
     * @return {@link #dimensions} numbers, of Euclidean length 1
     */
    float[] embed(String text);

    /** How many numbers a vector has. */
    int dimensions();

    @Override
    void close();
}
