package dev.parley.kb.lucene;

import dev.parley.kb.Passage;
import dev.parley.kb.embedding.Vectors;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** Which passage of an article answers the question: by meaning, or, without embeddings, by shared words. */
final class BestPassage {

    /** The opening paragraph answers the title; another passage must be clearly closer to be shown instead. */
    private static final double OPENING_BONUS = 0.03;

    private BestPassage() {}

    static Passage of(IndexSearcher searcher, int document, String question, List<float[]> vectors)
            throws IOException {
        BytesRef stored = searcher.storedFields().document(document, Set.of(ArticleBlock.STORED))
                .getBinaryValue(ArticleBlock.STORED);
        List<Passage> passages = StoredArticle.read(stored.bytes, stored.offset, stored.length);
        if (passages.size() == 1) {
            return passages.getFirst();
        }
        double[] likeness = vectors.isEmpty()
                ? sharedWords(question, passages)
                : cosines(searcher, document, vectors.getFirst(), passages.size());
        int best = 0;
        likeness[0] += OPENING_BONUS;
        for (int i = 1; i < likeness.length; i++) {
            best = likeness[i] > likeness[best] ? i : best;
        }
        return passages.get(best);
    }

    /** The vectors of the passages stand together in the article's block, in reading order. */
    private static double[] cosines(IndexSearcher searcher, int document, float[] question, int passages)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        int article = document - leaf.docBase;
        NumericDocValues sizes = DocValues.getNumeric(leaf.reader(), ArticleBlock.SIZE);
        sizes.advanceExact(article);
        NumericDocValues kinds = DocValues.getNumeric(leaf.reader(), ArticleBlock.KIND);
        FloatVectorValues values = leaf.reader().getFloatVectorValues(ArticleBlock.voice(0));
        double[] cosines = new double[passages];
        int passage = 0;
        for (int i = article - (int) sizes.longValue() + 1; i < article && passage < passages; i++) {
            kinds.advanceExact(i);
            if (kinds.longValue() == ArticleBlock.KIND_BODY) {
                cosines[passage++] = Vectors.dot(question, values.vectorValue(i));
            }
        }
        return cosines;
    }

    private static double[] sharedWords(String question, List<Passage> passages) {
        Set<String> wanted = words(question);
        return passages.stream().mapToDouble(passage -> {
            Set<String> shared = words(passage.text());
            shared.retainAll(wanted);
            return (double) shared.size() / Math.max(1, wanted.size());
        }).toArray();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    }
}
