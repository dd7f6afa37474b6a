package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.embedding.Vectors;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A multinomial logistic regression on top of the embeddings: which article do the words of this question sound like, going
 * by the example questions of all articles? Immutable and thread-safe.
 */
public final class SoftmaxHead {

    private final String model;
    private final Map<ArticleKey, float[]> rows;

    /**
     * @param model names the embeddings that it was trained on
     * @param rows one weight vector an article
     */
    SoftmaxHead(String model, Map<ArticleKey, float[]> rows) {
        this.model = model;
        this.rows = rows;
    }

    /** Knows no article: every logit is the one that training would have started from. */
    public static SoftmaxHead untrained() {
        return new SoftmaxHead("", Map.of());
    }

    /** The embeddings that it was trained on. */
    public String model() {
        return model;
    }

    /** How many articles it was trained on. */
    public int size() {
        return rows.size();
    }

    /**
     * @param question the question's vectors, joined
     * @param centre the centre of title and example questions, joined
     * @param tightness the length of their mean, of which the centre is the direction: training starts from the mean
     */
    public double logit(ArticleKey article, float[] question, float[] centre, double tightness) {
        float[] row = rows.get(article);
        return row == null
                ? HeadTrainer.START * tightness * Vectors.dot(question, centre)
                : Vectors.dot(question, row);
    }

    /** Writes it as binary. */
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(model);
        out.writeInt(rows.size());
        for (Map.Entry<ArticleKey, float[]> row : rows.entrySet()) {
            out.writeUTF(row.getKey().id());
            out.writeUTF(row.getKey().language());
            out.writeInt(row.getValue().length);
            for (float weight : row.getValue()) {
                out.writeFloat(weight);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SoftmaxHead read(DataInputStream in) throws IOException {
        String model = in.readUTF();
        int count = in.readInt();
        Map<ArticleKey, float[]> rows = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            ArticleKey key = new ArticleKey(in.readUTF(), in.readUTF());
            float[] row = new float[in.readInt()];
            for (int j = 0; j < row.length; j++) {
                row[j] = in.readFloat();
            }
            rows.put(key, row);
        }
        return new SoftmaxHead(model, rows);
    }
}
