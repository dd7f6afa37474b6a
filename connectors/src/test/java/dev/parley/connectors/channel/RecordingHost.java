package dev.parley.connectors.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host that keeps the contract in memory: one effect a delivery id, a conflict for other content, or an outage. */
public final class RecordingHost implements ChannelHost {

    /** An answer that somebody else got. */
    public static final String TURN_OF_ANOTHER = "4711";

    private final Map<String, InboundEvent> byDelivery = new HashMap<>();
    private final List<InboundEvent> events = new ArrayList<>();
    private final List<ConversationEvent> log = new ArrayList<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private final Map<String, StoredFile> files = new HashMap<>();
    private final List<String> comings = new ArrayList<>();
    private volatile boolean broken;
    private volatile boolean standby;
    private volatile boolean isWithPerson;

    @Override
    public synchronized Acceptance accept(InboundEvent event) {
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
        InboundEvent earlier = byDelivery.putIfAbsent(event.deliveryId(), event);
        if (earlier != null) {
            return textOf(earlier).equals(textOf(event)) ? new Acceptance.Accepted(1) : new Acceptance.Conflict();
        }
        if (event instanceof InboundEvent.Choice choice
                && !choice.choiceId().equals(InboundEvent.Choice.TALK_TO_A_PERSON)) {
            return new Acceptance.Unknown("no such button");
        }
        if (event instanceof InboundEvent.Feedback feedback && feedback.turnId().equals(TURN_OF_ANOTHER)) {
            return new Acceptance.Unknown("there is no such answer in the conversation");
        }
        events.add(event);
        return new Acceptance.Accepted(events.size());
    }

    @Override
    public synchronized List<ConversationEvent> eventsAfter(ConversationRef ref, long seq) {
        return log.stream().filter(event -> event.seq() > seq).toList();
    }

    @Override
    public synchronized Optional<StoredFile> findFile(ConversationRef ref, String fileId) {
        return Optional.ofNullable(files.get(fileId));
    }

    /** An agent sends a file. */
    public synchronized ConversationEvent share(String agent, Attachment file, byte[] content) {
        ConversationEvent event = new ConversationEvent(log.size() + 1, Instant.EPOCH, ConversationEvent.Type.AGENT, "",
                RichText.plain(""), null, agent, null, null, List.of(), file);
        log.add(event);
        files.put(file.id(), new StoredFile(file, content));
        return event;
    }

    @Override
    public List<Recent> listRecent(String channelId, Instant since) {
        return List.of();
    }

    @Override
    public boolean isWithPerson(ConversationRef ref) {
        return isWithPerson;
    }

    /** A person takes over everywhere, or gives back. */
    public void handOver(boolean toPerson) {
        isWithPerson = toPerson;
    }

    @Override
    public BrandProfile profile(String channelId, String locale) {
        return new BrandProfile("Shop", "Bot", "I am a machine.", "Hello!", List.of("Where is my parcel?"),
                List.of("en", "de"), new BrandProfile.Commands("Talk to a person", "Begin anew", "Choose the language",
                        "Erase everything", "Erase everything?", "Yes, erase it", "It is erased.",
                        "Thank you for telling us."));
    }

    @Override
    public BrandProfile profile(ConversationRef ref, String locale) {
        return profile(ref.channelId(), locale);
    }

    @Override
    public synchronized void keepUnreadable(String channelId, String deliveryId, String payload, String why) {
        unreadable.putIfAbsent(deliveryId, why);
    }

    @Override
    public synchronized void present(ConversationRef ref) {
        comings.add("present");
    }

    @Override
    public synchronized void left(ConversationRef ref, Duration ago) {
        comings.add("left");
    }

    /** Who came and who left, in order. */
    public synchronized List<String> comings() {
        return List.copyOf(comings);
    }

    @Override
    public Optional<ChannelHost> lease(String name, Duration duration) {
        return standby ? Optional.empty() : Optional.of(this);
    }

    /** Another replica has all leases from now on, or none. */
    public void standBy(boolean isStandby) {
        standby = isStandby;
    }

    public synchronized Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    public void recover() {
        broken = false;
    }

    public synchronized List<InboundEvent> events() {
        return List.copyOf(events);
    }

    public synchronized ConversationEvent say(String text) {
        ConversationEvent event = new ConversationEvent(log.size() + 1, Instant.EPOCH, ConversationEvent.Type.BOT, text,
                RichText.plain(text), null, null, null, null, List.of(), null);
        log.add(event);
        return event;
    }

    public void breakDown() {
        broken = true;
    }

    private static String textOf(InboundEvent event) {
        return event instanceof InboundEvent.Message message ? message.text() : event.getClass().getName();
    }
}
