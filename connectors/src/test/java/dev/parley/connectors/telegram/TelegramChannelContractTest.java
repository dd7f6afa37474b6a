package dev.parley.connectors.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelCheck;
import dev.parley.connectors.channel.ChannelContractTest;
import dev.parley.connectors.channel.ChannelStatus;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.RecordingHost;
import dev.parley.connectors.channel.RichText;
import dev.parley.connectors.channel.SendResult;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telegram by polling, against a fake that is as strict as the real one. */
class TelegramChannelContractTest extends ChannelContractTest {

    private static final long ADA = 77;

    private final FakeTelegram telegram = new FakeTelegram();
    private final Map<String, String> variables = new HashMap<>(telegram.variables());
    private final TelegramChannel channel = new TelegramChannel(name -> Optional.ofNullable(variables.get(name)), null,
            Clock.systemUTC());

    @BeforeEach
    void start() {
        channel.start(host);
        await(() -> channel.status().state() == ChannelStatus.State.ON);
    }

    @AfterEach
    void stop() {
        channel.stop();
        telegram.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected boolean deliver(String text) {
        telegram.write(ADA, text);
        await(() -> telegram.pending() == 0);
        return true;
    }

    @Override
    protected void deliverFile(String name, byte[] content) {
        telegram.share(ADA, name, content);
        await(() -> telegram.pending() == 0);
    }

    @Override
    protected byte[] shownFile(Attachment file) {
        assertEquals("Grace", telegram.sent().getFirst().path("caption").asText());
        return telegram.shownFile(file.name());
    }

    @Override
    protected void pressTalkToAPerson() {
        telegram.press(ADA, 1, new TelegramButton.Pick(InboundEvent.Choice.TALK_TO_A_PERSON).data());
        await(() -> !host.events().isEmpty());
    }

    @Override
    protected ConversationRef place() {
        return new ConversationRef("telegram", String.valueOf(ADA), null);
    }

    /** Who is nobody's id on Telegram is told so; the text is no name of a chat. */
    @Override
    @Test
    public void sendingToAPlaceNobodyListensAtIsNoError() {
        assertInstanceOf(SendResult.Rejected.class,
                channel.send(new Outbound.Post(new ConversationRef("telegram", "nobody", null), host.say("Hi"),
                        false)));
    }

    @Test
    void whatCouldNotBeStoredIsNotConfirmedAndComesAgain() {
        host.breakDown();
        telegram.write(ADA, "Where is my parcel?");
        await(() -> channel.status().errors() > 0);
        assertEquals(1, telegram.pending());
        host.recover();
        await(() -> telegram.pending() == 0);
        assertEquals(1, host.events().size());
    }

    @Test
    void onePoisonInAHundredIsKeptAndTheOthersGoOn() {
        for (int i = 0; i < 100; i++) {
            if (i == 50) {
                telegram.deliver(telegram.object("message",
                        telegram.message(ADA, ADA, "private", 1).put("date", "tomorrow").put("text", "poison")));
            } else {
                telegram.write(ADA, "message " + i);
            }
        }
        await(() -> telegram.pending() == 0);
        assertEquals(99, host.events().size());
        assertEquals(1, host.unreadable().size());
    }

    @Test
    void numbersThatBeginAnewAfterAQuietWeekHideNothing() {
        deliver("before");
        telegram.numberFrom(5);
        deliver("after");
        assertEquals(2, host.events().size());
    }

    @Test
    void aReplicaWithoutTheLeaseStandsByAndTakesOver() {
        host.standBy(true);
        await(() -> channel.status().state() == ChannelStatus.State.STANDBY);
        assertTrue(channel.check().stream().allMatch(ChannelCheck::ok), () -> channel.check().toString());
        telegram.write(ADA, "Hello?");
        host.standBy(false);
        await(() -> telegram.pending() == 0);
        assertEquals(1, host.events().size());
    }

    @Test
    void aRevokedTokenIsSaidAndANewOneIsTakenWithoutARestart() {
        telegram.changeToken("123456:another_token");
        await(() -> channel.status().state() == ChannelStatus.State.FAILING);
        assertFalse(channel.check().getFirst().ok());
        variables.put("PARLEY_TELEGRAM_TOKEN", "123456:another_token");
        await(() -> channel.status().state() == ChannelStatus.State.ON);
        assertTrue(channel.check().stream().allMatch(ChannelCheck::ok), () -> channel.check().toString());
    }

    @Test
    void whatAnsweringDoesNotNeedMayBeUnknownToTheServer() {
        channel.stop();
        for (String method : List.of("deleteWebhook", "setMyCommands", "sendChatAction", "answerCallbackQuery")) {
            telegram.refuse(method);
        }
        channel.start(host);
        await(() -> channel.status().state() == ChannelStatus.State.ON);
        deliver("hello");
        telegram.press(ADA, 1, new TelegramButton.Pick("human").data());
        await(() -> host.events().size() == 2);
        channel.send(new Outbound.Post(place(), host.say("Hello!"), false));
        assertEquals(List.of("Hello!"), telegram.texts(ADA));
    }

    @Test
    void anAnswerIsTextWithEntitiesSourceAndThumbs() {
        ConversationEvent event = new ConversationEvent(1, Instant.EPOCH, ConversationEvent.Type.BOT, "…",
                new RichText(List.of(new RichText.Paragraph(List.of(new RichText.Text("🦊 Press "),
                        new RichText.Strong(List.of(new RichText.Text("Return"))))),
                        new RichText.ListBlock(true, 1,
                                List.of(List.of(new RichText.Paragraph(List.of(new RichText.Text("Pack")))),
                                        List.of(new RichText.Paragraph(List.of(new RichText.Text("Send")))))))),
                new ConversationEvent.AnswerLink("42", "returns", "Return an item", "https://shop.example/r", null,
                        "en", null),
                null, null, null, List.of(), null);
        assertInstanceOf(SendResult.Delivered.class, channel.send(new Outbound.Post(place(), event, false)));
        var message = telegram.sent().getFirst();
        assertEquals("🦊 Press Return\n\n1. Pack\n2. Send\n\nReturn an item", message.path("text").asText());
        assertEquals(9, message.at("/entities/0/offset").asInt(), "the fox counts twice");
        assertEquals("https://shop.example/r", message.at("/entities/1/url").asText());
        assertEquals("n:42", message.at("/reply_markup/inline_keyboard/0/1/callback_data").asText());
        assertFalse(message.has("parse_mode"));
    }

    @Test
    void whatIsShownIsChangedAndTakenAwayHoweverOftenThatIsAsked() throws InterruptedException {
        String id = assertInstanceOf(SendResult.Delivered.class,
                insist(new Outbound.Post(place(), host.say("It costs 20"), false))).externalId();
        ConversationEvent other = host.say("It costs 30");
        for (int i = 0; i < 2; i++) {
            assertEquals(new SendResult.Delivered(id), insist(new Outbound.Change(place(), other, id)));
        }
        assertEquals(List.of("It costs 30"), telegram.texts(ADA));
        for (int i = 0; i < 2; i++) {
            assertEquals(new SendResult.Delivered(id), insist(new Outbound.Removal(place(), id)));
        }
        assertEquals(List.of(), telegram.texts(ADA));
        assertInstanceOf(SendResult.Rejected.class, insist(new Outbound.Change(place(), other, id)));
    }

    @Test
    void thumbsAreFeedbackAndAnsweredAtOnce() {
        telegram.press(ADA, 1, "n:42");
        await(() -> telegram.calls("answercallbackquery") == 1);
        InboundEvent.Feedback feedback = assertInstanceOf(InboundEvent.Feedback.class, host.events().getFirst());
        assertEquals("42", feedback.turnId());
        assertFalse(feedback.helpful());
        telegram.press(ADA, 1, "n:" + RecordingHost.TURN_OF_ANOTHER);
        await(() -> telegram.toasts().size() == 2);
        assertEquals(List.of("👎", ""), telegram.toasts(), "who rates another's answer must not think that it counts");
        assertEquals(1, host.events().size());
    }

    @Test
    void whileAnotherReceivesThatIsSaidAndThenItGoesOn() {
        telegram.pollElsewhere(true);
        await(() -> channel.status().state() == ChannelStatus.State.FAILING);
        assertTrue(channel.status().detail().contains("somebody else receives"), channel.status()::detail);
        assertTrue(channel.check().stream().anyMatch(check -> !check.ok() && check.what().equals("receiving")));
        telegram.write(ADA, "Hello?");
        telegram.pollElsewhere(false);
        await(() -> telegram.pending() == 0);
        assertEquals(1, host.events().size());
    }

    @Test
    void aPollThatTelegramDoesNotWantYetWaitsAsLongAsItIsTold() {
        telegram.limitPolls(2);
        await(() -> channel.status().errors() > 0);
        deliver("Hello?");
        assertEquals(1, host.events().size());
        assertEquals(0, telegram.violations());
    }

    @Test
    void aWebhookThatTelegramWouldNeverCallIsRefusedAtTheStart() {
        Map<String, String> settings = new HashMap<>(
                Map.of("PARLEY_TELEGRAM_TOKEN", FakeTelegram.TOKEN, "PARLEY_TELEGRAM_WEBHOOK_SECRET", "s3cret"));
        for (String url : List.of("http://shop.example", "https://shop.example:8080", "https://shop.example:9443/p")) {
            TelegramChannel cutOff = new TelegramChannel(name -> Optional.ofNullable(settings.get(name)), url,
                    Clock.systemUTC());
            String why = String
                    .valueOf(assertThrows(IllegalStateException.class, () -> cutOff.start(host)).getMessage());
            assertTrue(why.contains("443, 80, 88 or 8443") && why.contains(url), why);
        }
        TelegramChannel unknown = new TelegramChannel(name -> Optional.ofNullable(settings.get(name)), null,
                Clock.systemUTC());
        assertThrows(IllegalStateException.class, () -> unknown.start(host));
    }

    @Test
    void whoWritesSeesThatAnAnswerIsComing() {
        host.handOver(true);
        deliver("Are you there?");
        host.handOver(false);
        deliver("Where is my parcel?");
        await(() -> telegram.calls("sendchataction") == 1);
    }

    @Test
    void startSaysHelloAndForgetAsksFirst() {
        telegram.write(ADA, "/start campaign-7");
        await(() -> telegram.texts(ADA).size() == 1);
        assertTrue(telegram.texts(ADA).getFirst().contains("I am a machine."));
        telegram.write(ADA, "/forget");
        await(() -> telegram.texts(ADA).size() == 2);
        InboundEvent.Details details = assertInstanceOf(InboundEvent.Details.class, host.events().getFirst());
        assertEquals(Map.of("start", "campaign-7"), details.fields());
        assertEquals(1, host.events().size(), "nothing is forgotten before it is confirmed");
        telegram.press(ADA, 2, "x:");
        await(() -> telegram.texts(ADA).size() == 3);
        assertInstanceOf(InboundEvent.Forget.class, host.events().getLast());
    }

    @Test
    void whoBlockedTheBotIsToldToPeople() {
        telegram.block(ADA);
        assertInstanceOf(SendResult.Rejected.class,
                channel.send(new Outbound.Post(place(), host.say("Hello"), false)));
        assertInstanceOf(InboundEvent.Unreachable.class, host.events().getFirst());
    }

    @Test
    void aGroupThatBecameASupergroupIsFollowed() {
        telegram.migrate(-5, -100500);
        ConversationRef group = new ConversationRef("telegram", "-5", "u77");
        assertInstanceOf(SendResult.Delivered.class,
                channel.send(new Outbound.Post(group, host.say("Hello"), false)));
        assertEquals(List.of("Hello"), telegram.texts(-100500));
        assertEquals("-100500", assertInstanceOf(InboundEvent.Moved.class, host.events().getFirst()).newKey());
    }

    @Test
    void aLimitIsObeyedToTheSecondAndNothingIsSentMeanwhile() {
        telegram.limit(1);
        SendResult first = channel.send(new Outbound.Post(place(), host.say("one"), false));
        assertInstanceOf(SendResult.Retryable.class, first);
        for (int i = 0; i < 50; i++) {
            assertInstanceOf(SendResult.Retryable.class,
                    channel.send(new Outbound.Post(place(), host.say("two"), false)));
        }
        assertEquals(0, telegram.violations());
        assertEquals(1, telegram.calls("sendmessage"));
    }

    @Test
    void anHtmlErrorPageIsTriedAgain() {
        telegram.answerBadGateway(2);
        deliver("Hello?");
        assertEquals(1, host.events().size());
    }

    @Test
    void theTokenIsInNoStatusAndNoCheck() {
        telegram.close();
        await(() -> channel.status().errors() > 0);
        assertFalse((channel.status() + channel.check().toString()).contains("fake-token"));
        assertEquals("/bot<token>/getMe", TelegramApi.redact("/bot" + FakeTelegram.TOKEN + "/getMe"));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it did not happen within 20 s");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
