package dev.parley.kb.lucene;

import dev.parley.kb.Question;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** The words that the articles use, by language: for repairing questions and for telling languages apart. Thread-safe. */
final class Vocabulary {

    private static final String ENGLISH = "en";

    private final Voices voices;
    private final FieldAnalyzers analyzers;
    /** By language; made anew when the index has changed. */
    private final Map<String, Known> byLanguage = new ConcurrentHashMap<>();

    private record Known(IndexReader reader, Spelling spelling) {}

    Vocabulary(Voices voices, FieldAnalyzers analyzers) {
        this.voices = voices;
        this.analyzers = analyzers;
    }

    String repair(IndexSearcher searcher, Question question) {
        Known known = byLanguage.compute(question.language(), (language, before) -> before != null
                && before.reader() == searcher.getIndexReader()
                        ? before
                        : new Known(searcher.getIndexReader(), read(searcher.getIndexReader(), language)));
        return known.spelling().repair(question.text());
    }

    private Spelling read(IndexReader reader, String language) {
        Map<String, Integer> used = new HashMap<>();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(ArticleBlock.SPELLING + language);
                if (terms != null) {
                    TermsEnum each = terms.iterator();
                    for (BytesRef term = each.next(); term != null; term = each.next()) {
                        used.merge(term.utf8ToString(), (int) each.totalTermFreq(), Integer::sum);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("can't read the words of the index", e);
        }
        Set<String> dictionary = language.equals(ENGLISH) ? voices.dictionary() : Set.of();
        String field = ArticleBlock.WORDS + language;
        return new Spelling(language, used, dictionary, word -> stem(field, word), stem -> isUsed(reader, field, stem));
    }

    /** Nothing for a word that is not searched for. */
    private String stem(String field, String word) {
        List<String> stems = QueryTerms.of(word, field, 1, analyzers);
        return stems.isEmpty() ? "" : stems.getFirst();
    }

    private static boolean isUsed(IndexReader reader, String field, String stem) {
        try {
            return !stem.isEmpty() && reader.docFreq(new Term(field, stem)) > 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("can't read the words of the index", e);
        }
    }

    /** How many words of the text the articles of each language use. */
    Map<String, Integer> countKnown(IndexSearcher searcher, String text, Collection<String> languages)
            throws IOException {
        Map<String, Integer> known = new HashMap<>();
        for (String language : languages) {
            known.put(language, shared(searcher.getIndexReader(), text, language));
        }
        return known;
    }

    private int shared(IndexReader reader, String text, String language) throws IOException {
        String field = ArticleBlock.SPELLING + language;
        int shared = 0;
        for (String word : QueryTerms.of(text, field, QueryTerms.MAX_TERMS, analyzers)) {
            shared += reader.docFreq(new Term(field, word)) > 0 ? 1 : 0;
        }
        return shared;
    }
}
