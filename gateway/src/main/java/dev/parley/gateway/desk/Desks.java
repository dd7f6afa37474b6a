package dev.parley.gateway.desk;

import dev.parley.connectors.desk.AgentDesk;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.desk.DraftCard;
import dev.parley.gateway.attachment.Attachments;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.OutboxDispatcher;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.drafts.Drafts;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.handoff.HandoffCare;
import dev.parley.gateway.handoff.Handoffs;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.routing.Agent;
import dev.parley.gateway.routing.DeskPlace;
import dev.parley.gateway.voice.MarkdownReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What agents do at their desks. Thread-safe. */
@Singleton
public final class Desks implements DeskHost {

    private static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND,
            ErrorCode.INVALID_REQUEST);
    private static final Duration SNOOZE = Duration.ofMinutes(30);

    private final List<AgentDesk> desks;
    private final Places places;
    private final Handoffs handoffs;
    private final HandoffCare care;
    private final ReplyChanges changes;
    private final Drafts drafts;
    private final KnownCategories categories;
    private final Commands commands;
    private final Conversations conversations;
    private final DeskRepository cards;
    private final AgentLinks links;
    private final OutboxDispatcher outbox;
    private final Transactions transactions;
    private final Policies policies;
    private final Clock clock;

    Desks(List<AgentDesk> desks, Places places, Handoffs handoffs, HandoffCare care, ReplyChanges changes,
            Drafts drafts, KnownCategories categories, Commands commands,
            Conversations conversations, DeskRepository cards, AgentLinks links, OutboxDispatcher outbox,
            Transactions transactions, Policies policies, Clock clock) {
        this.desks = desks;
        this.places = places;
        this.handoffs = handoffs;
        this.care = care;
        this.changes = changes;
        this.drafts = drafts;
        this.categories = categories;
        this.commands = commands;
        this.conversations = conversations;
        this.cards = cards;
        this.links = links;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.policies = policies;
    }

    /** All of them begin to receive. */
    public void start() {
        desks.forEach(desk -> desk.start(this));
    }

    /** None receives any more. */
    public void stop() {
        desks.forEach(AgentDesk::stop);
    }

    @Override
    public Optional<String> findAgent(String deskId, String userId) {
        return links.find(deskId, userId).map(Agent::name);
    }

    @Override
    public boolean isDestination(String deskId, String destination) {
        return policies.current().routing().isDestination(new DeskPlace(deskId, destination));
    }

    @Override
    public boolean isMirror(String deskId, String destination) {
        return policies.current().routing().findMirror()
                .filter(new DeskPlace(deskId, destination)::equals).isPresent();
    }

    @Override
    public boolean isInternal(String deskId, String destination) {
        return policies.current().routing().isInternal(new DeskPlace(deskId, destination));
    }

    /**
     * Where agents see a handoff.
     *
     * @param text in a sentence
     */
    public record Showing(boolean isWhereItBelongs, String text) {}

    /** Where agents see it now. Without another desk, on the page. */
    public Showing showing(Handoff handoff) {
        Optional<Places.Spot> spot = places.find(handoff.destination()).filter(each -> each.desk().isConfigured());
        if (spot.isEmpty()) {
            return new Showing(true, "on the page /admin/handoffs; no other desk is set up");
        }
        String desk = spot.get().desk().id();
        String place = spot.get().place();
        Optional<DeskCard> card = cards.findByHandoffId(handoff.key());
        if (card.isEmpty() || card.get().cardId() == null) {
            return new Showing(false, "desk " + desk + " has not shown it at " + place
                    + (card.isPresent() && card.get().attempts() > 1 ? ", and refused it" : "")
                    + ". See the log and ./parley channels check " + desk + ".");
        }
        return card.get().desk().equals(desk) && card.get().destination().equals(place)
                ? new Showing(true, "at desk " + desk + ", " + place)
                : new Showing(false, "at the fallback " + card.get().destination() + " instead of " + place
                        + ". Is the app a member there? See config/routing.yml: destinations.");
    }

    @Override
    public Optional<Long> findHandoff(String deskId, String destination, String cardId) {
        // Asked before, not after: a card that is stored between the two looks is then found.
        boolean isOpening = cards.countOpening(deskId, destination) > 0;
        Optional<Long> known = cards.findHandoff(deskId, destination, cardId)
                .or(() -> cards.findHandoffOfFormer(deskId, destination, cardId));
        if (known.isEmpty() && isOpening) {
            throw new IllegalStateException(
                    "a card is just being shown there; whether it is this one is not known yet");
        }
        return known;
    }

    @Override
    public void cardDeleted(String deskId, String destination, String cardId) {
        cards.updateDeleted(deskId, destination, cardId, clock.instant());
    }

    @Override
    public List<Place> listOpenCards(String deskId) {
        return cards.listOpen(deskId).stream()
                .map(card -> new Place(card.destination(), card.cardId() == null ? "" : card.cardId())).toList();
    }

    @Override
    public Answer claim(long handoffId, String agent) {
        return answer(() -> handoffs.claim(handoffId, agent));
    }

    @Override
    public Answer reply(long handoffId, String agent, Written written) {
        return answer(() -> transactions.call(() -> {
            Handoff before = handoffs.get(handoffId);
            long lastSeq = conversations.getLocked(before.conversationId()).lastSeq();
            if (cards.insertReplyIfAbsent(written.origin(), handoffId) == 0) {
                return before;
            }
            Handoff after = handoffs.reply(handoffId, agent, written.text(), written.files(),
                    Attachments.DESK + written.deskId());
            cards.updateReply(written.origin(), before.conversationId(), lastSeq + 1,
                    conversations.get(before.conversationId()).lastSeq());
            return after;
        }));
    }

    @Override
    public void setAside(long handoffId, String origin) {
        transactions.run(() -> {
            if (cards.insertReplyIfAbsent(origin, handoffId) == 1) {
                cards.updateTold(origin);
            }
        });
    }

    @Override
    public Answer send(long handoffId, String agent, String text, String origin) {
        return text.isBlank()
                ? new Answer.Refused("There was nothing to send.")
                : answer(() -> {
                    if (sendOnce(handoffId, agent, text, origin)) {
                        drafts.sent(handoffs.get(handoffId), text, agent);
                    }
                });
    }

    private boolean sendOnce(long handoffId, String agent, String text, String origin) {
        return transactions.call(() -> {
            long before = conversations.getLocked(handoffs.get(handoffId).conversationId()).lastSeq();
            boolean isFirst = cards.insertReplyIfAbsent(origin, handoffId) == 1;
            if (isFirst) {
                Handoff after = handoffs.reply(handoffId, agent, text);
                cards.updateReply(origin, after.conversationId(), before + 1,
                        conversations.get(after.conversationId()).lastSeq());
            }
            return isFirst;
        });
    }

    @Override
    public Answer resolve(long handoffId, String agent, Resolution resolution) {
        Handoff.Solution solution = switch (resolution.outcome()) {
            case "not_solved" -> Handoff.Solution.NOT_SOLVED;
            case "spam" -> Handoff.Solution.SPAM;
            default -> Handoff.Solution.SOLVED;
        };
        return answer(() -> {
            Handoff resolved = handoffs.resolve(handoffId, agent, solution, resolution.category());
            if (resolution.article() && drafts.draft(resolved).isEmpty()) {
                throw new ParleyException(ErrorCode.CONFLICT,
                        "It is resolved. There is no draft, because nothing was asked or answered.");
            }
        });
    }

    @Override
    public Filing filing(long handoffId) {
        String current = handoffs.get(handoffId).category();
        return new Filing(current, categories.listWith(current));
    }

    @Override
    public Answer assign(String deskId, long handoffId, String agent, Assignee to) {
        return mayAssign(handoffId, agent)
                ? answer(() -> {
                    switch (to) {
                        case Assignee.Team team -> care.assign(handoffId, team.name(), agent);
                        case Assignee.Colleague colleague -> {
                            if (!links.listNames(deskId).contains(colleague.name())) {
                                throw new ParleyException(ErrorCode.INVALID_REQUEST,
                                        colleague.name() + " is no agent any more.");
                            }
                            care.give(handoffId, colleague.name(), agent);
                        }
                    }
                })
                : new Answer.Refused("Only leads, and who has a handoff, assign it (roles in config/routing.yml).");
    }

    @Override
    public boolean mayAssign(long handoffId, String agent) {
        return mayLead(agent) || agent.equals(handoffs.get(handoffId).agentName());
    }

    @Override
    public List<Assignee> listAssignees(String deskId) {
        return Stream.<Assignee>concat(policies.current().routing().teamNames().stream().map(Assignee.Team::new),
                links.listNames(deskId).stream().map(Assignee.Colleague::new)).toList();
    }

    @Override
    public boolean isKnown(String origin) {
        return cards.countOrigins(origin) > 0;
    }

    @Override
    public String mentionOfLeads(String deskId) {
        return links.leadsAt(deskId);
    }

    private boolean mayLead(String agent) {
        return isAtLeast(agent, Agent.Role.LEAD);
    }

    private boolean isAtLeast(String agent, Agent.Role role) {
        return policies.current().routing().findAgent(agent).filter(known -> known.isAtLeast(role)).isPresent();
    }

    @Override
    public Answer snooze(long handoffId, String agent) {
        return answer(() -> care.snooze(handoffId, agent, SNOOZE));
    }

    @Override
    public Optional<Suggestion> suggest(long handoffId) {
        return drafts.suggest(handoffs.get(handoffId))
                .map(hit -> new Suggestion(MarkdownReader.plain(hit.passage().text()),
                        hit.passage().title(), hit.confidence()));
    }

    @Override
    public Optional<DraftCard> findDraft(long draftId) {
        return drafts.find(draftId).map(Cards::of);
    }

    @Override
    public Answer publishDraft(long draftId, String agent) {
        return isAtLeast(agent, Agent.Role.OWNER)
                ? answer(() -> drafts.publish(draftId, agent))
                : new Answer.Refused("Only owners publish articles (roles in config/routing.yml).");
    }

    @Override
    public Answer editDraft(long draftId, String title, String body) {
        return answer(() -> drafts.edit(draftId, title, body));
    }

    @Override
    public Answer separateDraft(long draftId) {
        return answer(() -> drafts.separate(draftId));
    }

    @Override
    public Answer dismissDraft(long draftId, String agent) {
        return answer(() -> drafts.dismiss(draftId, agent));
    }

    @Override
    public String command(String deskId, String userId, String text) {
        return links.find(deskId, userId).map(agent -> links.run(deskId, agent, text)
                .orElseGet(() -> commands.run(agent, text)))
                .orElse("Parley does not know you as an agent. Ask for a line in config/routing.yml: agents:"
                        + " - {name: the name that customers see, " + deskId + ": " + userId + "}");
    }

    @Override
    public Answer correct(long handoffId, String agent, String origin, String change, String text) {
        return answer(() -> changes.correct(handoffId, agent, origin, change, text));
    }

    @Override
    public Answer withdraw(long handoffId, String agent, String origin) {
        return answer(() -> changes.withdraw(handoffId, agent, origin));
    }

    @Override
    public Answer sendAgain(String origin) {
        return answer(() -> {
            DeskRepository.Reply reply = cards.findReply(origin).orElseThrow(
                    () -> new ParleyException(ErrorCode.NOT_FOUND, "What was written there is no longer known."));
            transactions.run(() -> {
                if (outbox.sendAgain(reply.conversationId(), reply.firstSeq(), reply.lastSeq()) == 0) {
                    throw new ParleyException(ErrorCode.CONFLICT, "It was sent again already.");
                }
                cards.updateUntold(origin);
            });
            outbox.wake(reply.conversationId());
        });
    }

    @Override
    public Answer askToLink(String deskId, String userId, String name) {
        return answer(() -> transactions.run(() -> links.ask(deskId, userId, name)));
    }

    @Override
    public Answer decideLink(String deskId, String userId, String lead, boolean isApproved) {
        return mayLead(lead)
                ? answer(() -> links.decide(deskId, userId, lead, isApproved))
                : new Answer.Refused("Only leads decide who is an agent (roles in config/routing.yml).");
    }

    @Override
    public Answer giveBack(long handoffId, String agent) {
        return answer(() -> handoffs.giveBack(handoffId, agent));
    }

    private static Answer answer(Runnable change) {
        try {
            change.run();
            return new Answer.Done();
        } catch (ParleyException e) {
            if (REFUSALS.contains(e.code())) {
                return new Answer.Refused(e.message());
            }
            throw e;
        }
    }
}
