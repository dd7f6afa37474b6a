package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Passage;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * How an article is laid out in the index: a block of documents that are written and deleted as one. First one a vector
 * (title and each example question, each passage, the whole), last the article itself, with the centre of the former as its
 * vector and all its words. So every document has a vector, and a vector's ordinal is its document's number.
 *
 * <p>Text fields carry the language, so that languages never share statistics.
 */
final class ArticleBlock {

    /** Stemmed words of title, example questions and text. */
    static final String WORDS = "words.";
    /** Runs of characters of the same. */
    static final String GRAMS = "grams.";
    /** The words as they are written: the dictionary for repairing questions. */
    static final String SPELLING = "spelling.";
    static final String LANGUAGE = "language";
    /** On each document of a block: what it is deleted by. */
    static final String BLOCK = "block";
    /** On the article: which it is. */
    static final String KEY = "key";
    /** On the article: how many documents its block has, itself included. */
    static final String SIZE = "size";
    /** On each document: what its vector stands for, and on vectors how far ahead the article is. */
    static final String KIND = "kind";
    static final String AHEAD = "ahead";
    static final String HASH = "hash";
    static final String TIGHTNESS = "tightness";
    static final String STORED = "stored";

    static final int KIND_ARTICLE = 0;
    static final int KIND_NAME = 1;
    static final int KIND_BODY = 2;
    static final int KIND_WHOLE = 3;

    private ArticleBlock() {}

    static String voice(int number) {
        return "voice" + number;
    }

    static Term term(ArticleKey key) {
        return new Term(BLOCK, key.language() + "/" + key.id());
    }

    static ArticleKey key(BytesRef term) {
        String text = term.utf8ToString();
        int slash = text.indexOf('/');
        return new ArticleKey(text.substring(slash + 1), text.substring(0, slash));
    }

    /** @param voices the embeddings, in the order of their numbers; none: the block is the article's document alone */
    static List<Document> write(Article article, List<? extends Embedding> voices) {
        List<Passage> passages = PassageCutter.cut(article);
        List<Document> block = new ArrayList<>();
        Document last = article(article, passages);
        if (!voices.isEmpty()) {
            addVectors(block, KIND_NAME, names(article), voices, false);
            if (!article.body().isBlank()) {
                addVectors(block, KIND_BODY,
                        passages.stream().map(passage -> article.title() + "\n" + passage.text()).toList(), voices,
                        true);
            }
            if (passages.size() > 1) {
                addVectors(block, KIND_WHOLE, List.of(article.title() + "\n" + article.body()), voices, true);
            }
            addCentre(last, names(article), voices);
        }
        block.add(last);
        for (int i = 0; i < block.size(); i++) {
            block.get(i).add(new StringField(BLOCK, term(article.key()).text(), Field.Store.NO));
            block.get(i).add(new NumericDocValuesField(AHEAD, block.size() - 1 - i));
        }
        last.add(new NumericDocValuesField(SIZE, block.size()));
        return block;
    }

    static List<String> names(Article article) {
        List<String> names = new ArrayList<>();
        names.add(article.title());
        names.addAll(article.questions());
        return names;
    }

    private static void addVectors(List<Document> block, int kind, List<String> texts,
            List<? extends Embedding> voices, boolean passage) {
        for (String text : texts) {
            Document document = new Document();
            document.add(new NumericDocValuesField(KIND, kind));
            for (int v = 0; v < voices.size(); v++) {
                document.add(vector(v, passage
                        ? voices.get(v).embedPassage(text)
                        : voices.get(v).embedQuestion(text)));
            }
            block.add(document);
        }
    }

    private static void addCentre(Document article, List<String> names, List<? extends Embedding> voices) {
        for (int v = 0; v < voices.size(); v++) {
            Embedding voice = voices.get(v);
            List<float[]> vectors = names.stream().map(voice::embedQuestion).toList();
            float[] centre = Vectors.unit(Vectors.mean(vectors));
            article.add(vector(v, centre));
            if (v == 0) {
                double tightness = vectors.stream().mapToDouble(vector -> Vectors.dot(vector, centre)).average()
                        .orElse(1);
                article.add(new NumericDocValuesField(TIGHTNESS, Double.doubleToLongBits(tightness)));
            }
        }
    }

    private static KnnFloatVectorField vector(int voice, float[] vector) {
        return new KnnFloatVectorField(voice(voice), vector, VectorSimilarityFunction.DOT_PRODUCT);
    }

    private static Document article(Article article, List<Passage> passages) {
        String language = article.key().language();
        String all = String.join("\n", String.join("\n", names(article)), article.body());
        Document document = new Document();
        document.add(new NumericDocValuesField(KIND, KIND_ARTICLE));
        document.add(new StringField(LANGUAGE, language, Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, new BytesRef(term(article.key()).text())));
        document.add(new SortedDocValuesField(HASH, new BytesRef(article.hash())));
        document.add(new TextField(WORDS + language, all, Field.Store.NO));
        document.add(new TextField(GRAMS + language, all, Field.Store.NO));
        document.add(new TextField(SPELLING + language, all, Field.Store.NO));
        document.add(new StoredField(STORED, StoredArticle.write(article, passages)));
        return document;
    }
}
