package dev.parley.kb.lucene;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.ranking.HeadTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Walks over all articles of an index. */
final class Revisions {

    private Revisions() {}

    /** The revision of each article. */
    static Map<ArticleKey, String> hashes(IndexSearcher searcher) throws IOException {
        Map<ArticleKey, String> hashes = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            SortedDocValues keys = DocValues.getSorted(leaf.reader(), ArticleBlock.KEY);
            SortedDocValues revisions = DocValues.getSorted(leaf.reader(), ArticleBlock.HASH);
            Bits live = leaf.reader().getLiveDocs();
            while (keys.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
                if (live == null || live.get(keys.docID())) {
                    revisions.advanceExact(keys.docID());
                    hashes.put(ArticleBlock.key(keys.lookupOrd(keys.ordValue())),
                            revisions.lookupOrd(revisions.ordValue()).utf8ToString());
                }
            }
        }
        return hashes;
    }

    /** The names of each article as joined vectors, in the order of the articles' keys. */
    static List<HeadTrainer.Lesson> lessons(IndexSearcher searcher) throws IOException {
        Map<ArticleKey, HeadTrainer.Lesson> lessons = new TreeMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            addLessons(leaf.reader(), lessons);
        }
        return List.copyOf(lessons.values());
    }

    private static void addLessons(LeafReader reader, Map<ArticleKey, HeadTrainer.Lesson> lessons) throws IOException {
        List<FloatVectorValues> voices = new ArrayList<>();
        for (int v = 0; reader.getFloatVectorValues(ArticleBlock.voice(v)) != null; v++) {
            voices.add(reader.getFloatVectorValues(ArticleBlock.voice(v)));
        }
        if (voices.isEmpty()) {
            return;
        }
        SortedDocValues keys = DocValues.getSorted(reader, ArticleBlock.KEY);
        NumericDocValues sizes = DocValues.getNumeric(reader, ArticleBlock.SIZE);
        NumericDocValues kinds = DocValues.getNumeric(reader, ArticleBlock.KIND);
        Bits live = reader.getLiveDocs();
        while (keys.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
            int article = keys.docID();
            if (live != null && !live.get(article)) {
                continue;
            }
            sizes.advanceExact(article);
            List<float[]> names = new ArrayList<>();
            for (int document = article - (int) sizes.longValue() + 1; document < article; document++) {
                kinds.advanceExact(document);
                if (kinds.longValue() == ArticleBlock.KIND_NAME) {
                    List<float[]> vectors = new ArrayList<>();
                    for (FloatVectorValues voice : voices) {
                        vectors.add(voice.vectorValue(document).clone());
                    }
                    names.add(Voices.joined(vectors));
                }
            }
            ArticleKey key = ArticleBlock.key(keys.lookupOrd(keys.ordValue()));
            lessons.put(key, new HeadTrainer.Lesson(key, names));
        }
    }

    static Set<String> languages(IndexSearcher searcher) throws IOException {
        Set<String> languages = new TreeSet<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(ArticleBlock.LANGUAGE);
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                languages.add(term.utf8ToString());
            }
        }
        return languages;
    }
}
