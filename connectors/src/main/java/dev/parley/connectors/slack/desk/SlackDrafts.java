package dev.parley.connectors.slack.desk;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.parley.connectors.desk.DraftCard;
import java.util.ArrayList;
import java.util.List;

/** Drafts of articles as Block Kit, plain throughout. Pure. */
final class SlackDrafts {

    static final String PUBLISH = "desk:publish";
    static final String EDIT = "desk:edit";
    static final String SEPARATE = "desk:separate";
    static final String DISMISS = "desk:dismiss";
    private static final int HEADER = 150;
    private static final int TEXT = 2_900;

    private SlackDrafts() {}

    static List<LayoutBlock> card(DraftCard draft) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(HeaderBlock.builder().text(SlackCards.plain(SlackCards.cut("📝 " + draft.title(), HEADER))).build());
        blocks.add(SlackCards.context(status(draft)));
        blocks.add(SlackCards.context("Asked: " + draft.question()));
        blocks.add(SectionBlock.builder().text(SlackCards.plain(SlackCards.cut(draft.body(), TEXT))).build());
        if (draft.nearest() != null) {
            blocks.add(SlackCards.context(draft.isEdit()
                    ? "Publishing changes the article “" + draft.nearest() + "”."
                    : "The nearest article is “" + draft.nearest() + "”: look whether it should say this instead."));
        }
        if (draft.state() == DraftCard.State.OPEN) {
            List<BlockElement> buttons = new ArrayList<>(List.of(
                    SlackCards.button("Publish", PUBLISH, draft.id(), "primary"),
                    SlackCards.button("Edit…", EDIT, draft.id(), null)));
            if (draft.isEdit()) {
                buttons.add(SlackCards.button("Article of its own", SEPARATE, draft.id(), null));
            }
            buttons.add(SlackCards.button("Dismiss", DISMISS, draft.id(), null));
            blocks.add(ActionsBlock.builder().elements(buttons).build());
        } else if (draft.state() == DraftCard.State.PUBLISHED) {
            blocks.add(ActionsBlock.builder().elements(List.of(
                    SlackCards.button("Edit…", EDIT, draft.id(), null),
                    SlackCards.button("Publish again", PUBLISH, draft.id(), null))).build());
        }
        return blocks;
    }

    private static String status(DraftCard draft) {
        String by = draft.decidedBy() == null ? "" : " by " + draft.decidedBy();
        return switch (draft.state()) {
            case OPEN ->
                "Draft of an article (" + draft.language() + "). Names and numbers are masked: look once more.";
            case PUBLISHED -> "⚠️ Published" + by + ". Asked again, the question is still not answered by it: reword"
                    + " it, nearer to the question, and publish it again.";
            case ANSWERED -> "✅ Published" + by + ". Asked again, the question is answered by it now.";
            case DISMISSED -> "Dismissed" + by + ".";
        };
    }
}
