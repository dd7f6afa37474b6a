package dev.parley.gateway.attachment;

import dev.parley.connectors.channel.Attachment;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.FileSource;
import dev.parley.connectors.channel.FileSource.Fetched;
import dev.parley.connectors.desk.AgentDesk;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Leases;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.policy.Policies;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what platforms have, a dozen times if need be: agents and customers wait for what comes after it. Of several
 * replicas one does so. Thread-safe.
 */
@Singleton
class FileFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(FileFetcher.class);
    private static final String LEASE_NAME = "files";
    private static final Duration LEASE = Duration.ofSeconds(60);
    /** Attempts, not time: after a long crash a platform is asked as often as ever. A minute or so, by what platforms say. */
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration BROKEN = Duration.ofMinutes(1);

    private final Map<String, FileSource> sources = new HashMap<>();
    private final AttachmentRepository attachments;
    private final Attachments store;
    private final FileKinds kinds;
    private final Conversations conversations;
    private final OutboxDispatcher outbox;
    private final Policies policies;
    private final Transactions transactions;
    private final Leases leases;
    private final Clock clock;

    FileFetcher(List<Channel> channels, List<AgentDesk> desks, AttachmentRepository attachments, Attachments store,
            FileKinds kinds, Conversations conversations, OutboxDispatcher outbox, Policies policies,
            Transactions transactions, Leases leases, Clock clock) {
        channels.forEach(channel -> sources.put(channel.id(), channel));
        desks.forEach(desk -> sources.put(Attachments.DESK + desk.id(), desk));
        this.attachments = attachments;
        this.store = store;
        this.kinds = kinds;
        this.conversations = conversations;
        this.outbox = outbox;
        this.policies = policies;
        this.transactions = transactions;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "300ms")
    void sweep() {
        List<StoredAttachment> coming = attachments.listComing(clock.instant());
        if (coming.isEmpty()) {
            return;
        }
        for (StoredAttachment attachment : coming) {
            if (!leases.take(LEASE_NAME, LEASE)) {
                return;
            }
            try {
                fetch(attachment);
            } catch (RuntimeException e) {
                LOG.error("file {} could not be stored; it is tried again", attachment.id(), e);
                attachments.updateLater(attachment.id(), clock.instant().plus(BROKEN));
            }
        }
    }

    private void fetch(StoredAttachment attachment) {
        FileSource source = sources.get(attachment.source());
        Optional<String> tooLarge = kinds.findProblem(attachment.bytes());
        Fetched fetched = tooLarge.isPresent() || source == null || attachment.sourceKey() == null
                ? new Fetched.Gone(tooLarge.orElse("nobody has it"))
                : source.fetch(attachment.sourceKey(), kinds.maxBytes());
        switch (fetched) {
            case Fetched.Content here -> kinds.findProblem(attachment.name(), here.content())
                    .ifPresentOrElse(problem -> refuse(attachment, problem),
                            () -> transactions.run(() -> arrived(attachment, here.content())));
            case Fetched.Gone gone -> refuse(attachment, gone.why());
            case Fetched.Later later -> {
                if (attachment.attempts() >= MOST_ATTEMPTS) {
                    refuse(attachment, "it could not be fetched");
                } else {
                    attachments.updateLater(attachment.id(), clock.instant().plus(later.after()));
                }
            }
        }
        outbox.wake(attachment.conversationId());
    }

    private void arrived(StoredAttachment attachment, byte[] content) {
        if (attachments.updateArrived(attachment.id(), Attachment.State.READY.name(),
                kinds.typeOf(attachment.name(), content), content.length, null) == 1) {
            store.store(attachment.id(), content);
        }
    }

    /** A customer is told; an agent is told by the desk that it did not reach the customer. */
    private void refuse(StoredAttachment attachment, String problem) {
        LOG.info("file {} of conversation {} is not taken: {}", attachment.id(), attachment.conversationId(), problem);
        transactions.run(() -> {
            Conversation conversation = conversations.getLocked(attachment.conversationId());
            boolean isNew = attachments.updateArrived(attachment.id(), Attachment.State.REFUSED.name(), "",
                    attachment.bytes(), problem) == 1;
            if (isNew && !attachment.source().startsWith(Attachments.DESK)) {
                conversations.save(conversations.say(conversation, Line.bot(policies.current().voice()
                        .towards(conversation.channel(), conversation.customerName())
                        .fileRefused(conversation.language(), attachment.name()))));
            }
        });
    }
}
