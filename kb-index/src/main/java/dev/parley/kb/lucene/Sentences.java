package dev.parley.kb.lucene;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** Where the sentences of a paragraph begin. Pure. */
final class Sentences {

    /** "z. B.", "No.", "1.": what follows belongs to it. A short word at a true end only means one cut less. */
    private static final Pattern ABBREVIATION = Pattern.compile("(?U)(?:^|\\W)\\w{1,3}\\.$");

    private Sentences() {}

    /**
     * @param body the article's, with which the paragraph was parsed, and its inlines' places noted
     * @return ascending places in the body, without that of the first sentence; none within a link, or between the marks of
     *     bold text, which would come apart
     */
    static List<Integer> startsWithin(Paragraph paragraph, String body, String language) {
        int start = paragraph.getSourceSpans().getFirst().getInputIndex();
        String text = body.substring(start, PassageCutter.end(paragraph.getSourceSpans()));
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
        sentences.setText(text);
        List<Integer> starts = new ArrayList<>();
        for (int next = sentences.next(); next != BreakIterator.DONE && next < text.length(); next = sentences.next()) {
            String before = text.substring(0, next).stripTrailing();
            if (!ABBREVIATION.matcher(before.substring(before.lastIndexOf('\n') + 1)).find()
                    && !isInsideOfMarks(paragraph, start + next)) {
                starts.add(start + next);
            }
        }
        return starts;
    }

    private static boolean isInsideOfMarks(Paragraph paragraph, int place) {
        for (Node inline = paragraph.getFirstChild(); inline != null; inline = inline.getNext()) {
            List<SourceSpan> spans = inline.getSourceSpans();
            if (!(inline instanceof Text) && !spans.isEmpty() && spans.getFirst().getInputIndex() < place
                    && place < PassageCutter.end(spans)) {
                return true;
            }
        }
        return false;
    }
}
