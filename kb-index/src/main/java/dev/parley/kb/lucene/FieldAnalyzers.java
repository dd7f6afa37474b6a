package dev.parley.kb.lucene;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Picks the analyzer by what begins and by the language that ends each field's name. */
final class FieldAnalyzers extends DelegatingAnalyzerWrapper {

    private static final int SHORTEST_GRAM = 3;
    private static final int LONGEST_GRAM = 4;

    private final Analyzer grams = new Grams();
    private final Analyzer spelling = new Spelling();
    private final Map<String, Analyzer> byLanguage = new ConcurrentHashMap<>();

    FieldAnalyzers() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String fieldName) {
        if (fieldName.startsWith(ArticleBlock.GRAMS)) {
            return grams;
        }
        if (fieldName.startsWith(ArticleBlock.SPELLING)) {
            return spelling;
        }
        String language = fieldName.substring(fieldName.lastIndexOf('.') + 1);
        return byLanguage.computeIfAbsent(language, Languages::analyzerFor);
    }

    @Override
    public void close() {
        super.close();
        grams.close();
        spelling.close();
        byLanguage.values().forEach(Analyzer::close);
    }

    /** Words as they are, in lower case. */
    private static final class Spelling extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            StandardTokenizer words = new StandardTokenizer();
            return new TokenStreamComponents(words, new LowerCaseFilter(words));
        }
    }

    /** Runs of characters within words, without accents; words that are too short stay whole. */
    private static final class Grams extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            StandardTokenizer words = new StandardTokenizer();
            TokenStream folded = new ASCIIFoldingFilter(new LowerCaseFilter(words));
            return new TokenStreamComponents(words,
                    new NGramTokenFilter(folded, SHORTEST_GRAM, LONGEST_GRAM, true));
        }
    }
}
