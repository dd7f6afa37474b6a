package dev.parley.kb.lucene;

import dev.parley.kb.ranking.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words of a question as the index knows them. Text becomes terms here and nowhere else: it is never syntax. */
final class QueryTerms {

    /** A rambling message has its topic in far fewer words; the cap bounds the cost of a hostile one. */
    static final int MAX_TERMS = 64;
    /** Enough characters for {@link #MAX_TERMS} words of any language. */
    private static final int MAX_CHARACTERS = 4_000;

    /** Enough runs of characters for a question of two sentences; more would only cost time. */
    private static final int MAX_GRAMS = 160;

    private QueryTerms() {}

    /** Its words and its runs of characters. */
    static Terms of(String text, String language, Analyzer analyzer) {
        return new Terms(of(text, ArticleBlock.WORDS + language, MAX_TERMS, analyzer),
                of(text, ArticleBlock.GRAMS + language, MAX_GRAMS, analyzer));
    }

    /** @return distinct terms in the order of the text, at most {@code limit} */
    static List<String> of(String text, String field, int limit, Analyzer analyzer) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(field, bounded)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (terms.size() < limit && tokens.incrementToken()) {
                terms.add(term.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be read", e);
        }
        return new ArrayList<>(terms);
    }
}
