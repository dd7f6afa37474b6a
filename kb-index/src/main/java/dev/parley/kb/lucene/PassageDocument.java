package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Passage;
import java.time.LocalDate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** How a passage is laid out in the index, and read back from it. */
final class PassageDocument {

    static final String TITLE = "title.";
    static final String QUESTIONS = "questions.";
    /** Title, questions and the passage in one. */
    static final String ALL = "all.";

    private static final String KEY = "key";
    private static final String ID = "id";
    private static final String LANGUAGE = "language";
    private static final String HASH = "hash";
    private static final String HEADLINE = "headline";
    private static final String CATEGORY = "category";
    private static final String URL = "url";
    private static final String UPDATED = "updated";
    private static final String START = "start";
    private static final String END = "end";
    private static final String TEXT = "text";

    private PassageDocument() {}

    static Term keyTerm(ArticleKey key) {
        return new Term(KEY, key.language() + "/" + key.id());
    }

    static Document write(Article article, Passage passage) {
        String language = article.key().language();
        String questions = String.join("\n", article.questions());
        Document document = new Document();
        document.add(new StringField(KEY, keyTerm(article.key()).text(), Field.Store.NO));
        document.add(new TextField(TITLE + language, article.title(), Field.Store.NO));
        document.add(new TextField(QUESTIONS + language, questions, Field.Store.NO));
        document.add(new TextField(ALL + language, String.join("\n", article.title(), questions, passage.text()),
                Field.Store.NO));
        document.add(new StoredField(ID, article.key().id()));
        document.add(new StoredField(LANGUAGE, language));
        document.add(new StoredField(HASH, passage.hash()));
        document.add(new StoredField(HEADLINE, article.title()));
        document.add(new StoredField(CATEGORY, article.category()));
        document.add(new StoredField(START, passage.start()));
        document.add(new StoredField(END, passage.end()));
        document.add(new StoredField(TEXT, passage.text()));
        if (article.url() != null) {
            document.add(new StoredField(URL, article.url()));
        }
        if (article.updated() != null) {
            document.add(new StoredField(UPDATED, article.updated().toString()));
        }
        return document;
    }

    static Passage read(Document document) {
        @Nullable String updated = document.get(UPDATED);
        return new Passage(new ArticleKey(document.get(ID), document.get(LANGUAGE)), document.get(HASH),
                document.get(HEADLINE), document.get(CATEGORY), document.get(URL),
                updated == null ? null : LocalDate.parse(updated), document.getField(START).numericValue().intValue(),
                document.getField(END).numericValue().intValue(), document.get(TEXT));
    }
}
