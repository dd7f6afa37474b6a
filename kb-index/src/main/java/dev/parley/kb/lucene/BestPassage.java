package dev.parley.kb.lucene;

import dev.parley.kb.Passage;
import dev.parley.kb.embedding.Vectors;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/**
 * Which passage of an article answers a question: by meaning, or, without embeddings, by shared words. The opening is what the
 * article is about, so a later passage has to show more for itself.
 */
final class BestPassage {

    /** The opening paragraph answers the title; another passage must be clearly closer to be shown instead. */
    private static final double OPENING_BONUS = 0.03;
    /**
     * A passage with a heading is closer to any question than an opening without one, often by 0.06 and less (on the example
     * questions of the sample shop). From here on meaning alone is believed, in a language that the embedding knows.
     */
    private static final double CLEARLY = 0.065;
    /**
     * A word that as many of a language's articles have says nothing: "is", "my". On the example questions of the sample shop
     * it moves 62 answers, of which nine in ten were read as better, most of them German and Spanish.
     */
    private static final double COMMON = 0.4;
    private static final int MOST_TERMS = 500;
    private static final Pattern DENIAL = Pattern
            .compile("(?iu)\\b(?:no|not|never|without|cannot|cant|dont|wont|nothing|"
                    + "\\p{L}+n['\u2019]t|nicht|nichts|kein\\p{L}*|nie|ohne|nunca|sin|pas|jamais|sans|non|mai|senza|não|sem)\\b");

    private final IndexSearcher searcher;
    private final FieldAnalyzers analyzers;
    private final String question;
    private final List<float[]> vectors;
    private final boolean isForeign;

    /**
     * @param vectors of the question, one a voice; may be empty
     * @param isForeign whether the voices do not know the question's language, or there are none
     */
    BestPassage(IndexSearcher searcher, FieldAnalyzers analyzers, String question, List<float[]> vectors,
            boolean isForeign) {
        this.searcher = searcher;
        this.analyzers = analyzers;
        this.question = question;
        this.vectors = vectors;
        this.isForeign = isForeign;
    }

    /** @param document of an article */
    Passage of(int document) throws IOException {
        BytesRef stored = searcher.storedFields().document(document, Set.of(ArticleBlock.STORED))
                .getBinaryValue(ArticleBlock.STORED);
        List<Passage> passages = StoredArticle.read(stored.bytes, stored.offset, stored.length);
        if (passages.size() == 1) {
            return passages.getFirst();
        }
        double[] likeness = vectors.isEmpty()
                ? sharedTerms(passages)
                : cosines(document, vectors.getFirst(), passages.size());
        int best = 0;
        for (int i = 1; i < likeness.length; i++) {
            best = likeness[i] > likeness[best] ? i : best;
        }
        double ahead = likeness[best] - likeness[0];
        boolean isClear = ahead > CLEARLY && !isForeign
                && (isDenied(question) || !isDenied(passages.get(best).text().lines().findFirst().orElse("")));
        return ahead > OPENING_BONUS && (isClear || saysMore(passages.get(best), passages.getFirst()))
                ? passages.get(best)
                : passages.getFirst();
    }

    /** To a model "What can't I return?" is nearly "What can I return?". */
    private static boolean isDenied(String text) {
        return DENIAL.matcher(text).find();
    }

    /** Whether it has a word of the question, one that says something, that neither the title nor the opening has. */
    private boolean saysMore(Passage later, Passage opening) throws IOException {
        Set<String> asked = terms(question, opening);
        asked.removeAll(terms(opening.title() + "\n" + opening.text(), opening));
        asked.retainAll(terms(later.text(), opening));
        String field = ArticleBlock.WORDS + opening.article().language();
        int articles = searcher.getIndexReader().getDocCount(field);
        for (String word : asked) {
            if (searcher.getIndexReader().docFreq(new Term(field, word)) < COMMON * articles) {
                return true;
            }
        }
        return false;
    }

    /** The vectors of the passages stand together in the article's block, in reading order. */
    private double[] cosines(int document, float[] asked, int passages)
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
                cosines[passage++] = Vectors.dot(asked, values.vectorValue(i));
            }
        }
        return cosines;
    }

    private double[] sharedTerms(List<Passage> passages) {
        Set<String> wanted = terms(question, passages.getFirst());
        return passages.stream().mapToDouble(passage -> {
            Set<String> shared = terms(passage.text(), passage);
            shared.retainAll(wanted);
            return (double) shared.size() / Math.max(1, wanted.size());
        }).toArray();
    }

    /** As the article's language has them: inflections folded. */
    private Set<String> terms(String text, Passage of) {
        return new HashSet<>(QueryTerms.of(text, ArticleBlock.WORDS + of.article().language(), MOST_TERMS, analyzers));
    }
}
