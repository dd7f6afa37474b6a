package dev.parley.connectors.slack.desk;

import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import dev.parley.connectors.channel.SentFile;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackText;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the threads of open handoffs when Slack can be heard again: after six minutes it gives up delivering what agents
 * wrote meanwhile. What is known already has no effect.
 */
final class SlackGaps {

    private static final Logger LOG = LoggerFactory.getLogger(SlackGaps.class);
    /** As many as an app may read at once that Slack limits. */
    private static final int PAGE = 15;
    private static final int ATTEMPTS = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SlackApi api;

    SlackGaps(SlackApi api) {
        this.api = api;
    }

    /** Returns when all were read. */
    void fill(DeskHost host, Consumer<SlackAgents.Typed> replies) {
        try {
            for (DeskHost.Place place : host.listOpenCards("slack")) {
                tryToRead(place, replies);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("what agents wrote in Slack while it was not heard could not be read: {}", e.getMessage());
        }
    }

    /** A thread that can't be read, because its card was deleted for example, must not hide the others. */
    private void tryToRead(DeskHost.Place place, Consumer<SlackAgents.Typed> replies) throws InterruptedException {
        try {
            read(place, replies);
        } catch (SlackException e) {
            LOG.warn("a thread of the desk can't be read: {}", e.getMessage());
        }
    }

    private void read(DeskHost.Place place, Consumer<SlackAgents.Typed> replies) throws InterruptedException {
        @Nullable
        String cursor = null;
        do {
            ConversationsRepliesResponse page = page(place, cursor);
            for (Message message : page.getMessages()) {
                boolean typed = message.getBotId() == null
                        && SlackAgents.isTyped(message.getSubtype()) && message.getUser() != null
                        && !place.cardId().equals(message.getTs());
                String text = message.getText() == null ? "" : SlackText.unformatted(message.getText());
                List<SentFile.Reference> files = SlackFiles.of(message.getFiles());
                if (typed && !(text.isBlank() && files.isEmpty())) {
                    replies.accept(new SlackAgents.Typed(place.destination(), place.cardId(), message.getUser(),
                            message.getTs(), text, files));
                }
            }
            cursor = page.getResponseMetadata() == null ? null : page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());
    }

    private ConversationsRepliesResponse page(DeskHost.Place place, @Nullable String cursor)
            throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return api.call(methods -> methods.conversationsReplies(request -> request
                        .channel(place.destination()).ts(place.cardId()).limit(PAGE).cursor(cursor)));
            } catch (SlackException e) {
                if (attempt == ATTEMPTS || !e.isPassing()) {
                    throw e;
                }
                Thread.sleep(e.retryAfter() == null ? RETRY : e.retryAfter());
            }
        }
    }
}
