package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.Passage;
import dev.parley.kb.embedding.EmbeddingCache;
import java.util.ArrayList;
import java.util.List;

/**
 * An article as it is searched: cut into passages, and with the vectors of everything it says about itself.
 *
 * @param hash the article's revision
 * @param passages in reading order
 * @param names vectors of the title and of each example question
 * @param centre the mean of {@code names}, of length 1
 * @param bodies vectors of the passages, each together with the title
 */
record IndexedArticle(Article article, String hash, List<Passage> passages, List<float[]> names, float[] centre,
        List<float[]> bodies) {

    static IndexedArticle of(Article article, EmbeddingCache embedding) {
        List<Passage> passages = PassageCutter.cut(article);
        List<float[]> names = new ArrayList<>();
        names.add(embedding.embed(article.title()));
        article.questions().forEach(question -> names.add(embedding.embed(question)));
        List<float[]> bodies = passages.stream()
                .map(passage -> embedding.embed(article.title() + "\n" + passage.text())).toList();
        return new IndexedArticle(article, passages.getFirst().hash(), passages, names,
                centre(names, embedding.dimensions()), bodies);
    }

    private static float[] centre(List<float[]> vectors, int dimensions) {
        float[] sum = new float[dimensions];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) {
                sum[i] += vector[i];
            }
        }
        double length = Math.sqrt(dot(sum, sum));
        for (int i = 0; i < dimensions; i++) {
            sum[i] = (float) (sum[i] / length);
        }
        return sum;
    }

    static double dot(float[] one, float[] other) {
        return org.apache.lucene.util.VectorUtil.dotProduct(one, other);
    }
}
