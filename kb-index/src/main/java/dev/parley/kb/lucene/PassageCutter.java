package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.Passage;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Cuts an article into passages at headings and between blocks; lists, tables and code stay whole. Thread-safe. */
final class PassageCutter {

    /** A passage is read in a chat bubble: about two phone screens of text. */
    private static final int TARGET_CHARACTERS = 900;

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    private PassageCutter() {}

    /** @return at least one passage, in reading order; an empty one for an article without text */
    static List<Passage> cut(Article article) {
        String hash = article.hash();
        List<Passage> passages = new ArrayList<>();
        int start = -1;
        int end = -1;
        boolean hasText = false;
        for (Node block = PARSER.parse(article.body()).getFirstChild(); block != null; block = block.getNext()) {
            List<SourceSpan> spans = block.getSourceSpans();
            if (spans.isEmpty()) {
                continue;
            }
            int blockStart = spans.getFirst().getInputIndex();
            int blockEnd = spans.getLast().getInputIndex() + spans.getLast().getLength();
            boolean full = start >= 0 && blockEnd - start > TARGET_CHARACTERS && !introduces(article.body(), end);
            // A heading says nothing without what it is above.
            if (start >= 0 && hasText && (block instanceof Heading || full)) {
                passages.add(passage(article, hash, start, end));
                start = -1;
            }
            hasText = !(block instanceof Heading) || start >= 0 && hasText;
            start = start < 0 ? blockStart : start;
            end = blockEnd;
        }
        if (start >= 0) {
            passages.add(passage(article, hash, start, end));
        }
        if (passages.isEmpty()) {
            // An article without text can be found, but there is nothing of it to send.
            passages.add(passage(article, hash, 0, 0));
        }
        return passages;
    }

    /** A sentence that ends in a colon belongs to the list below it. */
    private static boolean introduces(String body, int end) {
        String before = body.substring(0, end).stripTrailing();
        return before.endsWith(":") || before.endsWith("：");
    }

    private static Passage passage(Article article, String hash, int start, int end) {
        return new Passage(article.key(), hash, article.title(), article.category(), article.url(), article.updated(),
                start, end, article.body().substring(start, end));
    }
}
