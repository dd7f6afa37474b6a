package dev.parley.kb.lucene;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/** Picks the analyzer by the language that ends each field's name, so that languages never share statistics. */
final class FieldAnalyzers extends DelegatingAnalyzerWrapper {

    private final Map<String, Analyzer> byLanguage = new ConcurrentHashMap<>();

    FieldAnalyzers() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String fieldName) {
        String language = fieldName.substring(fieldName.lastIndexOf('.') + 1);
        return byLanguage.computeIfAbsent(language, Languages::analyzerFor);
    }

    @Override
    public void close() {
        super.close();
        byLanguage.values().forEach(Analyzer::close);
    }
}
