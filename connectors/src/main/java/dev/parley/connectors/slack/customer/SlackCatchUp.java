package dev.parley.connectors.slack.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import com.slack.api.util.json.GsonFactory;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackPages;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what customers wrote while Slack was not heard: after some minutes it gives up delivering. Looked at is where they
 * wrote lately, and where they can write to the bot alone. What is known already has no effect.
 */
final class SlackCatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(SlackCatchUp.class);
    /** Who wrote longer ago than that before is looked for as whoever never wrote. Chosen, not measured. */
    private static final Duration LATELY = Duration.ofDays(7);
    /** What was written longer ago no longer waits for an answer. Chosen, not measured. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(24);
    private static final int MOST_LISTED = 1_000;
    /** A call each, of some 50 a minute that Slack allows. */
    private static final int MOST_STRANGERS = 50;
    /**
     * Clocks differ, a line may be stored a little after it was written, and what Slack delivers again for some minutes may
     * come before this looks: then the last activity is not the end of what is known.
     */
    private static final Duration OVERLAP = Duration.ofHours(2);
    private static final int MOST_MESSAGES = 300;
    private static final int ATTEMPTS = 3;
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);

    private final SlackApi api;
    private final ChannelHost host;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    SlackCatchUp(SlackApi api, ChannelHost host, Clock clock) {
        this.api = api;
        this.host = host;
        this.clock = clock;
    }

    /** Where to look, and since when. */
    private record Place(ConversationRef ref, Instant since) {}

    /**
     * Returns when all were read.
     *
     * @param events takes each message as Slack would have delivered it, in order of its place
     */
    void run(Consumer<ObjectNode> events) {
        try {
            for (Place place : places()) {
                tryToRead(place, events);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("what was written in Slack while it was not heard could not be read: {}", e.getMessage());
        }
    }

    /** A channel that the app was removed from must not hide the others. */
    private void tryToRead(Place place, Consumer<ObjectNode> events) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                read(place, events);
                return;
            } catch (SlackException e) {
                if (attempt == ATTEMPTS || e.retryAfter() == null) {
                    LOG.warn("what was written in Slack while it was not heard could not be read in one place: {}",
                            e.getMessage());
                    return;
                }
                Thread.sleep(e.retryAfter().compareTo(MOST_PATIENCE) < 0 ? e.retryAfter() : MOST_PATIENCE);
            }
        }
    }

    /** The known conversations, then their channels, where somebody may have begun another, then who never wrote before. */
    private Collection<Place> places() {
        Map<ConversationRef, Place> places = new LinkedHashMap<>();
        for (ChannelHost.Recent recent : host.listRecent(SlackChannel.ID, clock.instant().minus(LATELY))) {
            places.put(recent.ref(), new Place(recent.ref(), recent.lastActivity().minus(OVERLAP)));
        }
        for (Place known : List.copyOf(places.values())) {
            ConversationRef channel = new ConversationRef(SlackChannel.ID, known.ref().conversationKey(), null);
            places.putIfAbsent(channel, new Place(channel, known.since()));
        }
        for (ConversationRef stranger : listStrangers()) {
            places.putIfAbsent(stranger, new Place(stranger, clock.instant().minus(LONGEST_SILENCE)));
        }
        return places.values();
    }

    /** Direct messages, the newest first. Without the permission to list them there are none. */
    private List<ConversationRef> listStrangers() {
        try {
            return api.call(methods -> methods.usersConversations(request -> request.types(List.of(ConversationType.IM))
                    .excludeArchived(true).limit(MOST_LISTED))).getChannels().stream()
                    .sorted(Comparator.comparing(
                            Conversation::getCreated, Comparator.nullsFirst(Integer::compare))
                            .reversed())
                    .limit(MOST_STRANGERS)
                    .map(direct -> new ConversationRef(SlackChannel.ID, direct.getId(), null)).toList();
        } catch (SlackException e) {
            LOG.warn("who wrote in Slack for the first time while it was not heard can't be told: {}", e.getMessage());
            return List.of();
        }
    }

    private void read(Place place, Consumer<ObjectNode> events) {
        ConversationRef ref = place.ref();
        String oldest = place.since().getEpochSecond() + ".000000";
        String thread = ref.threadKey();
        List<Message> messages = thread == null
                ? SlackPages.channel(api, ref.conversationKey(), oldest, MOST_MESSAGES)
                : SlackPages.thread(api, ref.conversationKey(), thread, oldest);
        messages.stream().filter(message -> message.getUser() != null && message.getBotId() == null)
                .sorted(Comparator.comparing(message -> new BigDecimal(message.getTs())))
                .forEach(message -> events.accept(event(ref, message)));
    }

    private ObjectNode event(ConversationRef ref, Message message) {
        try {
            ObjectNode event = (ObjectNode) json.readTree(GsonFactory.createSnakeCase().toJson(message));
            return event.put("type", "message").put("channel", ref.conversationKey());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was made of a message", e);
        }
    }
}
