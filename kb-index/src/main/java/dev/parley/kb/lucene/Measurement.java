package dev.parley.kb.lucene;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.embedding.Vectors;
import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Precedent;
import dev.parley.kb.ranking.SoftmaxHead;
import dev.parley.kb.ranking.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Measures articles against one question, on one state of the index: by meaning and by words. Not thread-safe; used once.
 *
 * <p>A small knowledge base is measured whole. In a large one, only what is near: the neighbours that the vectors' graph
 * finds for each voice, and the best by words.
 */
final class Measurement {

    /** Up to this many vectors a scan costs no more than the model does (about 3 ms of CPU). */
    static final int SCANNED_WHOLE = 4_000;
    private static final int NEIGHBOURS = 100;
    /** Words of a question that a large knowledge base is searched for. */
    private static final int RAREST_WORDS = 24;
    /**
     * And runs of characters: on stackfaq-typo, measured as if it were large, 12 find as many as 64 do, and 8 a little less;
     * they are what takes the most time among 100,000 articles.
     */
    private static final int RAREST_GRAMS = 12;
    private static final int BEST_BY_WORDS = 50;
    /** In a small one: an article that this many others precede shares next to nothing with the question. */
    private static final int KEPT = 100;

    private final IndexSearcher searcher;
    private final String language;
    private final List<float[]> question;
    private final Terms terms;
    private final WordSearch words;
    private final WordSearch grams;
    private final Map<ArticleKey, Integer> documents = new HashMap<>();

    /** @param question one vector a voice */
    Measurement(IndexSearcher searcher, FieldAnalyzers analyzers, String text, String language, List<float[]> question)
            throws IOException {
        this.searcher = searcher;
        this.language = language;
        this.question = question;
        this.terms = QueryTerms.of(text, language, analyzers);
        boolean isSmall = isSmall();
        this.words = WordSearch.of(searcher, ArticleBlock.WORDS + language, terms.words(),
                isSmall ? Integer.MAX_VALUE : RAREST_WORDS, isSmall ? KEPT : BEST_BY_WORDS);
        this.grams = WordSearch.of(searcher, ArticleBlock.GRAMS + language, terms.grams(),
                isSmall ? Integer.MAX_VALUE : RAREST_GRAMS, isSmall ? KEPT : BEST_BY_WORDS);
    }

    /** In no order. */
    List<Candidate> candidates(Heads heads) throws IOException {
        Map<ArticleKey, Double> wordings = heads.wording().logits(language, terms);
        List<Candidate> candidates = new ArrayList<>();
        Leaf leaf = null;
        for (int document : near()) {
            LeafReaderContext context = searcher.getIndexReader().leaves()
                    .get(ReaderUtil.subIndex(document, searcher.getIndexReader().leaves()));
            if (leaf == null || leaf.context != context) {
                leaf = new Leaf(context);
            }
            Candidate candidate = leaf.measure(document - context.docBase, heads.meaning());
            candidate.features()[Feature.WORDING.ordinal()] = wordings.getOrDefault(candidate.article(), 0.0);
            candidates.add(candidate);
        }
        return Candidate.loweredToFavourites(candidates);
    }

    /** Where a candidate's article stands in the index. */
    int documentOf(ArticleKey article) {
        Integer document = documents.get(article);
        if (document == null) {
            throw new IllegalArgumentException("not measured: " + article);
        }
        return document;
    }

    /** Documents of articles, ascending. */
    private Iterable<Integer> near() throws IOException {
        Query ofLanguage = new TermQuery(new Term(ArticleBlock.LANGUAGE, language));
        TreeSet<Integer> near = new TreeSet<>();
        if (isSmall()) {
            for (ScoreDoc hit : searcher.search(ofLanguage, SCANNED_WHOLE).scoreDocs) {
                near.add(hit.doc);
            }
            return near;
        }
        for (int voice = 0; voice < question.size(); voice++) {
            Query neighbours = new KnnFloatVectorQuery(ArticleBlock.voice(voice), question.get(voice), NEIGHBOURS,
                    isMinority() ? new PrefixQuery(new Term(ArticleBlock.BLOCK, language + "/")) : null);
            for (ScoreDoc hit : searcher.search(neighbours, NEIGHBOURS).scoreDocs) {
                near.add(hit.doc + ahead(hit.doc));
            }
        }
        for (WordSearch search : List.of(words, grams)) {
            near.addAll(search.byDocument().keySet());
        }
        near.removeIf(document -> !isOfLanguage(document));
        return near;
    }

