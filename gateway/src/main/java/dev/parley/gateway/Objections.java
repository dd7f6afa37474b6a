package dev.parley.gateway;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.rollout.Rollout;
import dev.parley.gateway.rules.Escalation;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.Verdict;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What speaks against sending what was found, in the order in which reasons are given: a no-touch topic after all, a pause,
 * the rollout, words that call for a person, the customer's mood, failures before. Thread-safe.
 */
public final class Objections {

    /** So many times as often as the same question a passage may answer several. */
    private static final int ALTOGETHER = 2;

    private final BiFunction<String, String, Optional<String>> pauseOf;

    /** @param pauseOf from channel and category to why somebody paused answers there, if anybody did */
    public Objections(BiFunction<String, String, Optional<String>> pauseOf) {
        this.pauseOf = pauseOf;
    }

    /** The first objection; a courtesy is only kept from where the bot is off. */
    Optional<Verdict.HandOff> find(Finding finding, Inquiry inquiry, Policy policy) {
        if (finding instanceof Finding.SmallTalk talk) {
            // Who is upset, or says words that call for a person, is not put off because of what they talk about beside it.
            if (talk.kind() != Finding.Kind.AVOIDED) {
                // It is of no category: whom the bot may answer anything, it may greet.
                return policy.rollout().isLiveAnywhere(inquiry.channel(), inquiry.customerId())
                        ? Optional.empty()
                        : rollout(finding, inquiry, policy);
            }
            return rollout(finding, inquiry, policy).or(() -> policy.rules().findKeyword(inquiry.text()))
                    .or(() -> mood(finding, inquiry, policy));
        }
        return Stream.<Supplier<Optional<Verdict.HandOff>>>of(() -> noTouch(finding, inquiry, policy),
                () -> pause(inquiry.channel(), categoriesOf(finding)), () -> rollout(finding, inquiry, policy),
                () -> policy.rules().findKeyword(inquiry.text()), () -> mood(finding, inquiry, policy),
                () -> failures(finding, inquiry, policy)).flatMap(objection -> objection.get().stream()).findFirst();
    }

    /** Who says of the answer before that it was of no use gets a person as by 👎. */
    Optional<Verdict.HandOff> complaint(Inquiry inquiry, Policy policy) {
        Escalation escalation = policy.rules().escalation();
        return escalation.unhelpfulAnswers() > 0 && !inquiry.history().answered().isEmpty()
                && Answerer.isComplaint(inquiry.text())
                        ? Optional.of(new Verdict.HandOff(Reason.REPEATED_FAILURE, null, RuleBook.UNCATEGORISED,
                                escalation.failed(), "the customer says that the answer did not help"))
                        : Optional.empty();
    }

    /** Looked at again just before an answer is stored. */
    Optional<Verdict.HandOff> pause(String channel, List<String> categories) {
        return categories.stream().flatMap(category -> pauseOf.apply(channel, category)
                .map(why -> new Verdict.HandOff(Reason.POLICY_PAUSE, null, category, Priority.NORMAL,
                        "answers are paused: " + why))
                .stream()).findFirst();
    }

    /** In shadow mode, what would have been sent. */
    List<Hit> draft(Verdict.HandOff objection, Finding finding, Inquiry inquiry, Policy policy) {
        return objection.reason() == Reason.ROLLOUT && finding instanceof Finding.Found found
                && strictest(finding, inquiry, policy).mode == Rollout.Mode.SHADOW
                        ? found.answers()
                        : List.of();
    }

    static String categoryOf(Finding finding) {
        return finding.hits().isEmpty() ? RuleBook.UNCATEGORISED : finding.hits().getFirst().passage().category();
    }

    /** A message with several questions may be answered from several categories: what holds for one holds for all. */
    static List<String> categoriesOf(Finding finding) {
        return finding instanceof Finding.Found found ? categoriesOf(found.answers()) : List.of(categoryOf(finding));
    }

