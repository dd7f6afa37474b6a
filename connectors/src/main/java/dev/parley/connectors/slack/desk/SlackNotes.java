package dev.parley.connectors.slack.desk;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackText;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words that one person sees and nobody else. A courtesy: it may fail without harm. Thread-safe. */
final class SlackNotes {

    private static final Logger LOG = LoggerFactory.getLogger(SlackNotes.class);

    private final SlackHub hub;

    SlackNotes(SlackHub hub) {
        this.hub = hub;
    }

    /** Returns at once: Slack waits for the acknowledgement of what this is about. */
    void whisper(String channel, String user, String thread, String words) {
        whisper(channel, user, thread, words, List.of());
    }

    /**
     * To whoever pressed a button, where they pressed it: a note in a thread is seen only by who has it open.
     *
     * @param answerTo the address that came with the button; empty: there was none
     */
    void answer(String answerTo, String channel, String user, String thread, String words) {
        if (answerTo.isEmpty()) {
            whisper(channel, user, thread, words);
            return;
        }
        hub.findApi().ifPresent(api -> Thread.ofVirtual().name("slack-answer").start(() -> {
            try {
                api.respond(answerTo, SlackText.escape(words));
            } catch (SlackException e) {
                whisper(channel, user, thread, words);
            }
        }));
    }

    /** @param below what stands below the words */
    void whisper(String channel, String user, String thread, String words, List<LayoutBlock> below) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!below.isEmpty()) {
            blocks.add(SectionBlock.builder().text(SlackCards.plain(words)).build());
            blocks.addAll(below);
        }
        hub.findApi().ifPresent(api -> Thread.ofVirtual().name("slack-note").start(() -> {
            try {
                api.call(methods -> methods.chatPostEphemeral(request -> request.channel(channel).user(user)
                        .threadTs(thread).text(SlackText.escape(words)).blocks(blocks.isEmpty() ? null : blocks)));
            } catch (SlackException e) {
                LOG.warn("somebody in Slack could not be told: {}", e.getMessage());
            }
        }));
    }
}
