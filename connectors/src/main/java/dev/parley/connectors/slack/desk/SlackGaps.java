package dev.parley.connectors.slack.desk;

import com.slack.api.model.Message;
import dev.parley.connectors.channel.SentFile;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackPages;
import dev.parley.connectors.slack.api.SlackText;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the threads of open handoffs when Slack can be heard again: after six minutes it gives up delivering what agents
 * wrote meanwhile. What is known already has no effect.
 */
final class SlackGaps {

    private static final Logger LOG = LoggerFactory.getLogger(SlackGaps.class);
    private static final int ATTEMPTS = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SlackApi api;

    SlackGaps(SlackApi api) {
        this.api = api;
    }

    /** Returns when all were read. */
    void fill(DeskHost host, Consumer<SlackAgents.Typed> replies) {
        try {
            for (DeskHost.Place place : host.listOpenCards(SlackAgents.DESK)) {
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
        for (Message message : thread(place)) {
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
    }

    private List<Message> thread(DeskHost.Place place) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return SlackPages.thread(api, place.destination(), place.cardId(), null);
            } catch (SlackException e) {
                if (attempt == ATTEMPTS || !e.isPassing()) {
                    throw e;
                }
                Thread.sleep(e.retryAfter() == null ? RETRY : e.retryAfter());
            }
        }
    }
}
