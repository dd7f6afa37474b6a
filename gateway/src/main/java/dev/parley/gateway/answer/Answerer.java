package dev.parley.gateway.answer;

import dev.parley.kb.ArticleKey;
import dev.parley.kb.Calibration;
import dev.parley.kb.Hit;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.Passage;
import dev.parley.kb.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks a question up and says whether the best passage is sure enough to be sent. Thread-safe.
 *
 * <p>A passage that is not, to the letter, in the revision approved at this moment is never found: then nothing is sure.
 */
public final class Answerer {

    /** As many as an agent reads on a handoff. */
    private static final int HITS = 3;
    /** An option that a customer picked is looked for this far down. */
    private static final int PICKED_WITHIN = 50;
    /** A follow-up of fewer words hardly says what it is about. */
    private static final int WHOLE_QUESTION = 5;

    private final KnowledgeBase knowledgeBase;
    private final ApprovedArticles approved;
    private final Sureness sureness;
    private final String defaultLanguage;

    /** @param defaultLanguage searched too when a customer's own language has no sure answer */
    public Answerer(KnowledgeBase knowledgeBase, ApprovedArticles approved, Sureness sureness,
            String defaultLanguage) {
        this.knowledgeBase = knowledgeBase;
        this.approved = approved;
        this.sureness = sureness;
        this.defaultLanguage = defaultLanguage;
    }

    /**
     * @param message as the customer typed it
     * @param language whose articles are searched first, ISO 639-1
     * @param previous the question before it in the conversation, or null
     */
    public Finding find(String message, String language, @Nullable String previous) {
        Optional<Finding.Kind> courtesy = SmallTalk.of(message);
        if (courtesy.isPresent()) {
            return Finding.SmallTalk.courtesy(courtesy.get());
        }
        String question = asked(message, previous);
        if (!question.equals(message)) {
            // "And how do I return shoes?" begins like a follow-up, and says all by itself.
            Finding alone = countWords(message) >= WHOLE_QUESTION && !FollowUp.isIncomplete(message)
                    ? findOne(message, language)
                    : new Finding.NotSure(List.of());
            return alone instanceof Finding.Found ? alone
                    : orElsewhere(findOne(question, language), question, language);
        }
        if (previous != null && FollowUp.isIncomplete(message) && countWords(message) <= WHOLE_QUESTION) {
            // "How much is it?" may be surely answered alone, and then of something else.
            Optional<Finding.Found> together = findTogether(previous, message, language);
            if (together.isPresent()) {
                return together.get();
            }
        }
        Finding alone = orElsewhere(findEach(message, language), message, language);
        if (alone instanceof Finding.Found || previous == null || !FollowUp.mayBe(message)) {
            return alone instanceof Finding.NotSure && Vague.is(message) ? Finding.SmallTalk.vague() : alone;
        }
        // "How much does that cost?" says nothing alone: what it is about was said before.
        return findTogether(previous, message, language).<Finding>map(found -> found).orElse(alone);
    }

