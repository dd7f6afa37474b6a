package dev.parley.kb.lucene;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import dev.parley.kb.confidence.Evidence;
import dev.parley.kb.confidence.ProvisionalConfidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** One search: BM25 over title, example questions and passage, grouped by article. Not thread-safe; used once. */
final class Ranking {

    /** Several passages of one article stand beside each other: enough of them that the wanted articles are in. */
    private static final int PASSAGES_PER_ARTICLE = 8;
    /** The opening paragraph answers the title; another passage must be clearly better to be shown instead. */
    private static final double OPENING_MARGIN = 0.9;

    private final IndexSearcher searcher;
    private final String language;
    private final Map<String, Double> idf = new LinkedHashMap<>();
    private final double idfMass;

    Ranking(IndexSearcher searcher, String language, List<String> terms) throws IOException {
        this.searcher = searcher;
        this.language = language;
        CollectionStatistics statistics = searcher.collectionStatistics(PassageDocument.ALL + language);
        long documents = statistics == null ? 0 : statistics.docCount();
        for (String term : terms) {
            long frequency = searcher.getIndexReader().docFreq(new Term(PassageDocument.ALL + language, term));
            idf.put(term, Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)));
        }
        idfMass = idf.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    static Similarity similarity() {
        return new BM25Similarity();
    }

    List<Hit> best(int limit) throws IOException {
        List<Candidate> candidates = candidates(limit);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, candidates.size()); i++) {
            Candidate candidate = candidates.get(i);
            double margin = i > 0 ? 0 : candidates.size() == 1 ? 1 : 1 - candidates.get(1).score / candidate.score;
            hits.add(new Hit(candidate.passage, candidate.score, ProvisionalConfidence.of(evidence(candidate, margin))));
        }
        return hits;
    }

    Evidence evidence(Candidate candidate, double margin) throws IOException {
        double known = 0;
        for (Map.Entry<String, Double> term : idf.entrySet()) {
            if (contains(candidate.document, PassageDocument.ALL, term.getKey())) {
                known += term.getValue();
            }
        }
        return new Evidence(known / idfMass, candidate.score / (candidate.score + idfMass), margin,
                1 / Math.sqrt(idf.size()));
    }

    /** All candidate articles, each by the passage to show, best first. */
    List<Candidate> candidates(int limit) throws IOException {
        ScoreDoc[] found = searcher.search(query(), limit * PASSAGES_PER_ARTICLE).scoreDocs;
        StoredFields stored = searcher.storedFields();
        Map<ArticleKey, Candidate> byArticle = new HashMap<>();
        for (ScoreDoc hit : found) {
            Candidate next = new Candidate(PassageDocument.read(stored.document(hit.doc)), hit.doc, hit.score);
            byArticle.merge(next.passage.article(), next, Ranking::toShow);
        }
        Comparator<Candidate> byScore = Comparator.comparingDouble(candidate -> -candidate.score);
        return byArticle.values().stream().sorted(byScore.thenComparing(candidate -> candidate.passage.article()))
                .toList();
    }

    /** Of two passages of one article, in falling order of score, the one to show, with the better score. */
    private static Candidate toShow(Candidate better, Candidate other) {
        boolean opening = other.passage.start() == 0 && other.score >= OPENING_MARGIN * better.score;
        return opening ? new Candidate(other.passage, other.document, better.score) : better;
    }

    /**
     * Title, example questions and everything, each weighted 1. Of ten mixtures tried on the calibration splits of five
     * public question sets this was the best or within 1.3 points of it on each (docs/decisions.md, "BM25 fields").
     */
    private Query query() {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : idf.keySet()) {
            for (String field : List.of(PassageDocument.TITLE, PassageDocument.QUESTIONS, PassageDocument.ALL)) {
                query.add(new TermQuery(new Term(field + language, term)), BooleanClause.Occur.SHOULD);
            }
        }
        return query.build();
    }

    private boolean contains(int document, String field, String term) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        PostingsEnum postings = leaf.reader().postings(new Term(field + language, term), PostingsEnum.NONE);
        return postings != null && postings.advance(document - leaf.docBase) == document - leaf.docBase;
    }

    record Candidate(Passage passage, int document, double score) {
    }
}