    private boolean isSmall() {
        return searcher.getIndexReader().numDocs() <= SCANNED_WHOLE;
    }

    /** Of a language with few articles there may be none among the neighbours; of the others there are enough anyway. */
    private boolean isMinority() throws IOException {
        IndexReader reader = searcher.getIndexReader();
        return 2 * reader.docFreq(new Term(ArticleBlock.LANGUAGE, language)) < reader
                .getDocCount(ArticleBlock.LANGUAGE);
    }

    private int ahead(int document) throws IOException {
        LeafReaderContext leaf = leafOf(document);
        NumericDocValues ahead = DocValues.getNumeric(leaf.reader(), ArticleBlock.AHEAD);
        return ahead.advanceExact(document - leaf.docBase) ? (int) ahead.longValue() : 0;
    }

    private boolean isOfLanguage(int document) {
        try {
            LeafReaderContext leaf = leafOf(document);
            SortedDocValues keys = DocValues.getSorted(leaf.reader(), ArticleBlock.KEY);
            return keys.advanceExact(document - leaf.docBase)
                    && ArticleBlock.key(keys.lookupOrd(keys.ordValue())).language().equals(language);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("can't search", e);
        }
    }

    private LeafReaderContext leafOf(int document) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }

    /** One segment of the index; read from front to back. */
    private final class Leaf {

        private final LeafReaderContext context;
        private final NumericDocValues kinds;
        private final NumericDocValues sizes;
        private final NumericDocValues tightness;
        private final SortedDocValues keys;
        private final List<@Nullable FloatVectorValues> vectors = new ArrayList<>();

        Leaf(LeafReaderContext context) throws IOException {
            this.context = context;
            this.kinds = DocValues.getNumeric(context.reader(), ArticleBlock.KIND);
            this.sizes = DocValues.getNumeric(context.reader(), ArticleBlock.SIZE);
            this.tightness = DocValues.getNumeric(context.reader(), ArticleBlock.TIGHTNESS);
            this.keys = DocValues.getSorted(context.reader(), ArticleBlock.KEY);
            for (int voice = 0; voice < question.size(); voice++) {
                vectors.add(context.reader().getFloatVectorValues(ArticleBlock.voice(voice)));
            }
        }

        Candidate measure(int article, SoftmaxHead head) throws IOException {
            sizes.advanceExact(article);
            keys.advanceExact(article);
            int first = article - (int) sizes.longValue() + 1;
            ArticleKey key = ArticleBlock.key(keys.lookupOrd(keys.ordValue()));
            double tight = tightness.advanceExact(article) ? Double.longBitsToDouble(tightness.longValue()) : 0;
            int[] kindOf = new int[article - first + 1];
            for (int document = first; document <= article; document++) {
                kinds.advanceExact(document);
                kindOf[document - first] = (int) kinds.longValue();
            }
            double[] features = new double[Feature.COUNT];
            List<float[]> centres = new ArrayList<>();
            for (int voice = 0; voice < vectors.size(); voice++) {
                FloatVectorValues values = vectors.get(voice);
                if (values != null) {
                    addVoice(features, voice, values, first, kindOf);
                    centres.add(values.vectorValue(article).clone());
                }
            }
            int document = context.docBase + article;
            features[Feature.WORDS.ordinal()] = words.score(document);
            features[Feature.GRAMS.ordinal()] = grams.score(document);
            if (head.size() > 0 && !centres.isEmpty()) {
                features[Feature.HEAD.ordinal()] = head.logit(key, Voices.joined(question), Voices.joined(centres),
                        tight);
            }
            documents.put(key, document);
            return new Candidate(key, features, tight, Precedent.NONE);
        }

        private void addVoice(double[] features, int voice, FloatVectorValues values, int first, int[] kindOf)
                throws IOException {
            double name = -1;
            double body = -1;
            double whole = -1;
            double centre = -1;
            for (int i = 0; i < kindOf.length; i++) {
                double like = Vectors.dot(question.get(voice), values.vectorValue(first + i));
                switch (kindOf[i]) {
                    case ArticleBlock.KIND_NAME -> name = Math.max(name, like);
                    case ArticleBlock.KIND_BODY -> body = Math.max(body, like);
                    case ArticleBlock.KIND_WHOLE -> whole = like;
                    default -> centre = like;
                }
            }
            int at = Feature.ofVoice(voice);
            features[at] = name;
            features[at + 1] = centre;
            features[at + 2] = body < 0 ? name : body;
            features[at + 3] = whole >= 0 ? whole : body < 0 ? name : body;
        }
    }
}
