package dev.parley.kb.lucene;

import dev.parley.kb.Article;
import dev.parley.kb.Passage;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Cuts an article into passages at headings, between blocks, and between the sentences of a paragraph that is too long; lists,
 * tables and code stay whole. Thread-safe.
 */
final class PassageCutter {

    /** A passage is read in a chat bubble: about two phone screens of text. */
    private static final int TARGET_CHARACTERS = 900;

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

    /** What is not cut any further: a block, or a sentence of a long paragraph. */
    private record Piece(int start, int end, boolean isHeading) {}

    private PassageCutter() {}

    /** @return at least one passage, in reading order; an empty one for an article without text */
    static List<Passage> cut(Article article) {
        String hash = article.hash();
        List<Passage> passages = new ArrayList<>();
        int start = -1;
        int end = -1;
        boolean hasText = false;
        for (Piece piece : pieces(article)) {
            boolean full = start >= 0 && piece.end - start > TARGET_CHARACTERS && !introduces(article.body(), end);
            // A heading says nothing without what it is above.
            if (start >= 0 && hasText && (piece.isHeading || full)) {
                passages.add(passage(article, hash, start, end));
                start = -1;
            }
            hasText = !piece.isHeading || start >= 0 && hasText;
            start = start < 0 ? piece.start : start;
            end = piece.end;
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

    private static List<Piece> pieces(Article article) {
        List<Piece> pieces = new ArrayList<>();
        for (Node block = PARSER.parse(article.body()).getFirstChild(); block != null; block = block.getNext()) {
            List<SourceSpan> spans = block.getSourceSpans();
            if (spans.isEmpty()) {
                continue;
            }
            int start = spans.getFirst().getInputIndex();
            int end = end(spans);
            if (block instanceof Paragraph paragraph && end - start > TARGET_CHARACTERS) {
                for (int next : Sentences.startsWithin(paragraph, article.body(), article.key().language())) {
                    pieces.add(new Piece(start, article.body().substring(0, next).stripTrailing().length(), false));
                    start = next;
                }
            }
            pieces.add(new Piece(start, end, block instanceof Heading));
        }
        return pieces;
    }

    static int end(List<SourceSpan> spans) {
        return spans.getLast().getInputIndex() + spans.getLast().getLength();
    }

    /** A sentence that ends in a colon, or asks something, belongs to what is below it. */
    private static boolean introduces(String body, int end) {
        String before = body.substring(0, end).stripTrailing();
        return before.endsWith(":") || before.endsWith("：") || before.endsWith("?") || before.endsWith("？");
    }

    private static Passage passage(Article article, String hash, int start, int end) {
        return new Passage(article.key(), hash, article.title(), article.category(), article.url(), article.updated(),
                start, end, article.body().substring(start, end));
    }
}
