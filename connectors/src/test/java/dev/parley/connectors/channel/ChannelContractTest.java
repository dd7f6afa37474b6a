package dev.parley.connectors.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every channel promises to the core. A channel's test extends this and says how its platform delivers. */
public abstract class ChannelContractTest {

    protected final RecordingHost host = new RecordingHost();

    /** The channel, started with {@link #host}. */
    protected abstract Channel channel();

    /**
     * Has the platform deliver what a customer wrote, and waits for its acknowledgement.
     *
     * @return whether the platform was told that the message is safe
     */
    protected abstract boolean deliver(String text) throws Exception;

    /** Has the platform deliver the pressed button "Talk to a person". */
    protected abstract void pressTalkToAPerson() throws Exception;

    /** The place that {@link #deliver} writes to. */
    protected abstract ConversationRef place();

    /** Has the platform deliver a file without a word. Asked only where files are shown. */
    protected void deliverFile(String name, byte[] content) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** What the platform shows of a file that was sent. Asked only where files are shown. */
    protected byte[] shownFile(Attachment file) throws Exception {
        throw new UnsupportedOperationException();
    }

    private static final byte[] PAPER = "A receipt.\r\n\u0000 17,00 €".getBytes(StandardCharsets.UTF_8);

    @Test
    void aFileArrivesWithItsContent() throws Exception {
        assumeTrue(channel().capabilities().maxFileBytes() > 0);
        deliverFile("receipt.txt", PAPER);
        InboundEvent.Message message = assertInstanceOf(InboundEvent.Message.class, host.events().getFirst());
        assertEquals("", message.text());
        SentFile file = message.files().getFirst();
        assertEquals("receipt.txt", file.name());
        byte[] content = switch (file) {
            case SentFile.Content whole -> whole.content();
            case SentFile.Reference reference -> {
                assertInstanceOf(FileSource.Fetched.Gone.class, channel().fetch(reference.key(), PAPER.length - 1),
                        "no byte too many is read");
                yield assertInstanceOf(FileSource.Fetched.Content.class,
                        channel().fetch(reference.key(), PAPER.length)).content();
            }
        };
        assertArrayEquals(PAPER, content);
    }

    @Test
    void aFileThatNobodyHasIsGone() {
        assertInstanceOf(FileSource.Fetched.Gone.class, channel().fetch("nobody-has-it", 1_000));
    }

    @Test
    void aFileIsShown() throws Exception {
        assumeTrue(channel().capabilities().maxFileBytes() > 0);
        Attachment file = new Attachment("f1", "label ä.txt", "text/plain", PAPER.length, Attachment.State.READY);
        ConversationEvent event = host.share("Grace", file, PAPER);
        assertInstanceOf(SendResult.Delivered.class,
                channel().send(new Outbound.PostFile(place(), event, () -> PAPER, false)));
        assertArrayEquals(PAPER, shownFile(file));
    }

    @Test
    void hasAStableIdAndHonestCapabilities() {
        assertTrue(channel().id().matches("[a-z]+"));
        assertEquals(channel().id(), channel().id());
        assertTrue(channel().capabilities().maxTextCharacters() > 0);
    }

    @Test
    void aMessageArrivesOnceAndComplete() throws Exception {
        assertTrue(deliver("Where is my parcel?"));
        InboundEvent.Message message = assertInstanceOf(InboundEvent.Message.class, host.events().getFirst());
        assertEquals(1, host.events().size());
        assertEquals("Where is my parcel?", message.text());
        assertEquals(channel().id(), message.ref().channelId());
        assertFalse(message.deliveryId().isBlank());
        assertFalse(message.senderId().isBlank());
    }

    @Test
    void messagesKeepTheirOrderAndHaveDifferentDeliveryIds() throws Exception {
        List<String> texts = List.of("one", "two", "three");
        for (String text : texts) {
            deliver(text);
        }
        assertEquals(texts,
                host.events().stream().map(event -> ((InboundEvent.Message) event).text()).toList());
        assertEquals(3, host.events().stream().map(InboundEvent::deliveryId).distinct().count());
    }

    @Test
    void hostileTextArrivesAsItWasTyped() throws Exception {
        String text = "<script>alert(1)</script> *bold* [x](javascript:alert(1)) \u202e🦊 ' OR 1=1 --";
        deliver(text);
        assertEquals(text, ((InboundEvent.Message) host.events().getFirst()).text());
    }

    @Test
    void theWishForAPersonIsAChoice() throws Exception {
        pressTalkToAPerson();
        InboundEvent.Choice choice = assertInstanceOf(InboundEvent.Choice.class, host.events().getFirst());
        assertEquals(InboundEvent.Choice.TALK_TO_A_PERSON, choice.choiceId());
    }

    @Test
    void sendingNeverThrows() {
        for (String text : List.of("Hello", "x".repeat(100_000), "", "\u0000\ud800")) {
            SendResult result = channel().send(new Outbound.Post(place(), host.say(text), false));
            assertInstanceOf(SendResult.class, result);
        }
    }

    @Test
    public void sendingToAPlaceNobodyListensAtIsNoError() {
        ConversationRef nobody = new ConversationRef(channel().id(), "nobody", null);
        assertInstanceOf(SendResult.Delivered.class,
                channel().send(new Outbound.Post(nobody, host.say("Hello"), false)));
    }

    /** Lines come due while the server goes down: they must be there for the next one. */
    @Test
    void whatIsSentAfterTheStopIsNotRefusedForGood() {
        channel().stop();
        assertFalse(channel().send(new Outbound.Post(place(), host.say("Hello"),
                false)) instanceof SendResult.Rejected);
    }

    @Test
    void stoppingTwiceIsNoError() {
        channel().stop();
        channel().stop();
    }

    /** Sends it as soon as the platform's pace allows. */
    protected SendResult insist(Outbound outbound) throws InterruptedException {
        SendResult result = channel().send(outbound);
        for (int i = 0; i < 30 && result instanceof SendResult.Retryable later; i++) {
            Thread.sleep(later.after().toMillis());
            result = channel().send(outbound);
        }
        return result;
    }
}
