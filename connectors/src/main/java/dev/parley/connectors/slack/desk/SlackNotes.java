package dev.parley.connectors.slack.desk;

import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackText;
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
        hub.findApi().ifPresent(api -> Thread.ofVirtual().name("slack-note").start(() -> {
            try {
                api.call(methods -> methods.chatPostEphemeral(request -> request.channel(channel).user(user)
                        .threadTs(thread).text(SlackText.escape(words))));
            } catch (SlackException e) {
                LOG.warn("somebody in Slack could not be told: {}", e.getMessage());
            }
        }));
    }
}
