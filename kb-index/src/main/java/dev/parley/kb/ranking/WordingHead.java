package dev.parley.kb.ranking;

import dev.parley.kb.ArticleKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A multinomial logistic regression on words and runs of characters, one for each language: which article's example questions
 * is this worded like? It needs no embedding, and so does most where the embedding does not know the language. Immutable and
 * thread-safe.
 */
public final class WordingHead {

    /** Knows no article. */
    public static final WordingHead UNTRAINED = new WordingHead(Map.of());

    private final Map<String, Part> byLanguage;

    WordingHead(Map<String, Part> byLanguage) {
        this.byLanguage = Map.copyOf(byLanguage);
    }

    /**
     * One language.
     *
     * @param articles those it was trained on
     * @param lexicon the terms of their example questions
     * @param rows one a term, with a weight for each article; not changed after construction
     */
    record Part(List<ArticleKey> articles, Lexicon lexicon, float[][] rows) {

        Map<ArticleKey, Double> logits(Terms text) {
            double[] logits = new double[articles.size()];
            Lexicon.Bag bag = lexicon.bag(text);
            bag.addTo(logits, rows);
            Map<ArticleKey, Double> byArticle = new HashMap<>();
            for (int i = 0; i < logits.length; i++) {
                byArticle.put(articles.get(i), logits[i]);
            }
            return byArticle;
        }
    }

    /** How many articles it was trained on. */
    public int size() {
        return byLanguage.values().stream().mapToInt(part -> part.articles.size()).sum();
    }

    /** @return by article; an article that came after the training is not among them, and neither is a language without any */
    public Map<ArticleKey, Double> logits(String language, Terms text) {
        Part part = byLanguage.get(language);
        return part == null ? Map.of() : part.logits(text);
    }

    /** Writes it as binary. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(byLanguage.size());
        for (Map.Entry<String, Part> language : new TreeMap<>(byLanguage).entrySet()) {
            out.writeUTF(language.getKey());
            Part part = language.getValue();
            out.writeInt(part.articles.size());
            for (ArticleKey article : part.articles) {
                out.writeUTF(article.id());
            }
            part.lexicon.write(out);
            for (float[] row : part.rows) {
                for (float weight : row) {
                    out.writeFloat(weight);
                }
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static WordingHead read(DataInputStream in) throws IOException {
        Map<String, Part> byLanguage = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String language = in.readUTF();
            List<ArticleKey> articles = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                articles.add(new ArticleKey(in.readUTF(), language));
            }
            Lexicon lexicon = Lexicon.read(in);
            float[][] rows = new float[lexicon.size()][articles.size()];
            for (float[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = in.readFloat();
                }
            }
            byLanguage.put(language, new Part(List.copyOf(articles), lexicon, rows));
        }
        return new WordingHead(byLanguage);
    }
}
