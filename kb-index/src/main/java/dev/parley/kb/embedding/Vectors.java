package dev.parley.kb.embedding;

import java.util.List;
import org.apache.lucene.util.VectorUtil;

/** Arithmetic on vectors. Pure. */
public final class Vectors {

    private Vectors() {}

    /** The dot product; for two vectors of length 1 their cosine. */
    public static float dot(float[] one, float[] other) {
        return VectorUtil.dotProduct(one, other);
    }

    /** The mean of at least one vector. */
    public static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.getFirst().length];
        for (float[] vector : vectors) {
            add(mean, vector, 1f / vectors.size());
        }
        return mean;
    }

    /** Adds {@code factor * vector} to {@code sum}. */
    public static void add(float[] sum, float[] vector, float factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(factor, vector[i], sum[i]);
        }
    }

    /** The vector at length 1; a zero vector stays as it is. */
    public static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return unit;
    }

    /** All vectors, one behind the other. */
    public static float[] joined(List<float[]> vectors) {
        float[] joined = new float[vectors.stream().mapToInt(vector -> vector.length).sum()];
        int at = 0;
        for (float[] vector : vectors) {
            System.arraycopy(vector, 0, joined, at, vector.length);
            at += vector.length;
        }
        return joined;
    }
}
