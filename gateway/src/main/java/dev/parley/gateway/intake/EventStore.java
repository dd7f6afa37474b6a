package dev.parley.gateway.intake;

import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Details;
import dev.parley.gateway.conversation.Failpoint;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.delivery.Events;
import dev.parley.gateway.handoff.Ratings;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.voice.Voice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores each event once, in one transaction, and reads back what is stored. Thread-safe. */
@Singleton
class EventStore {

    private static final String SLACK = "slack";
    /** As the column holds. */
    private static final int LONGEST_NAME = 200;
    /** What people see of a message that the customer deleted. */
    private static final String TAKEN_BACK = "[deleted by the customer]";

    private final InboxRepository inbox;
    private final Attachments attachments;
    private final LinkRepository links;
    private final Map<String, String> accounts;
    private final Conversations conversations;
    private final Leases leases;
    private final Transactions transactions;
    private final Policies policies;
    private final Clock clock;

    EventStore(InboxRepository inbox, Attachments attachments, LinkRepository links, Conversations conversations,
            Leases leases, Transactions transactions, Policies policies, ParleyConfig config, Clock clock) {
        this.leases = leases;
        this.attachments = attachments;
        this.links = links;
        this.accounts = config.slack().accounts();
        this.inbox = inbox;
        this.conversations = conversations;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param toDo whether there is something to work off */
    record Stored(Acceptance acceptance, long conversationId, boolean toDo) {}

    /**
     * Durable when it returns.
     *
     * @param held under which it is delivered, or null
     * @throws IllegalStateException when somebody else has that lease by now: nothing is stored
     */
    Stored store(InboundEvent event, Leases.@Nullable Held held) {
        Stored stored = transactions.call(() -> {
            if (held != null) {
                leases.guard(held);
            }
            Stored done = storeOnce(event);
            Failpoint.EVENT_STORED.reached();
            return done;
        });
        Failpoint.EVENT_COMMITTED.reached();
        return stored;
    }

    List<ConversationEvent> listEventsAfter(ConversationRef ref, long seq) {
        return conversations.find(ref)
                .map(conversation -> conversations.listLinesAfter(conversation.key(), seq).stream()
                        .takeWhile(line -> !isComing(line)).map(Events::of).toList())
                .orElse(List.of());
    }

    /** What an agent shared and is being fetched is nowhere yet, nor is what they said after it. */
    private static boolean isComing(JudgedLine line) {
        Attachment file = line.file();
        return line.type() == ConversationEvent.Type.AGENT && file != null
                && file.state() == Attachment.State.COMING;
    }

    List<ChannelHost.Recent> listRecent(String channelId, Instant since) {
        return conversations.listRecent(channelId, since).stream()
                .map(conversation -> new ChannelHost.Recent(conversation.ref(), conversation.lastActivityAt()))
                .toList();
    }

    boolean isWithPerson(ConversationRef ref) {
        return conversations.find(ref).filter(known -> known.handler() != Conversation.Handler.BOT).isPresent();
    }

    void present(ConversationRef ref) {
        conversations.present(ref);
    }

    void left(ConversationRef ref, Duration ago) {
        conversations.left(ref, ago);
    }

    BrandProfile profile(String channelId, @Nullable String locale) {
        return voice().towards(channelId, null).profile(voice().languageFor(locale));
    }

    BrandProfile profile(ConversationRef ref, @Nullable String locale) {
        return profile(ref.channelId(), conversations.find(ref).map(Conversation::language).orElse(locale));
    }

    private Voice voice() {
        return policies.current().voice();
    }

    private Stored storeOnce(InboundEvent event) {
        ConversationRef ref = event.ref();
        Optional<InboxItem> erased = inbox.findErased(ref.channelId(), event.deliveryId(),
                InboxItem.erasedDeliveryId(event.deliveryId()));
        if (erased.isPresent()) {
            return new Stored(new Acceptance.Accepted(erased.get().seq()), erased.get().conversationId(), false);
        }
        if (event instanceof InboundEvent.Moved moved) {
            conversations.move(ref.channelId(), ref.conversationKey(), moved.newKey());
            return new Stored(new Acceptance.Accepted(0), 0, false);
        }
        if (isAboutEarlier(event) && conversations.find(ref).isEmpty()) {
            // Somebody who never wrote to the bot, or was forgotten: nothing of them is stored.
            return new Stored(new Acceptance.Unknown("there is no such conversation"), 0, false);
        }
        Conversation conversation = named(event, conversations.lockOrCreate(ref, event.senderId(),
                voice().languageFor(event.locale())));
        String content = contentOf(event);
        Optional<InboxItem> earlier = inbox.find(ref.channelId(), event.deliveryId());
        if (earlier.isPresent()) {
            boolean same = earlier.get().content().equals(content)
                    && earlier.get().conversationId() == conversation.key();
            Acceptance acceptance = same ? new Acceptance.Accepted(earlier.get().seq()) : new Acceptance.Conflict();
            return new Stored(acceptance, conversation.key(), same);
        }
        return switch (event) {
            case InboundEvent.Message message -> storeMessage(conversation, message, content);
            case InboundEvent.Choice choice -> labelOf(conversation, choice)
                    .map(label -> storeLine(conversation, choice, InboxItem.Kind.CHOICE, content,
                            Line.customer(label, null)))
                    .orElseGet(() -> new Stored(new Acceptance.Unknown("there is no such button"), conversation.key(),
                            false));
            case InboundEvent.Feedback feedback -> storeFeedback(conversation, feedback, content);
            case InboundEvent.Edited edited -> storeEdit(conversation, edited, content);
            case InboundEvent.Unreachable unreachable -> storeNote(conversations.note(conversation,
                    Line.notice(ConversationEvent.Notice.UNREACHABLE, unreachable.why())), unreachable, content);
            case InboundEvent.Details details -> storeDetails(conversation, details, content);
            case InboundEvent.LanguageChosen chosen ->
                storeNote(conversation.in(voice().languageFor(chosen.locale())), chosen, content);
            case InboundEvent.Moved moved -> throw new IllegalStateException("moved before");
            case InboundEvent.Forget forget -> storeNote(conversation, forget, content);
        };
    }

    private static boolean isAboutEarlier(InboundEvent event) {
        return event instanceof InboundEvent.Edited || event instanceof InboundEvent.Feedback
                || event instanceof InboundEvent.Unreachable
                || (event instanceof InboundEvent.Choice choice
                        && !choice.choiceId().equals(InboundEvent.Choice.TALK_TO_A_PERSON));
    }

    private Conversation named(InboundEvent event, Conversation conversation) {
        String account = accounts.get(event.ref().conversationKey());
        Conversation known = account == null || !event.ref().channelId().equals(SLACK)
                ? conversation
                : conversation.knowing(Map.of("account", account));
        return event instanceof InboundEvent.Message message && message.senderName() != null
                ? known.of(CleanText.of(message.senderName()))
                : known;
    }

    private Optional<String> labelOf(Conversation conversation, InboundEvent.Choice choice) {
        return choice.choiceId().equals(InboundEvent.Choice.TALK_TO_A_PERSON)
                ? Optional.of(voice().talkToAPerson(conversation.language()))
                : conversations.findChoice(conversation.key(), choice.choiceId());
    }

    /** The first file is on the line of the text, each other one on a line of its own. */
    private Stored storeMessage(Conversation conversation, InboundEvent.Message message, String content) {
        List<String> files;
        try {
            files = message.files().stream()
                    .map(file -> attachments.keep(conversation, file, conversation.channel())).toList();
        } catch (ParleyException e) {
            return new Stored(new Acceptance.Refused(e.message()), conversation.key(), false);
        }
        Line line = Line.customer(message.text().isBlank() ? "" : content, clientMessageId(message));
        if (files.isEmpty()) {
            return storeLine(conversation, message, InboxItem.Kind.MESSAGE, content, line);
        }
        Stored stored = storeLine(conversation, message,
                message.text().isBlank() ? InboxItem.Kind.FILE : InboxItem.Kind.MESSAGE, content,
                line.with(files.getFirst()));
        Conversation next = conversations.getLocked(stored.conversationId());
        for (String file : files.subList(1, files.size())) {
            next = conversations.say(next, Line.customer("", null).with(file));
        }
        conversations.save(next);
        return stored;
    }

    Optional<ChannelHost.StoredFile> findFile(ConversationRef ref, String fileId) {
        return conversations.find(ref)
                .flatMap(conversation -> attachments.find(fileId)
                        .filter(file -> file.conversationId() == conversation.key()))
                .filter(file -> file.state() == Attachment.State.READY)
                .map(file -> new ChannelHost.StoredFile(file.shown(), attachments.read(file)));
    }

    private Stored storeLine(Conversation conversation, InboundEvent event, InboxItem.Kind kind, String content,
            Line line) {
        // Whoever rates a conversation does not open it again.
        boolean isRating = kind == InboxItem.Kind.CHOICE && Ratings.read(content).isPresent();
        Conversation next = conversations.say(isRating ? conversation : conversation.active(clock.instant()), line);
        conversations.save(next);
        inbox.save(item(next, event, kind, content, next.lastSeq(), InboxItem.State.PENDING));
        return new Stored(new Acceptance.Accepted(next.lastSeq()), next.key(), true);
    }

    /**
     * What was not decided yet is decided as it is now, or not at all when it was taken back; otherwise only people see
     * the change.
     */
    private Stored storeEdit(Conversation conversation, InboundEvent.Edited edited, String content) {
        Optional<InboxItem> message = inbox.find(conversation.channel(), edited.messageId())
                .filter(item -> item.conversationId() == conversation.key());
        if (message.isEmpty()) {
            return new Stored(new Acceptance.Unknown("the message that was edited is not known"), conversation.key(),
                    false);
        }
        conversations.rewrite(conversation, message.get().seq(), content);
        // Unless it is being decided just now; waiting for that would be the wrong way round.
        inbox.lockPending(message.get().key())
                .ifPresent(pending -> {
                    if (edited.text() == null && pending.kind() != InboxItem.Kind.MESSAGE) {
                        inbox.updateDone(pending.key());
                    } else {
                        // Without words it is only decided for what was said before, which may wait for it.
                        inbox.updateContentOfPending(pending.key(), edited.text() == null ? "" : content);
                    }
                });
        return storeNote(conversation, edited, content);
    }

    /** While a person has it, the customer sees that it was taken down, and the person that there is something new. */
    private Stored storeDetails(Conversation conversation, InboundEvent.Details details, String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        details.fields().forEach((name, value) -> fields.put(name, CleanText.of(value).strip()));
        // A key of ours stands for what it was made for; any other is a name that says it all.
        Optional.ofNullable(fields.get(InboundEvent.Details.START)).flatMap(links::find).ifPresent(meant -> {
            fields.remove(InboundEvent.Details.START);
            fields.putAll(Details.fromJson(meant));
        });
        String given = fields.getOrDefault(InboundEvent.Details.NAME, "");
        String name = given.substring(0, given.offsetByCodePoints(0,
                Math.min(given.codePointCount(0, given.length()), LONGEST_NAME)));
        Conversation known = (name.isEmpty() ? conversation : conversation.of(name)).knowing(fields);
        String contact = Details.contact(fields);
        return storeNote(known.handler() == Conversation.Handler.BOT || contact.isEmpty()
                ? known
                : conversations.say(known, Line.notice(ConversationEvent.Notice.CONTACT, "✉ " + contact)), details,
                content);
    }

    private Stored storeNote(Conversation conversation, InboundEvent event, String content) {
        conversations.save(conversation);
        inbox.save(item(conversation, event, InboxItem.Kind.NOTE, content, 0, InboxItem.State.DONE));
        return new Stored(new Acceptance.Accepted(0), conversation.key(), false);
    }

    private Stored storeFeedback(Conversation conversation, InboundEvent.Feedback feedback, String content) {
        Long turnId = parse(feedback.turnId());
        String comment = feedback.comment() == null ? null : CleanText.of(feedback.comment()).strip();
        if (turnId == null || !conversations.judge(conversation, turnId, feedback.helpful(), comment)) {
            return new Stored(new Acceptance.Unknown("this conversation has no such answer"), conversation.key(),
                    false);
        }
        if (comment != null && !comment.isBlank()) {
            conversations.save(conversations.say(conversation,
                    Line.notice(ConversationEvent.Notice.COMMENT, (feedback.helpful() ? "👍 " : "👎 ") + comment)));
        }
        InboxItem.State state = feedback.helpful() ? InboxItem.State.DONE : InboxItem.State.PENDING;
        inbox.save(item(conversation, feedback, InboxItem.Kind.FEEDBACK, content, 0, state));
        return new Stored(new Acceptance.Accepted(0), conversation.key(), !feedback.helpful());
    }

    private InboxItem item(Conversation conversation, InboundEvent event, InboxItem.Kind kind, String content, long seq,
            InboxItem.State state) {
        return new InboxItem(null, conversation.channel(), event.deliveryId(), conversation.key(), kind, content, seq,
                clock.instant(), state, 0);
    }

    /** Whatever it holds can be stored. */
    private static String contentOf(InboundEvent event) {
        return CleanText.of(switch (event) {
            case InboundEvent.Message message -> message.text().isBlank()
                    ? message.files().stream().map(file -> "📎 " + file.name()).collect(Collectors.joining(" "))
                    : message.text();
            case InboundEvent.Choice choice -> choice.choiceId();
            case InboundEvent.Feedback feedback -> feedback.turnId() + ":" + feedback.helpful();
            case InboundEvent.Edited edited -> edited.text() == null ? TAKEN_BACK : edited.text();
            case InboundEvent.Unreachable unreachable -> unreachable.why();
            case InboundEvent.Details details -> details.fields().toString();
            case InboundEvent.LanguageChosen chosen -> chosen.locale();
            case InboundEvent.Moved moved -> moved.newKey();
            case InboundEvent.Forget forget -> "";
        });
    }

    /** The part of the delivery id that the sender chose; channels prefix it with the conversation's key. */
    private static String clientMessageId(InboundEvent.Message message) {
        String prefix = message.ref().conversationKey() + ":";
        String id = message.deliveryId();
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    private static @Nullable Long parse(String number) {
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
