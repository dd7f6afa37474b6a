package dev.parley.connectors.slack.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelContractTest;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.RichText;
import dev.parley.connectors.channel.SendResult;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.api.SlackHub;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack over Socket Mode, against a fake that is as strict as the real one. */
class SlackChannelContractTest extends ChannelContractTest {

    private static final String DIRECT = "D0ADA";

    private final FakeSlack slack = new FakeSlack();
    private final SlackChannel channel = new SlackChannel(
            name -> Optional.ofNullable(slack.socketVariables().get(name)), hub(), null, Clock.systemUTC());

    private static SlackHub hub() {
        return new SlackHub(Clock.systemUTC());
    }

    @BeforeEach
    void start() {
        channel.start(host);
        await(() -> channel.status().state() == ChannelStatus.State.ON && slack.isConnected());
    }

    @AfterEach
    void stop() {
        channel.stop();
        slack.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    /** Slack escapes three characters; everything else comes as it was typed. */
    @Override
    protected boolean deliver(String text) {
        slack.overSocket("events_api", slack.event(slack.message(DIRECT, "U1",
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))));
        return true;
    }

    @Override
    protected void deliverFile(String name, byte[] content) {
        slack.overSocket("events_api", slack.event(slack.withFile(slack.message(DIRECT, "U1", ""), name, content)));
    }

    @Override
    protected byte[] shownFile(Attachment file) {
        assertEquals("Grace", slack.posted(DIRECT).getFirst().path("text").asText());
        return slack.shownFile(file.name());
    }

    @Test
    void afterACrashAFileIsNotSharedTwice() {
        ConversationRef thread = new ConversationRef("slack", "C1", "1700000000.000100");
        Attachment file = new Attachment("f1", "label.txt", "text/plain", 3, Attachment.State.READY);
        ConversationEvent line = host.share("Grace", file, new byte[]{1, 2, 3});
        channel.send(new Outbound.PostFile(thread, line, () -> new byte[]{1, 2, 3}, false));
        channel.send(new Outbound.PostFile(thread, line, () -> new byte[]{1, 2, 3}, true));
        assertEquals(1, slack.posted("C1").size());
    }

    @Override
    protected void pressTalkToAPerson() {
        slack.overSocket("interactive", slack.pressed(DIRECT, "U1", "1700000000.000100", null,
                new SlackButton.Pick(InboundEvent.Choice.TALK_TO_A_PERSON).actionId()));
    }

    @Test
    void whoeverJudgesAnAnswerIsToldThatItWasHeardAndNobodyElse() {
        slack.overSocket("interactive", slack.pressed(DIRECT, "U1", "1700000000.000200", null,
                new SlackButton.Judge("17", true).actionId()));
        await(() -> slack.whispers().contains("U1: Thank you for telling us."));
    }

    @Override
    protected ConversationRef place() {
        return new ConversationRef("slack", DIRECT, null);
    }

    @Override
    @Test
    public void sendingToAPlaceNobodyListensAtIsNoError() {
        slack.refuse("channel_not_found", 1);
        assertInstanceOf(SendResult.Rejected.class,
                channel.send(new Outbound.Post(new ConversationRef("slack", "nobody", null), host.say("Hi"), false)));
    }