    /**
     * What answers a message that leaves out what was said before it. Nothing, when what is found answers the question before
     * and has neither a word of the message nor the price or time that it asks for: then that question alone was understood.
     */
    private Optional<Finding.Found> findTogether(String before, String message, String language) {
        if (!(findOne(before + "\n" + message, language) instanceof Finding.Found found)) {
            return Optional.empty();
        }
        Passage passage = found.answers().getFirst().passage();
        boolean isOther = findOne(before, language).hits().stream().limit(1)
                .noneMatch(hit -> hit.passage().equals(passage));
        return isOther || FollowUp.isNamedIn(passage.text(), message) || FollowUp.isGivenIn(passage.text(), message)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** What the default language has, when the customer's own has no sure answer. */
    private Finding orElsewhere(Finding own, String message, String language) {
        if (!(own instanceof Finding.NotSure) || language.equals(defaultLanguage)) {
            return own;
        }
        Finding elsewhere = findOne(message, defaultLanguage);
        return elsewhere instanceof Finding.Found ? elsewhere : own;
    }

    /** What the knowledge base is asked: a follow-up says nothing without the question before it. */
    public static String asked(String message, @Nullable String previous) {
        return previous != null && FollowUp.is(message) ? previous + "\n" + message : message;
    }

    /** What the next message may be about, after this one. */
    public static String topic(String message, @Nullable String previous) {
        return previous != null && FollowUp.isIncomplete(message) ? previous + "\n" + message
                : asked(message, previous);
    }

    /** Whether it says yes and nothing else: of several things that were offered it does not say which. */
    public static boolean isYes(String message) {
        return SmallTalk.isYes(message);
    }

    /** Whether it says that something is the matter, and not what. */
    public static boolean isVague(String message) {
        return Vague.is(message);
    }

    /** Whether it says that the answer before was of no use, and nothing else. */
    public static boolean isComplaint(String message) {
        return Dissatisfied.is(message);
    }

    /** Whether a follow-up names or asks for something that the messages before it did not name, and a passage says. */
    public static boolean asksForMore(String message, List<String> before, Passage passage) {
        return (FollowUp.is(message) || FollowUp.mayBe(message))
                && (FollowUp.isNamedIn(passage.text(), message, String.join("\n", before))
                        || FollowUp.isGivenIn(passage.text(), message));
    }

    /** The confidence that this hit would need to be answered with. */
    public double needed(Hit hit) {
        return sureness.needed(hit, knowledgeBase.calibration());
    }

    /** The best passage of an article that the customer picked, for the question that was unclear. */
    public Finding pick(String message, ArticleKey article) {
        List<Hit> hits = search(message, article.language(), PICKED_WITHIN).stream()
                .filter(hit -> hit.passage().article().equals(article)).toList();
        return hits.isEmpty() || !isApproved(hits.getFirst())
                ? new Finding.NotSure(hits)
                : new Finding.Found(hits, hits);
    }

    /** A message that holds several questions gets an answer to each, or is taken as one. */
    private Finding findEach(String message, String language) {
        List<String> parts = Parts.of(message);
        if (parts.size() > 1 && knowledgeBase.isJudged(new Question(message, language))) {
            return findOne(message, language);
        }
        List<Hit> answers = new ArrayList<>();
        boolean isComplete = !parts.isEmpty();
        String before = null;
        for (String part : parts) {
            Finding finding = findOne(part, language);
            if (!(finding instanceof Finding.Found) && before != null && FollowUp.isIncomplete(part)) {
                // "How do I join the club? And is it free?"
                finding = findTogether(before, part, language).<Finding>map(found -> found).orElse(finding);
            }
            before = topic(part, before);
            if (finding instanceof Finding.Found found) {
                Hit best = found.answers().getFirst();
                if (answers.stream().noneMatch(answer -> isSameArticle(answer, best))) {
                    answers.add(best);
                }
            } else {
                isComplete = false;
            }
        }
        if (isComplete) {
            return new Finding.Found(answers, answers);
        }
        Finding whole = findOne(message, language);
        boolean isHalf = Parts.areQuestions(parts) && whole instanceof Finding.Found found
                && answers.stream().anyMatch(answer -> isSameArticle(answer, found.answers().getFirst()));
        // An answer to one of the questions alone would pass over the other.
        return isHalf ? new Finding.NotSure(whole.hits()) : whole;
    }

    private static int countWords(String message) {
        return message.strip().split("\\s+").length;
    }

    private static boolean isSameArticle(Hit one, Hit other) {
        return one.passage().article().equals(other.passage().article());
    }

    private Finding findOne(String message, String language) {
        Calibration calibration = knowledgeBase.calibration();
        List<Hit> hits = search(message, language, HITS);
        if (hits.isEmpty()) {
            return new Finding.NotSure(hits);
        }
        Hit best = hits.getFirst();
        if (sureness.isEnough(best, calibration) && !sureness.isTied(hits)) {
            return isApproved(best) ? new Finding.Found(List.of(best), hits) : new Finding.NotSure(hits);
        }
        List<Hit> options = sureness.listOptions(hits.stream().filter(this::isApproved).toList(), calibration);
        return options.isEmpty() ? new Finding.NotSure(hits) : new Finding.Unclear(options, hits);
    }

    private List<Hit> search(String message, String language, int limit) {
        Question whole = new Question(message, language);
        // What was ruled of a message is ruled of it as it was written.
        return knowledgeBase.search(knowledgeBase.isJudged(whole)
                ? whole
                : new Question(SmallTalk.withoutGreeting(message), language), limit);
    }

    private boolean isApproved(Hit hit) {
        return approved.findApproved(hit.passage().article()).filter(hit.passage()::isVerbatimIn).isPresent();
    }
}
