package dev.parley.gateway;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.Verdict;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Hit;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a customer's message to a decision, one way: judge, retrieve, object, phrase. Reads nothing and stores nothing of a
 * conversation; thread-safe. One policy holds for the whole of a decision.
 *
 * <p>What throws becomes a handoff: the customer is never left silent.
 */
public final class MessagePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(MessagePipeline.class);

    private final Policies policies;
    private final Answerer answerer;
    private final Objections objections;
    private final BinaryOperator<String> languageOf;
    private final LongSupplier generation;

    /**
     * All are shared and thread-safe.
     *
     * @param languageOf from a text and the language of its conversation to the text's language
     * @param generation of the articles that are searched
     */
    public MessagePipeline(Policies policies, Answerer answerer, Objections objections,
            BinaryOperator<String> languageOf, LongSupplier generation) {
        this.policies = policies;
        this.answerer = answerer;
        this.objections = objections;
        this.languageOf = languageOf;
        this.generation = generation;
    }

    /** What to do about a message. Never throws. */
    public Decided decide(Inquiry inquiry) {
        return decided(inquiry, (policy, trace) -> {
            Optional<Decision.Handoff> forbidden = judged(inquiry, inquiry.history().before(), policy, trace);
            if (forbidden.isPresent()) {
                return forbidden.get();
            }
            Optional<Verdict.HandOff> complaint = objections.complaint(inquiry, policy);
            if (complaint.isPresent()) {
                trace.why(complaint.get().why());
                return handOff(complaint.get(), List.of(), inquiry, policy, trace);
            }
            Finding found = trace.timed(Trace.SEARCH, () -> answerer.find(inquiry.text(), inquiry.language(),
                    inquiry.history().previousQuestion()));
            Finding finding = isVagueAgain(found, inquiry) ? new Finding.NotSure(List.of())
                    : agreesToSeveral(found, inquiry) ? Finding.SmallTalk.vague() : found;
            // What an approved article surely answers is answered, also when something to avoid is asked along with it.
            Optional<String> avoided = finding instanceof Finding.Found
                    ? Optional.empty()
                    : policy.voice().findAvoided(inquiry.text());
            return act(avoided.<Finding>map(Finding.SmallTalk::avoided).orElse(finding), inquiry, policy, trace);
        });
    }

    /** Who was asked what it is about, and did not say, talks to a person. */
    private static boolean isVagueAgain(Finding finding, Inquiry inquiry) {
        List<String> before = inquiry.history().before();
        return finding instanceof Finding.SmallTalk talk && talk.kind() == Finding.Kind.VAGUE && !before.isEmpty()
                && Answerer.isVague(before.getLast());
    }

    /** "Yes", to "do you mean one of these?". */
    private static boolean agreesToSeveral(Finding finding, Inquiry inquiry) {
        return !(finding instanceof Finding.Found) && inquiry.history().clarifications() > 0
                && Answerer.isYes(inquiry.text());
    }

    /** What to do about the pressed button "Talk to a person". */
    public Decided personWanted(Inquiry inquiry) {
        return decided(inquiry, (policy, trace) -> {
            trace.why("the customer pressed the button");
            return handOff(policy.rules().wish(), List.of(), inquiry, policy, trace);
        });
    }

    /** What to do about a file without a word: only people can read it. */
    public Decided fileSent(Inquiry inquiry) {
        return decided(inquiry, (policy, trace) -> {
            String why = "the customer sent a file, which only people read";
            trace.why(why);
            return handOff(new Verdict.HandOff(Reason.NOT_SURE, null, RuleBook.UNCATEGORISED, Priority.NORMAL, why),
                    List.of(), inquiry, policy, trace);
        });
    }

    /** What to do about a message that could not be handled. */
    public Decided broken(Inquiry inquiry) {
        return decided(inquiry, (policy, trace) -> systemError(inquiry, policy, trace, "it could not be handled"));
    }

    /** A topic that the bot must leave alone, in what somebody writes who has a person already. Never throws. */
    public Optional<Verdict.HandOff> noTouch(String message, String language) {
        try {
            return policies.current().rules().judge(message, List.of(), language).map(RuleBook.Match::verdict)
                    .filter(verdict -> verdict.reason() == Reason.NO_TOUCH);
        } catch (RuntimeException e) {
            LOG.error("a message to a person could not be judged", e);
            return Optional.empty();
        }
    }

    /** Nothing is to be done: a person has the conversation. */
    public Decided leaveToHuman(Inquiry inquiry) {
        return decided(inquiry, (policy, trace) -> {
            trace.why("a person has the conversation");
            return new Decision.LeaveToHuman();
        });
    }

    /** What to do about the article that a customer picked for the question that was unclear. Never throws. */
    public Decided picked(Inquiry inquiry, ArticleKey article) {
        return decided(inquiry, (policy, trace) -> {
            // The rules may be others than when the question was asked.
            Optional<Decision.Handoff> forbidden = judged(inquiry, List.of(), policy, trace);
            return forbidden.isPresent()
                    ? forbidden.get()
                    : act(trace.timed(Trace.SEARCH, () -> answerer.pick(inquiry.text(), article)), inquiry,
                            policy, trace);
        });
    }

    /** The language that a text is written in, or its conversation's when that can't be told. Never throws. */
    public String languageOf(String text, String current) {
        try {
            return languageOf.apply(text, current);
        } catch (RuntimeException e) {
            LOG.error("the language of a message could not be told; it stays {}", current, e);
            return current;
        }
    }

    /** @param before what the customer wrote just before it, oldest first */
    private static Optional<Decision.Handoff> judged(Inquiry inquiry, List<String> before, Policy policy, Trace trace) {
        Optional<RuleBook.Match> rule = trace.timed("rules",
                () -> policy.rules().judge(inquiry.text(), before, inquiry.language()));
        trace.tried(policy.rules().listTried(rule.orElse(null), inquiry.language()));
        return rule.map(match -> {
            trace.rule(match);
            return handOff(match.verdict(), List.of(), inquiry, policy, trace);
        });
    }

    private interface Steps {
        Decision decide(Policy policy, Trace trace);
    }

    private Decided decided(Inquiry inquiry, Steps steps) {
        Policy policy = policies.current();
        Trace trace = new Trace(inquiry, policy.version(), generation.getAsLong());
        Decision decision = orSystemError(() -> steps.decide(policy, trace), inquiry, policy, trace);
        return new Decided(decision, trace.record(decision.hits()));
    }

    private static Decision orSystemError(Supplier<Decision> work, Inquiry inquiry, Policy policy, Trace trace) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.error("a message could not be decided; a person takes over", e);
            return systemError(inquiry, policy, trace, "something broke: " + e.getClass().getSimpleName());
        }
    }

    private static Decision systemError(Inquiry inquiry, Policy policy, Trace trace, String why) {
        trace.why(why);
        return new Decision.Handoff(Reason.SYSTEM_ERROR, null, RuleBook.UNCATEGORISED, Priority.HIGH, false, List.of(),
                voice(policy, inquiry).handoff(Reason.SYSTEM_ERROR, inquiry.language()), trace.whyForPeople(),
                List.of());
    }

    private Decision act(Finding finding, Inquiry inquiry, Policy policy, Trace trace) {
        if (!finding.hits().isEmpty()) {
            trace.needed(answerer.needed(finding.hits().getFirst()));
        }
        Optional<Verdict.HandOff> objection = trace.timed("objections",
                () -> objections.find(finding, inquiry, policy));
        if (objection.isPresent()) {
            trace.why(objection.get().why());
            return handOff(objection.get(), finding.hits(), inquiry, policy, trace)
                    .withDraft(objections.draft(objection.get(), finding, inquiry, policy));
        }
        trace.why(finding.why());
        return trace.timed("phrasing", () -> phrase(finding, inquiry, policy, trace));
    }

    private static Decision phrase(Finding finding, Inquiry inquiry, Policy policy, Trace trace) {
        Voice voice = voice(policy, inquiry);
        return switch (finding) {
            case Finding.SmallTalk talk -> new Decision.SmallTalk(voice.courtesy(talk.kind(), inquiry.language()));
            case Finding.Unclear unclear ->
                new Decision.Clarify(unclear.options(), unclear.hits(), voice.clarify(inquiry.language()));
            case Finding.Found found -> new Decision.Answer(found.answers(), found.hits(),
                    voice.introduction(found.answers().getFirst(), inquiry.language()));
            case Finding.NotSure notSure -> handOff(new Verdict.HandOff(Reason.NOT_SURE, null,
                    Objections.categoryOf(notSure), Priority.NORMAL, finding.why()), notSure.hits(), inquiry, policy,
                    trace);
        };
    }

    private static Decision.Handoff handOff(Verdict.HandOff verdict, List<Hit> hits, Inquiry inquiry, Policy policy,
            Trace trace) {
        Priority priority = policy.rules().escalation().priorityFor(inquiry.customerId(), verdict.priority());
        return new Decision.Handoff(verdict.reason(), verdict.rule(), verdict.category(), priority,
                trace.hasSearched() && verdict.reason().isAfterRetrieval(), hits,
                voice(policy, inquiry).handoff(verdict.reason(), verdict.rule(), inquiry.language()),
                trace.whyForPeople(), List.of());
    }

    private static Voice voice(Policy policy, Inquiry inquiry) {
        return policy.voice().towards(inquiry.channel(), inquiry.customerName());
    }
}