    @Test
    void whatCouldNotBeStoredIsNotAcknowledgedAndComesAgain() {
        host.breakDown();
        Thread recovery = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(700_000_000);
            host.recover();
        });
        deliver("Where is my parcel?");
        assertTrue(recovery.isAlive() || !host.events().isEmpty());
        assertEquals(1, host.events().size());
    }

    @Test
    void aMentionBeginsAThreadAndItsFollowUpsNeedNone() {
        ObjectNode mention = slack.message("C1", "U1", "<@" + FakeSlack.BOT_USER + "> where is my parcel?")
                .put("type", "app_mention");
        slack.overSocket("events_api", slack.event(mention));
        InboundEvent.Message message = (InboundEvent.Message) host.events().getFirst();
        assertEquals("where is my parcel?", message.text());
        String thread = mention.path("ts").asText();
        assertEquals(new ConversationRef("slack", "C1", thread), message.ref());
        slack.overSocket("events_api", slack.event(slack.message("C1", "U2", "lunch?")));
        assertEquals(1, host.events().size(), "what is said in the channel is nobody's question");
        host.say("It is on its way.");
        slack.overSocket("events_api", slack.event(slack.message("C1", "U1", "and the other?").put("thread_ts",
                thread)));
        assertEquals(message.ref(), host.events().getLast().ref());
        assertEquals(2, host.events().size());
    }

    @Test
    void ownAndOtherBotsMessagesAreNobodys() {
        slack.overSocket("events_api", slack.event(slack.message(DIRECT, "U1", "beep").put("bot_id", "B9")));
        slack.overSocket("events_api", slack.event(slack.message(DIRECT, FakeSlack.BOT_USER, "me")));
        slack.overSocket("events_api",
                slack.event(slack.message(DIRECT, "U1", "joined").put("subtype", "channel_join")));
        assertTrue(host.events().isEmpty());
    }

    @Test
    void editsAndDeletionsAreNoNewQuestions() {
        ObjectNode message = slack.message(DIRECT, "U1", "to the cinema");
        ObjectNode change = slack.message(DIRECT, "U1", "").put("subtype", "message_changed");
        change.set("message", message);
        change.set("previous_message", message.deepCopy().put("text", "to the pub"));
        slack.overSocket("events_api", slack.event(change));
        ObjectNode removal = slack.message(DIRECT, "U1", "").put("subtype", "message_deleted");
        removal.set("previous_message", message);
        slack.overSocket("events_api", slack.event(removal));
        assertEquals(Arrays.asList("to the cinema", null),
                host.events().stream().map(event -> ((InboundEvent.Edited) event).text()).toList());
    }

    @Test
    void connectionsThatSlackClosesOrDropsAreReplacedAndNothingIsLost() {
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
                slack.announceDisconnect();
            } else {
                slack.dropConnections();
            }
            deliver("message " + i);
        }
        assertEquals(6, host.events().size());
    }

    @Test
    void anAnswerIsATreeInWhichCustomersWordsAreInert() {
        String hostile = "<!channel> <https://evil.example|your bank> *bold*";
        ConversationEvent event = new ConversationEvent(7, Instant.EPOCH, ConversationEvent.Type.BOT, hostile,
                RichText.plain(hostile), new ConversationEvent.AnswerLink("42", "returns", "Return an item",
                        "https://shop.example/r", null, "en", null),
                null, null, null, List.of(), null);
        assertInstanceOf(SendResult.Delivered.class, channel.send(new Outbound.Post(place(), event, false)));
        var message = slack.posted().getFirst();
        assertEquals(hostile, message.at("/blocks/0/elements/0/elements/0/text").asText());
        assertEquals("rich_text", message.at("/blocks/0/type").asText());
        assertEquals(3, message.at("/blocks/1/elements").size(), "thumbs and a person");
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void whatIsShownIsChangedAndTakenAwayHoweverOftenThatIsAsked() throws InterruptedException {
        String ts = assertInstanceOf(SendResult.Delivered.class,
                insist(new Outbound.Post(place(), host.say("It costs 20"), false))).externalId();
        ConversationEvent other = host.say("It costs 30");
        assertEquals(new SendResult.Delivered(ts), insist(new Outbound.Change(place(), other, ts)));
        assertTrue(slack.shown(ts).toString().contains("It costs 30"));
        for (int i = 0; i < 2; i++) {
            assertEquals(new SendResult.Delivered(ts), insist(new Outbound.Removal(place(), ts)));
        }
        assertTrue(slack.shown(ts).isEmpty());
        assertEquals(List.of(), slack.violations());
    }

    @Test
    void afterACrashItLooksWhetherSlackHasTheLineAlready() {
        ConversationRef thread = new ConversationRef("slack", "C1", "1700000000.000100");
        ConversationEvent line = host.say("Hello");
        SendResult first = channel.send(new Outbound.Post(thread, line, false));
        assertEquals(first, channel.send(new Outbound.Post(thread, line, true)));
        assertEquals(1, slack.posted().size());
        channel.send(new Outbound.Post(thread, host.say("Goodbye"), true));
        assertEquals(2, slack.posted().size());
    }

    @Test
    void aLimitIsObeyedToTheSecond() {
        slack.limit(1);
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(SendResult.Retryable.class,
                    channel.send(new Outbound.Post(place(), host.say("one"), false)));
        }
        assertEquals(List.of(), slack.violations());
        assertEquals(1, slack.calls("chat.postMessage"));
    }

    @ParameterizedTest
    @CsvSource({"channel_not_found,final", "is_archived,final", "not_in_channel,final", "msg_too_long,final",
        "internal_error,unknown", "fatal_error,unknown", "service_unavailable,later", "token_revoked,later",
        "invalid_auth,later", "missing_scope,later", "account_inactive,later", "restricted_action,final",
        "no_text,final", "invalid_blocks,final", "cannot_reply_to_message,final", "request_timeout,unknown"})
    void eachRefusalIsFinalOrPassesOrLeavesItOpen(String error, String expected) {
        slack.refuse(error, 1);
        SendResult result = channel.send(new Outbound.Post(place(), host.say("Hello"), false));
        assertEquals(expected, switch (result) {
            case SendResult.Rejected rejected -> "final";
            case SendResult.Retryable later -> later.unknown() ? "unknown" : "later";
            case SendResult.Delivered delivered -> "delivered";
        });
    }

    @Test
    void theCheckSaysThatAllIsSetUp() {
        assertTrue(channel.check().stream().allMatch(ChannelCheck::ok), () -> channel.check().toString());
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it did not happen within 20 s");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
