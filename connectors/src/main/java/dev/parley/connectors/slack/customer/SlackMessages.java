package dev.parley.connectors.slack.customer;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.RichText;
import dev.parley.connectors.slack.api.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From lines to messages of blocks, in which nothing that anybody wrote is markup. Pure. */
final class SlackMessages {

    /** By which a message that was sent is found again. */
    static final String METADATA_TYPE = "parley_line";
    static final String METADATA_SEQ = "seq";
    /** Block Kit's limit for the text of a button. */
    private static final int BUTTON_CHARACTERS = 75;

    private final @Nullable String publicUrl;

    /** @param publicUrl how customers reach this server; null when they can't */
    SlackMessages(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    ChatPostMessageRequest line(ConversationRef ref, ConversationEvent event, BrandProfile profile) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(SlackText.block(content(event), this::absolute));
        List<BlockElement> buttons = new ArrayList<>();
        event.choices()
                .forEach(choice -> buttons.add(button(choice.label(), new SlackButton.Pick(choice.id()))));
        ConversationEvent.AnswerLink answer = event.answer();
        if (answer != null) {
            buttons.add(button("👍", new SlackButton.Judge(answer.turnId(), true)));
            buttons.add(button("👎", new SlackButton.Judge(answer.turnId(), false)));
            buttons.add(button(profile.commands().talkToAPerson(),
                    new SlackButton.Pick(InboundEvent.Choice.TALK_TO_A_PERSON)));
        }
        if (!buttons.isEmpty()) {
            blocks.add(ActionsBlock.builder().elements(buttons).build());
        }
        return ChatPostMessageRequest.builder().channel(ref.conversationKey()).threadTs(ref.threadKey())
                .text(SlackText.escape(event.text().isBlank() ? " " : event.text())).blocks(blocks).unfurlLinks(false)
                .unfurlMedia(false).metadata(new Message.Metadata(METADATA_TYPE,
                        Map.of(METADATA_SEQ, String.valueOf(event.seq()))))
                .build();
    }

    private static RichText content(ConversationEvent event) {
        List<RichText.Block> blocks = new ArrayList<>(switch (event.type()) {
            case NOTICE -> List.of(new RichText.Paragraph(
                    List.of(new RichText.Emphasis(List.of(new RichText.Text(event.text()))))));
            case AGENT -> named(event.agentName() == null ? "" : event.agentName(), event.text());
            case BOT, CUSTOMER -> event.rich().blocks();
        });
        ConversationEvent.AnswerLink answer = event.answer();
        if (answer != null) {
            RichText.Inline title = new RichText.Text(answer.title());
            blocks.add(new RichText.Paragraph(List.of(answer.url() == null
                    ? new RichText.Emphasis(List.of(title))
                    : new RichText.Link(answer.url(), List.of(title)))));
        }
        return new RichText(blocks);
    }

    private static List<RichText.Block> named(String agent, String text) {
        return List.of(new RichText.Paragraph(
                List.of(new RichText.Strong(List.of(new RichText.Text(agent + ": "))), new RichText.Text(text))));
    }

    private static ButtonElement button(String label, SlackButton meaning) {
        String shown = label.length() <= BUTTON_CHARACTERS ? label : label.substring(0, BUTTON_CHARACTERS - 1) + "…";
        return ButtonElement.builder().actionId(meaning.actionId())
                .text(PlainTextObject.builder().text(shown).emoji(true).build()).build();
    }

    /** Paths lead to our own server; where customers can't reach it, they lead nowhere and are shown as text. */
    private String absolute(String url) {
        return url.startsWith("/") && publicUrl != null ? publicUrl + url : url;
    }
}
