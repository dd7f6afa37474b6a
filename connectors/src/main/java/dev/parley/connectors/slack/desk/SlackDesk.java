package dev.parley.connectors.slack.desk;

import com.slack.api.model.Message;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.Pace;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.desk.AgentDesk;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.desk.DeskLine;
import dev.parley.connectors.desk.DraftCard;
import dev.parley.connectors.desk.HandoffCard;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackPages;
import dev.parley.connectors.slack.api.SlackSettings;
import dev.parley.connectors.slack.api.SlackText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack as a desk: what it shows; what agents do there is with {@link SlackAgents}. Thread-safe. */
@Singleton
final class SlackDesk implements AgentDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SlackDesk.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String WAITING = "hourglass_flowing_sand";
    private static final String ARRIVED = "white_check_mark";
    private static final String CARD = "parley_handoff";
    private static final String CONVERSATION = "parley_conversation";
    /** Cards are looked for among so many of a channel's last messages. */
    private static final int LOOK_BACK = 100;

    /**
     * Slack's own words (Rate limits): a message a second in a channel, though short bursts pass; updates are of tier 3, so
     * some 50 a minute in a workspace. A card that has to wait is shown as it is then, so changes in between cost nothing.
     */
    private final Pace<String> posts = new Pace<>(channel -> Pace.bucket(10, 1, Duration.ofSeconds(1)));
    private final Pace<String> updates = new Pace<>(workspace -> Pace.bucket(20, 50, Duration.ofMinutes(1)));
    private final SlackHub hub;
    private final ChannelVariables variables;
    private final SlackAgents agents;

    SlackDesk(SlackHub hub, ChannelVariables variables) {
        this.hub = hub;
        this.variables = variables;
        this.agents = new SlackAgents(hub);
    }

    @Override
    public String id() {
        return SlackAgents.DESK;
    }

    @Override
    public String mention(String userId) {
        return "<@" + userId + ">";
    }

    @Override
    public void start(DeskHost deskHost) {
        agents.start(deskHost);
        hub.offerFirst(agents::take);
        hub.whenConnected(api -> new SlackGaps(api).fill(deskHost, agents::fillIn));
    }

    @Override
    public boolean isConfigured() {
        try {
            return SlackSettings.read(variables).isPresent();
        } catch (IllegalStateException e) {
            // Wrongly, but it is: the channel says what is wrong.
            return true;
        }
    }

    @Override
    public boolean isReady() {
        return hub.findApi().isPresent();
    }

    @Override
    public SendResult open(HandoffCard card, String destination, boolean again) {
        return post(destination, SlackCards.summary(card), SlackCards.card(card), mark(CARD, card.id()), again);
    }

    @Override
    public SendResult openConversation(long id, String channel, String destination, boolean again) {
        String title = "💬 Conversation " + id + " on " + channel;
        return post(destination, title, List.of(SlackCards.context(title)), mark(CONVERSATION, id), again);
    }

    private static Message.Metadata mark(String type, long id) {
        return new Message.Metadata(type, Map.of("id", String.valueOf(id)));
    }

    /** What others stand below, found again by its mark. */
    private SendResult post(String destination, String text, List<LayoutBlock> blocks, Message.Metadata mark,
            boolean again) {
        return posting(destination, api -> {
            Optional<String> known = again ? find(api, mark, destination) : Optional.empty();
            return known.orElseGet(() -> api.call(methods -> methods.chatPostMessage(request -> request
                    .channel(destination).text(text).blocks(blocks).unfurlLinks(false).unfurlMedia(false)
                    .metadata(mark))).getTs());
        });
    }

    private static Optional<String> find(SlackApi api, Message.Metadata mark, String destination) {
        return SlackPages.channel(api, destination, null, LOOK_BACK).stream()
                .filter(message -> message.getMetadata() != null
                        && mark.getEventType().equals(message.getMetadata().getEventType())
                        && message.getMetadata().getEventPayload() != null && String.valueOf(mark.getEventPayload()
                                .get("id")).equals(String.valueOf(message.getMetadata().getEventPayload().get("id"))))
                .map(Message::getTs).findFirst();
    }

    @Override
    public SendResult update(HandoffCard card, String destination, String cardId) {
        SendResult result = updating(api -> api.call(methods -> methods.chatUpdate(request -> request
                .channel(destination).ts(cardId).text(SlackCards.summary(card)).blocks(SlackCards.card(card))))
                .getTs());
        if (!(result instanceof SendResult.Rejected rejected) || !rejected.why().startsWith(SlackThread.IS_GONE)) {
            return result;
        }
        // Somebody deleted the card: as long as there is something to do, it is shown once more.
        return card.state() == HandoffCard.State.OPEN || card.state() == HandoffCard.State.CLAIMED
                ? open(card, destination, true)
                : new SendResult.Delivered(cardId);
    }

    @Override
    public SendResult add(List<DeskLine> lines, boolean again, String destination, String cardId) {
        return posting(destination, api -> {
            long known = again ? SlackThread.findLast(api, destination, cardId) : 0;
            List<DeskLine> fresh = lines.stream().filter(line -> line.seq() > known).toList();
            SlackCards.thread(fresh).forEach(part -> post(api, destination, cardId, fresh.getLast(), part));
            return "";
        });
    }

    private static void post(SlackApi api, String destination, String cardId, DeskLine last, SlackCards.Part part) {
        api.call(methods -> methods.chatPostMessage(request -> request.channel(destination).threadTs(cardId)
                .text(SlackCards.notification(last)).blocks(part.blocks()).unfurlLinks(false).unfurlMedia(false)
                .metadata(SlackThread.mark(part.last()))));
    }

    @Override
    public SendResult addFile(DeskLine line, byte[] content, String destination, String cardId) {
        String name = line.file() == null ? "file" : line.file().name();
        List<SlackCards.Part> words = SlackCards.thread(List.of(line));
        return posting(destination, api -> {
            SlackFiles.share(api, destination, cardId, name, content, words.getFirst().blocks());
            words.stream().skip(1).forEach(part -> post(api, destination, cardId, line, part));
            return "";
        });
    }

    @Override
    public Fetched fetch(String key, long maxBytes) {
        return hub.findApi().map(api -> SlackFiles.fetch(api, key, maxBytes))
                .orElseGet(() -> new Fetched.Later(RETRY));
    }

    @Override
    public SendResult tell(String destination, String cardId, String origin, Fate fate, String why) {
        Optional<SlackAgents.Written> message = SlackAgents.Written.find(origin);
        if (message.isEmpty() && fate != Fate.REFUSED) {
            // A form, or a correction, has no message of the agent's to mark. That it arrived at once needs no word.
            return fate == Fate.DELIVERED
                    ? new SendResult.Delivered("")
                    : remark(null, fate == Fate.QUEUED
                            ? "⏳ The customer's channel has not taken the last reply by form, or correction, yet."
                            : "✅ The customer has it now.", destination, cardId);
        }
        // Where the agent wrote it: the card may be elsewhere by now.
        String channel = message.map(SlackAgents.Written::channel).orElse(destination);
        String ts = message.map(SlackAgents.Written::ts).orElse("");
        Function<SlackApi, String> telling = api -> switch (fate) {
            case QUEUED -> react(api, channel, ts, WAITING);
            case DELIVERED -> react(api, channel, ts, ARRIVED);
            case DELIVERED_LATE -> {
                stopWaiting(api, channel, ts);
                yield react(api, channel, ts, ARRIVED);
            }
            case REFUSED ->
                api.call(methods -> methods.chatPostMessage(request -> request.channel(destination).threadTs(cardId)
                        .text("⚠️ A reply did not reach the customer: " + SlackText.escape(why))
                        .blocks(List.of(SlackCards.context("⚠️ A reply did not reach the customer: " + why),
                                ActionsBlock.builder().elements(List.of(
                                        SlackCards.button("Send it again", SlackCards.AGAIN, origin, null))).build()))
                        .unfurlLinks(false)
                        .unfurlMedia(false))).getTs();
        };
        return fate == Fate.REFUSED ? posting(destination, telling) : calling(telling);
    }

    private static void stopWaiting(SlackApi api, String destination, String ts) {
        try {
            api.call(methods -> methods.reactionsRemove(request -> request.channel(destination).timestamp(ts)
                    .name(WAITING)));
        } catch (SlackException e) {
            if (!e.error().equals("no_reaction")) {
                throw e;
            }
        }
    }

    private static String react(SlackApi api, String destination, String ts, String name) {
        return api.call(methods -> methods.reactionsAdd(request -> request.channel(destination).timestamp(ts)
                .name(name))).getError() == null ? ts : "";
    }

    @Override
    public SendResult remark(@Nullable String mention, String text, String destination, String cardId) {
        // The mention is the operator's own, the only markup.
        String call = mention == null ? "" : mention + " ";
        return posting(destination, api -> api.call(methods -> methods.chatPostMessage(request -> request
                .channel(destination).threadTs(cardId).text(call + SlackText.escape(text)).unfurlLinks(false)
                .unfurlMedia(false))).getTs());
    }

    @Override
    public SendResult announce(String text, String destination) {
        return posting(destination, api -> api.call(methods -> methods.chatPostMessage(request -> request
                .channel(destination).text(SlackText.escape(text)).unfurlLinks(false).unfurlMedia(false))).getTs());
    }

    @Override
    public SendResult draft(DraftCard draft, String destination, String cardId, @Nullable String shownId) {
        String summary = SlackText.escape("Draft of an article: " + draft.title());
        return shownId == null
                ? posting(destination, api -> api.call(methods -> methods.chatPostMessage(request -> request
                        .channel(destination).threadTs(cardId).text(summary).blocks(SlackDrafts.card(draft))
                        .unfurlLinks(false).unfurlMedia(false))).getTs())
                : updating(api -> api
                        .call(methods -> methods.chatUpdate(request -> request.channel(destination).ts(shownId)
                                .text(summary).blocks(SlackDrafts.card(draft))))
                        .getTs());
    }

    @Override
    public SendResult clear(String destination, String cardId) {
        return calling(api -> {
            SlackThread.deleteOwn(api, destination, cardId);
            return "";
        });
    }

    private SendResult posting(String channel, Function<SlackApi, String> call) {
        Optional<Duration> wait = posts.findWait(channel);
        return wait.isPresent() ? new SendResult.Retryable(wait.get()) : calling(call, posts);
    }

    private SendResult updating(Function<SlackApi, String> call) {
        Optional<Duration> wait = updates.findWait("");
        return wait.isPresent() ? new SendResult.Retryable(wait.get()) : calling(call, updates);
    }

    private SendResult calling(Function<SlackApi, String> call) {
        return calling(call, null);
    }

    /** @param pace what is silent for as long as Slack says: its limits are per method. Null: nothing */
    private SendResult calling(Function<SlackApi, String> call, @Nullable Pace<String> pace) {
        Optional<SlackApi> api = hub.findApi();
        if (api.isEmpty()) {
            return new SendResult.Retryable(RETRY);
        }
        try {
            return new SendResult.Delivered(call.apply(api.get()));
        } catch (SlackException e) {
            if (e.error().equals("already_reacted")) {
                return new SendResult.Delivered("");
            }
            LOG.warn("the desk in Slack: {}", e.getMessage());
            Duration after = e.retryAfter();
            if (after != null && pace != null) {
                pace.beSilent(after);
            }
            return e.isPassing()
                    ? new SendResult.Retryable(after == null ? RETRY : after, e.isUnknown())
                    : new SendResult.Rejected(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        agents.stop();
    }
}