    static List<String> categoriesOf(List<Hit> answers) {
        return answers.stream().map(hit -> hit.passage().category()).distinct().toList();
    }

    private static Optional<Verdict.HandOff> noTouch(Finding finding, Inquiry inquiry, Policy policy) {
        Optional<Verdict.HandOff> byCategory = categoriesOf(finding).stream().flatMap(
                category -> policy.rules().judgeCategory(inquiry.text(), category, inquiry.language()).stream())
                .findFirst();
        List<Hit> drafts = finding instanceof Finding.Found found ? found.answers() : List.of();
        return byCategory.or(() -> drafts.stream().flatMap(
                hit -> policy.rules().judgeDraft(hit.passage().text(), hit.passage().article().language()).stream())
                .findFirst());
    }

    private static Optional<Verdict.HandOff> rollout(Finding finding, Inquiry inquiry, Policy policy) {
        Stage stage = strictest(finding, inquiry, policy);
        return stage.mode == Rollout.Mode.LIVE
                ? Optional.empty()
                : Optional.of(new Verdict.HandOff(Reason.ROLLOUT, null, stage.category, Priority.NORMAL,
                        stage.mode == Rollout.Mode.SHADOW
                                ? "the bot only drafts here"
                                : "the bot does not answer here, or not this customer"));
    }

    private record Stage(Rollout.Mode mode, String category) {}

    private static Stage strictest(Finding finding, Inquiry inquiry, Policy policy) {
        return categoriesOf(finding).stream()
                .map(category -> new Stage(
                        policy.rollout().modeFor(inquiry.channel(), category, inquiry.customerId()), category))
                .min(Comparator.comparing(Stage::mode)).orElseThrow();
    }

    private static Optional<Verdict.HandOff> mood(Finding finding, Inquiry inquiry, Policy policy) {
        return policy.rules().isUpset(inquiry.text(), inquiry.language())
                ? Optional.of(new Verdict.HandOff(Reason.SENTIMENT, null, categoryOf(finding),
                        policy.rules().escalation().upset(), "the customer sounds upset"))
                : Optional.empty();
    }

    private static Optional<Verdict.HandOff> failures(Finding finding, Inquiry inquiry, Policy policy) {
        Escalation escalation = policy.rules().escalation();
        return switch (finding) {
            case Finding.Found found when isRepeated(found, inquiry, escalation.sameAnswer()) ->
                failed(finding, escalation, "the same answer was given before");
            case Finding.Unclear unclear when escalation.clarifications() > 0
                    && inquiry.history().clarifications() >= escalation.clarifications() ->
                failed(finding, escalation, "the bot has asked back too often");
            case Finding.Unclear unclear when escalation.highValue().contains(inquiry.customerId()) ->
                Optional.of(new Verdict.HandOff(Reason.NOT_SURE, null, categoryOf(finding), escalation.valued(),
                        "this customer is not asked back"));
            default -> Optional.empty();
        };
    }

    private static boolean isRepeated(Finding.Found found, Inquiry inquiry, int limit) {
        Passage passage = found.answers().getFirst().passage();
        String given = Inquiry.History.answer(passage.article().id(), passage.start());
        int times = inquiry.history().answered().getOrDefault(given, 0);
        // "And sofas?" is another question, though one passage answers both; but not for ever.
        return limit > 0 && times >= limit && (times >= ALTOGETHER * limit
                || !Answerer.asksForMore(inquiry.text(), asked(inquiry.history()), passage));
    }

    private static List<String> asked(Inquiry.History history) {
        return Stream.concat(history.before().stream(), Stream.ofNullable(history.previousQuestion())).toList();
    }

    private static Optional<Verdict.HandOff> failed(Finding finding, Escalation escalation, String why) {
        return Optional.of(new Verdict.HandOff(Reason.REPEATED_FAILURE, null, categoryOf(finding), escalation.failed(),
                why));
    }
}
