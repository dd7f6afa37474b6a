package dev.parley.kb.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * BM25 of the articles in one field, over the idf mass of the question: so 1 is about a document that has each word once,
 * however long the question.
 *
 * @param byDocument normalised scores of those that share a term
 */
record WordSearch(Map<Integer, Double> byDocument) {

    /**
     * @param most of the terms that any article has, so many are searched for: the rarest, which say the most and cost the least
     * @param kept the best so many have a score
     */
    static WordSearch of(IndexSearcher searcher, String field, List<String> terms, int most, int kept)
            throws IOException {
        CollectionStatistics statistics = searcher.collectionStatistics(field);
        if (statistics == null || terms.isEmpty()) {
            return new WordSearch(Map.of());
        }
        double mass = 0;
        List<Known> known = new ArrayList<>();
        for (String term : terms) {
            Term inField = new Term(field, term);
            // Looked up once, for the mass and for the query.
            TermStates states = TermStates.build(searcher, inField, true);
            if (states.docFreq() > 0) {
                known.add(new Known(new TermQuery(inField, states), states.docFreq()));
            } else {
                mass += idf(statistics, 0);
            }
        }
        if (known.size() > most) {
            known.sort(Comparator.comparingInt(Known::frequency));
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (Known term : known.subList(0, Math.min(most, known.size()))) {
            mass += idf(statistics, term.frequency);
            query.add(term.query, BooleanClause.Occur.SHOULD);
        }
        Map<Integer, Double> scores = new HashMap<>();
        for (ScoreDoc hit : searcher.search(query.build(), kept).scoreDocs) {
            scores.put(hit.doc, hit.score / mass);
        }
        return new WordSearch(scores);
    }

    private record Known(TermQuery query, int frequency) {}

    private static double idf(CollectionStatistics statistics, int frequency) {
        return Math.log(1 + (statistics.docCount() - frequency + 0.5) / (frequency + 0.5));
    }

    double score(int document) {
        return byDocument.getOrDefault(document, 0.0);
    }
}
