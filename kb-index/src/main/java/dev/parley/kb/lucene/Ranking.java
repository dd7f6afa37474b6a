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
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * One search: what articles say of themselves against the question, by meaning (vectors) and by words (BM25), in one
 * weighted sum. Not thread-safe; used once.
 */
final class Ranking {

    /**
     * Words count a fifth beside meaning. Weighted sums led by meaning beat rank fusion on every set tried, and the
     * optimum is flat (docs/decisions.md, "meaning leads").
     */
    private static final double WORDS_WEIGHT = 0.2;
    /** A passage speaks of more than its question; titles and example questions are closer to what customers type. */
    private static final double BODY_WEIGHT = 0.95;
    /** An article that this many others precede shares next to no words with the question. */
    private static final int MAX_BY_WORDS = 100;
    /** The opening paragraph answers the title; another passage must be clearly closer to be shown instead. */
    private static final double OPENING_BONUS = 0.03;

    private final IndexSearcher searcher;
    private final String language;
    private final float[] question;
    private final Map<String, Double> idf = new LinkedHashMap<>();
    private final double idfMass;

    Ranking(IndexSearcher searcher, String language, List<String> terms, float[] question) throws IOException {
        this.searcher = searcher;
        this.language = language;
        this.question = question;
        CollectionStatistics statistics = searcher.collectionStatistics(ArticleDocument.ALL + language);
        long documents = statistics == null ? 0 : statistics.docCount();
        for (String term : terms) {
            long frequency = searcher.getIndexReader().docFreq(new Term(ArticleDocument.ALL + language, term));
            idf.put(term, Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)));
        }
        idfMass = idf.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    List<Hit> best(Iterable<IndexedArticle> articles, int limit) throws IOException {
        List<Candidate> ranked = rank(articles);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, ranked.size()); i++) {
            Candidate candidate = ranked.get(i);
            hits.add(new Hit(candidate.passage, candidate.fused, ProvisionalConfidence.of(evidence(ranked, i))));
        }
        return hits;
    }

    /** All articles of the language, best first; equal scores are ordered by id. */
    List<Candidate> rank(Iterable<IndexedArticle> articles) throws IOException {
        Map<String, Float> words = searchWords();
        List<Candidate> candidates = new ArrayList<>();
        for (IndexedArticle article : articles) {
            if (article.article().key().language().equals(language)) {
                candidates.add(candidate(article, words));
            }
        }
        Comparator<Candidate> byScore = Comparator.comparingDouble(candidate -> -candidate.fused);
        candidates.sort(byScore.thenComparing(candidate -> candidate.passage.article()));
        return candidates;
    }

    private Candidate candidate(IndexedArticle indexed, Map<String, Float> wordScores) {
        double closest = 0;
        for (float[] name : indexed.names()) {
            closest = Math.max(closest, IndexedArticle.dot(question, name));
        }
        double closestPassage = Double.NEGATIVE_INFINITY;
        Passage shown = indexed.passages().getFirst();
        for (int i = 0; i < indexed.passages().size(); i++) {
            double like = IndexedArticle.dot(question, indexed.bodies().get(i));
            closest = Math.max(closest, BODY_WEIGHT * like);
            double withBonus = like + (i == 0 ? OPENING_BONUS : 0);
            if (withBonus > closestPassage) {
                closestPassage = withBonus;
                shown = indexed.passages().get(i);
            }
        }
        double meaning = (closest + IndexedArticle.dot(question, indexed.centre())) / 2;
        double words = wordScores.getOrDefault(indexed.hash(), 0f);
        return new Candidate(shown, meaning + WORDS_WEIGHT * norm(words), meaning, closest, words);
    }

    private double norm(double bm25) {
        return idfMass == 0 ? 0 : bm25 / idfMass / 3;
    }

    Evidence evidence(List<Candidate> ranked, int place) throws IOException {
        Candidate candidate = ranked.get(place);
        double margin = place > 0 ? 0 : ranked.size() == 1 ? 0.2 : candidate.fused - ranked.get(1).fused;
        Candidate byMeaning = ranked.stream().max(Comparator.comparingDouble(one -> one.meaning)).orElse(candidate);
        Candidate byWords = ranked.stream().max(Comparator.comparingDouble(one -> one.words)).orElse(candidate);
        return new Evidence(candidate.fused, margin, candidate.closest, candidate.words / (candidate.words + idfMass),
                1 / Math.sqrt(Math.max(1, idf.size())), byMeaning.equals(candidate) && byWords.equals(candidate));
    }

    /** BM25 of the articles that share a word with the question, by the hash of their revision. */
    private Map<String, Float> searchWords() throws IOException {
        Map<String, Float> scores = new HashMap<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query(), MAX_BY_WORDS).scoreDocs) {
            scores.put(stored.document(hit.doc).get(ArticleDocument.HASH), hit.score);
        }
        return scores;
    }

    /**
     * Title, example questions and everything, each weighted 1. Of ten mixtures tried on the calibration splits of five
     * public question sets this was the best or within 1.3 points of it on each (docs/decisions.md, "BM25 fields").
     */
    private Query query() {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : idf.keySet()) {
            for (String field : List.of(ArticleDocument.TITLE, ArticleDocument.QUESTIONS, ArticleDocument.ALL)) {
                query.add(new TermQuery(new Term(field + language, term)), BooleanClause.Occur.SHOULD);
            }
        }
        return query.build();
    }

    /**
     * An article with what speaks for it.
     *
     * @param passage the one to show
     * @param fused meaning and words
     * @param meaning by vectors alone
     * @param closest the best single cosine
     * @param words BM25
     */
    record Candidate(Passage passage, double fused, double meaning, double closest, double words) {

        ArticleKey key() {
            return passage.article();
        }
    }
}
