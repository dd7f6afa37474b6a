package dev.parley.gateway.privacy;

import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.intake.Forgetter;
import dev.parley.gateway.intake.InboxItem;
import dev.parley.kb.Sha256;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties conversations: messages, drafts, what is queued and what could not be handled go; rows without content stay, so
 * that the figures and the dedup of later retries hold. Thread-safe.
 */
@Singleton
public class Forgetting implements Forgetter {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    /** A turn is visible at the latest this long after it was decided. */
    private static final Duration SLOW = Duration.ofDays(1);

    private final ErasureRepository erasure;
    private final Conversations conversations;
    private final Transactions transactions;
    private final ParleyConfig.Retention retention;
    private final Clock clock;
    /** Turns decided before have no record any more. */
    private volatile Instant recordsErased = Instant.EPOCH;

    Forgetting(ErasureRepository erasure, Conversations conversations, Transactions transactions, ParleyConfig config,
            Clock clock) {
        this.erasure = erasure;
        this.conversations = conversations;
        this.transactions = transactions;
        this.retention = config.retention();
        this.clock = clock;
    }

    /**
     * Forgets a customer. A message of theirs that arrives during this is either forgotten too, or the first of a new
     * conversation.
     *
     * @param customerId as records show it
     * @return how many conversations were emptied
     */
    @Override
    public int forget(String customerId) {
        List<Long> ids = erasure.listConversations(customerId);
        ids.forEach(this::empty);
        deleteUnreadable(customerId);
        erasure.save(new Tombstone(null, Sha256.hex(customerId), clock.instant(), ids.size()));
        LOG.info("a customer was forgotten: {} conversations emptied", ids.size());
        return ids.size();
    }

    /** Of what nobody could read only the platform's own name of the customer tells whose it is: whole, not within another. */
    private void deleteUnreadable(String customerId) {
        String[] parts = customerId.split(":", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            return;
        }
        Pattern named = Pattern.compile("(?<![\\w-])" + Pattern.quote(parts[1]) + "(?![\\w-])");
        erasure.listUnreadable(parts[0], "%" + parts[1] + "%").stream()
                .filter(kept -> named.matcher(kept.payload()).find())
                .forEach(kept -> erasure.deleteUnreadable(kept.id()));
    }

    private void empty(long conversationId) {
        transactions.insist(() -> {
            // In the order in which the inbox worker locks.
            erasure.lockPending(conversationId);
            conversations.getLocked(conversationId);
            Instant now = clock.instant();
            erasure.deleteDeadLetters(conversationId);
            erasure.eraseInbox(conversationId);
            // Some platforms' ids name the customer.
            erasure.listDeliveries(conversationId).forEach(delivery -> erasure.updateDelivery(delivery.id(),
                    InboxItem.erasedDeliveryId(delivery.deliveryId())));
            erasure.deleteOutbox(conversationId);
            erasure.deleteWebhookDeliveries(conversationId);
            erasure.deleteFilePieces(conversationId);
            erasure.deleteFiles(conversationId);
            erasure.deleteTranscript(conversationId);
            erasure.eraseComments(conversationId);
            erasure.eraseTurns(conversationId);
            erasure.eraseJudgements(conversationId);
            erasure.eraseHandoffs(conversationId);
            erasure.deleteDrafts(conversationId);
            erasure.forgetCards(conversationId);
            erasure.forgetMirror(conversationId);
            erasure.closeHandoffs(conversationId, now);
            erasure.eraseConversation(conversationId, now);
        });
    }

    /** Empties what is older than the configuration says. */
    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void emptyOld() {
        if (retention.conversationDays() > 0) {
            Instant before = clock.instant().minus(Duration.ofDays(retention.conversationDays()));
            int emptied = 0;
            long last = 0;
            for (List<Long> old = erasure.listSilentSince(before, last); !old.isEmpty(); old = erasure
                    .listSilentSince(before, last)) {
                last = old.getLast();
                emptied += (int) old.stream().filter(this::isEmptied).count();
            }
            if (emptied > 0) {
                LOG.info("{} conversations were silent for {} days and are emptied", emptied,
                        retention.conversationDays());
            }
        }
        if (retention.recordDays() > 0) {
            Instant before = clock.instant().minus(Duration.ofDays(retention.recordDays()));
            eraseRecords(before);
            erasure.deleteOldUnreadable(before);
        }
    }

    /** A few at a time, so that nobody waits for them; and not again through all that have none any more. */
    private void eraseRecords(Instant before) {
        while (erasure.eraseRecords(recordsErased, before) > 0) {
            LOG.debug("decision records from before {} are being erased", before);
        }
        recordsErased = before.minus(SLOW);
    }

    /** One that can't be, just now, must not keep the others. */
    private boolean isEmptied(long conversationId) {
        try {
            empty(conversationId);
            return true;
        } catch (RuntimeException e) {
            LOG.error("conversation {} could not be emptied; it is tried again in an hour", conversationId, e);
            return false;
        }
    }
}
