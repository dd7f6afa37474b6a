package dev.parley.connectors.slack.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.desk.AgentDesk;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.desk.DeskLine;
import dev.parley.connectors.desk.HandoffCard;
import dev.parley.connectors.slack.api.SlackApi;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackPayload;
import dev.parley.connectors.slack.api.SlackText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack as a desk. Thread-safe. */
@Singleton
final class SlackDesk implements AgentDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SlackDesk.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String CARD = "parley_handoff";
    /** Cards are looked for among so many of a channel's last messages. */
    private static final int LOOK_BACK = 100;
    private static final Set<String> TYPED = Set.of("", "thread_broadcast", "file_share");

    private final SlackHub hub;
    private final SlackNotes notes;
    private volatile @Nullable DeskHost host;

    SlackDesk(SlackHub hub) {
        this.hub = hub;
        this.notes = new SlackNotes(hub);
    }

    @Override
    public String id() {
        return "slack";
    }

    @Override
    public void start(DeskHost deskHost) {
        host = deskHost;
        hub.offerFirst(this::isMine);
        hub.whenConnected(api -> new SlackGaps(api).fill(deskHost, this::fillIn));
    }

    @Override
    public boolean isReady() {
        return hub.findApi().isPresent();
    }

    @Override
    public SendResult open(HandoffCard card, String destination, boolean again) {
        return calling(api -> {
            Optional<String> known = again ? findCard(api, card, destination) : Optional.empty();
            return known.orElseGet(() -> api.call(methods -> methods.chatPostMessage(request -> request
                    .channel(destination).text(SlackCards.summary(card)).blocks(SlackCards.card(card))
                    .unfurlLinks(false).unfurlMedia(false)
                    .metadata(new Message.Metadata(CARD, Map.of("id", String.valueOf(card.id())))))).getTs());
        });
    }

    private static Optional<String> findCard(SlackApi api, HandoffCard card, String destination) {
        return api.call(methods -> methods.conversationsHistory(request -> request.channel(destination)
                .limit(LOOK_BACK).includeAllMetadata(true))).getMessages().stream()
                .filter(message -> message.getMetadata() != null && CARD.equals(message.getMetadata().getEventType())
                        && message.getMetadata().getEventPayload() != null && String.valueOf(card.id())
                                .equals(String.valueOf(message.getMetadata().getEventPayload().get("id"))))
                .map(Message::getTs).findFirst();
    }

    @Override
    public SendResult update(HandoffCard card, String destination, String cardId) {
        return calling(api -> api.call(methods -> methods.chatUpdate(request -> request.channel(destination).ts(cardId)
                .text(SlackCards.summary(card)).blocks(SlackCards.card(card)))).getTs());
    }

    @Override
    public SendResult add(List<DeskLine> lines, String destination, String cardId) {
        return calling(api -> {
            String last = "";
            for (List<LayoutBlock> blocks : SlackCards.thread(lines)) {
                last = api.call(methods -> methods.chatPostMessage(request -> request.channel(destination)
                        .threadTs(cardId).text(SlackCards.notification(lines.getLast())).blocks(blocks)
                        .unfurlLinks(false).unfurlMedia(false))).getTs();
            }
            return last;
        });
    }

    @Override
    public SendResult tell(String destination, String cardId, String origin, boolean delivered, String why) {
        String ts = origin.substring(origin.lastIndexOf(':') + 1);
        return calling(api -> {
            if (delivered) {
                return api.call(methods -> methods.reactionsAdd(request -> request.channel(destination).timestamp(ts)
                        .name("white_check_mark"))).getError() == null ? ts : "";
            }
            return api.call(methods -> methods.chatPostMessage(request -> request.channel(destination).threadTs(cardId)
                    .text("⚠️ A reply did not reach the customer: " + SlackText.escape(why)).unfurlLinks(false)
                    .unfurlMedia(false))).getTs();
        });
    }

    @Override
    public SendResult remark(@Nullable String mention, String text, String destination, String cardId) {
        // The mention is the operator's own, the only markup.
        String call = mention == null ? "" : mention + " ";
        return calling(api -> api.call(methods -> methods.chatPostMessage(request -> request.channel(destination)
                .threadTs(cardId).text(call + SlackText.escape(text)).unfurlLinks(false).unfurlMedia(false))).getTs());
    }

    private SendResult calling(Function<SlackApi, String> call) {
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
            return e.isPassing()
                    ? new SendResult.Retryable(after == null ? RETRY : after)
                    : new SendResult.Rejected(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a delivery is the desk's; then it is dealt with when this returns. */
    private boolean isMine(SlackPayload payload) {
        DeskHost deskHost = host;
        return deskHost != null && switch (payload.kind()) {
            case EVENT -> isReply(payload.body().path("event"), deskHost);
            case INTERACTION -> isButton(payload.body(), deskHost);
            case COMMAND -> false;
        };
    }

    private boolean isReply(JsonNode event, DeskHost deskHost) {
        String type = event.path("type").asText();
        String thread = event.path("thread_ts").asText("");
        String channel = event.path("channel").asText();
        Optional<Long> handoff = thread.isEmpty() || !type.equals("message") && !type.equals("app_mention")
                ? Optional.empty()
                : deskHost.findHandoff(id(), channel, thread);
        if (handoff.isEmpty()) {
            // What agents say to each other is no question of a customer's.
            return deskHost.isDestination(id(), channel);
        }
        String text = SlackText.plain(event.path("text").asText(""), "");
        if (type.equals("message") && !event.hasNonNull("bot_id") && isTyped(event.path("subtype").asText(""))) {
            Typed typed = new Typed(channel, thread, event.path("user").asText(), event.path("ts").asText(), text);
            if (event.path("files").size() > 0) {
                notes.whisper(channel, typed.user(), thread, "Files are not passed on to the customer yet.");
            }
            if (isNote(text)) {
                deskHost.setAside(handoff.get(), typed.origin());
            } else if (!text.isBlank()) {
                reply(typed, handoff.get(), deskHost);
            }
        }
        return true;
    }

    /** Written by a person as it stands, not an edit or something that happened. */
    static boolean isTyped(@Nullable String subtype) {
        return subtype == null || TYPED.contains(subtype);
    }

    /** What an agent wrote while nobody listened. Who may not write, or was too late, was told then, or need not be now. */
    private void fillIn(Typed typed) {
        DeskHost deskHost = host;
        if (deskHost == null || isNote(typed.text())) {
            return;
        }
        deskHost.findHandoff(id(), typed.channel(), typed.thread())
                .ifPresent(handoff -> deskHost.findAgent(id(), typed.user()).ifPresent(agent -> deskHost.reply(handoff,
                        agent, typed.text(), typed.origin())));
    }

    /** What begins so stays among the agents. */
    private static boolean isNote(String text) {
        return text.startsWith("!") || text.regionMatches(true, 0, "note:", 0, 5);
    }

    /** What somebody wrote below a card. */
    record Typed(String channel, String thread, String user, String ts, String text) {

        String origin() {
            return "slack:" + channel + ":" + ts;
        }
    }

    private void reply(Typed typed, long handoffId, DeskHost deskHost) {
        Optional<String> agent = deskHost.findAgent(id(), typed.user());
        if (agent.isEmpty()) {
            deskHost.setAside(handoffId, typed.origin());
            notes.whisper(typed.channel(), typed.user(), typed.thread(), unknown(typed.user()));
            return;
        }
        if (deskHost.reply(handoffId, agent.get(), typed.text(),
                typed.origin()) instanceof DeskHost.Answer.Refused refused) {
            deskHost.setAside(handoffId, typed.origin());
            notes.whisper(typed.channel(), typed.user(), typed.thread(), refused.why()
                    + " The customer did not get what you wrote:\n" + typed.text());
        }
    }

    private boolean isButton(JsonNode body, DeskHost deskHost) {
        JsonNode action = body.at("/actions/0");
        String name = action.path("action_id").asText();
        if (!name.startsWith("desk:")) {
            return false;
        }
        String channel = body.at("/channel/id").asText();
        String user = body.at("/user/id").asText();
        String thread = body.at("/message/ts").asText();
        Optional<String> agent = deskHost.findAgent(id(), user);
        if (agent.isEmpty()) {
            notes.whisper(channel, user, thread, unknown(user));
            return true;
        }
        long handoffId = action.path("value").asLong();
        DeskHost.Answer answer = switch (name) {
            case SlackCards.CLAIM -> deskHost.claim(handoffId, agent.get());
            case SlackCards.RESOLVE -> deskHost.resolve(handoffId, agent.get());
            case SlackCards.RETURN -> deskHost.giveBack(handoffId, agent.get());
            default -> new DeskHost.Answer.Refused("This button is of another version of Parley.");
        };
        if (answer instanceof DeskHost.Answer.Refused refused) {
            notes.whisper(channel, user, thread, refused.why());
        }
        return true;
    }

    private static String unknown(String user) {
        return "Parley does not know you as an agent, so nothing was sent to the customer. Ask for a line in"
                + " config/routing.yml: agents: - {name: the name that customers see, slack: " + user + "}";
    }

    @Override
    public void stop() {
        host = null;
    }
}
