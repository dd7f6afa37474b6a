package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;

/** How an article is laid out in the word index: fields carry the language, so that languages never share statistics. */
final class ArticleDocument {

    static final String TITLE = "title.";
    static final String QUESTIONS = "questions.";
    /** Title, questions and body in one. */
    static final String ALL = "all.";
    /** Names the revision, so that a score is never given to another one. */
    static final String HASH = "hash";

    private static final String KEY = "key";

    private ArticleDocument() {}

    static Term keyTerm(ArticleKey key) {
        return new Term(KEY, key.language() + "/" + key.id());
    }

    static Document write(IndexedArticle indexed) {
        Article article = indexed.article();
        String language = article.key().language();
        String questions = String.join("\n", article.questions());
        Document document = new Document();
        document.add(new StringField(KEY, keyTerm(article.key()).text(), Field.Store.NO));
        document.add(new TextField(TITLE + language, article.title(), Field.Store.NO));
        document.add(new TextField(QUESTIONS + language, questions, Field.Store.NO));
        document.add(new TextField(ALL + language, String.join("\n", article.title(), questions, article.body()),
                Field.Store.NO));
        document.add(new StoredField(HASH, indexed.hash()));
        return document;
    }
}
