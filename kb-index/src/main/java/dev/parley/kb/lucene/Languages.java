package dev.parley.kb.lucene;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * The analyzer for each language. Stop words are kept: "how do I return" and "can I return" differ in them, and removing
 * them was measured to cost recall on short questions.
 */
final class Languages {

    private static final CharArraySet KEEP_ALL = CharArraySet.EMPTY_SET;

    private static final Map<String, Supplier<Analyzer>> ANALYZERS = Map.ofEntries(
            Map.entry("ar", () -> new ArabicAnalyzer(KEEP_ALL)), Map.entry("bg", () -> new BulgarianAnalyzer(KEEP_ALL)),
            Map.entry("ca", () -> new CatalanAnalyzer(KEEP_ALL)), Map.entry("cs", () -> new CzechAnalyzer(KEEP_ALL)),
            Map.entry("da", () -> new DanishAnalyzer(KEEP_ALL)), Map.entry("de", () -> new GermanAnalyzer(KEEP_ALL)),
            Map.entry("el", () -> new GreekAnalyzer(KEEP_ALL)), Map.entry("en", () -> new EnglishAnalyzer(KEEP_ALL)),
            Map.entry("es", () -> new SpanishAnalyzer(KEEP_ALL)), Map.entry("fi", () -> new FinnishAnalyzer(KEEP_ALL)),
            Map.entry("fr", () -> new FrenchAnalyzer(KEEP_ALL)), Map.entry("hu", () -> new HungarianAnalyzer(KEEP_ALL)),
            Map.entry("it", () -> new ItalianAnalyzer(KEEP_ALL)), Map.entry("ja", () -> new CJKAnalyzer(KEEP_ALL)),
            Map.entry("ko", () -> new CJKAnalyzer(KEEP_ALL)), Map.entry("nl", () -> new DutchAnalyzer(KEEP_ALL)),
            Map.entry("no", () -> new NorwegianAnalyzer(KEEP_ALL)),
            Map.entry("nb", () -> new NorwegianAnalyzer(KEEP_ALL)),
            Map.entry("pt", () -> new PortugueseAnalyzer(KEEP_ALL)),
            Map.entry("ro", () -> new RomanianAnalyzer(KEEP_ALL)),
            Map.entry("ru", () -> new RussianAnalyzer(KEEP_ALL)), Map.entry("sv", () -> new SwedishAnalyzer(KEEP_ALL)),
            Map.entry("tr", () -> new TurkishAnalyzer(KEEP_ALL)), Map.entry("zh", () -> new CJKAnalyzer(KEEP_ALL)));

    private Languages() {}

    /** @return a new analyzer; for a language without one of its own, words are folded but not stemmed */
    static Analyzer analyzerFor(String language) {
        return ANALYZERS.getOrDefault(language, () -> new StandardAnalyzer(KEEP_ALL)).get();
    }
}
