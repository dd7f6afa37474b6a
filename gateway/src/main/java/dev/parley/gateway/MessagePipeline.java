package dev.parley.gateway;

import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.Finding;
import dev.parley.gateway.rules.Priority;
import dev.parley.gateway.rules.Reason;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.Verdict;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Hit;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a customer's message to a decision, one way: judge, retrieve, judge the draft, phrase. Reads nothing and stores
 * nothing of a conversation; thread-safe.
 *
 * <p>What throws becomes a handoff: the customer is never left silent.
 */
public final class MessagePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(MessagePipeline.class);

    private final RuleBook rules;
    private final Answerer answerer;
    private final Voice voice;
    private final BinaryOperator<String> languageOf;

    /**
     * All are shared and thread-safe.
     *
     * @param languageOf from a text and the language of its conversation to the text's language
     */
    public MessagePipeline(RuleBook rules, Answerer answerer, Voice voice, BinaryOperator<String> languageOf) {
        this.rules = rules;
        this.answerer = answerer;
        this.voice = voice;
        this.languageOf = languageOf;
    }

    /**
     * What to do about a message. Never throws.
     *
     * @param text as typed
     * @param language the conversation's, ISO 639-1
     * @param previous the question before it in the conversation, or null
     */
    public Decision decide(String text, String language, @Nullable String previous) {
        try {
            return switch (rules.judge(text)) {
                case Verdict.HandOff verdict -> handOff(verdict, false, List.of(), language);
                case Verdict.Proceed proceed -> act(answerer.find(text, language, previous), language);
            };
        } catch (RuntimeException e) {
            LOG.error("a message could not be decided; a person takes over", e);
            return systemError(language);
        }
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

    /** What to do about the pressed button "Talk to a person". */
    public Decision personWanted(String language) {
        return handOff(rules.wish(), false, List.of(), language);
    }

    /**
     * What to do about the article that a customer picked. Never throws.
     *
     * @param text the question that was unclear
     */
    public Decision picked(String text, ArticleKey article, String language) {
        try {
            return act(answerer.pick(text, article), language);
        } catch (RuntimeException e) {
            LOG.error("a choice could not be decided; a person takes over", e);
            return systemError(language);
        }
    }

    private Decision act(Finding finding, String language) {
        return switch (finding) {
            case Finding.SmallTalk talk -> new Decision.SmallTalk(courtesy(talk.kind(), language));
            case Finding.NotSure notSure -> new Decision.Handoff(Reason.NOT_SURE, null, categoryOf(notSure.hits()),
                    Priority.NORMAL, true, notSure.hits(), voice.notSure(language));
            case Finding.Unclear unclear ->
                new Decision.Clarify(unclear.options(), unclear.hits(), voice.clarify(language));
            case Finding.Found found -> judgeDraft(found, language);
        };
    }

    private Decision judgeDraft(Finding.Found found, String language) {
        for (Hit answer : found.answers()) {
            if (rules.judgeDraft(answer.passage().text()) instanceof Verdict.HandOff verdict) {
                return handOff(verdict, true, found.hits(), language);
            }
        }
        String written = found.answers().getFirst().passage().article().language();
        return new Decision.Answer(found.answers(), found.hits(),
                written.equals(language) ? null : voice.otherLanguage(language, written));
    }

    private Decision handOff(Verdict.HandOff verdict, boolean reachedRetrieval, List<Hit> hits, String language) {
        String words = switch (verdict.reason()) {
            case NO_TOUCH -> voice.noTouch(language);
            case CUSTOMER_REQUEST -> voice.customerRequest(language);
            case NOT_SURE -> voice.notSure(language);
            case SYSTEM_ERROR -> voice.systemError(language);
        };
        return new Decision.Handoff(verdict.reason(), verdict.rule(), verdict.category(), verdict.priority(),
                reachedRetrieval, hits, words);
    }

    private Decision systemError(String language) {
        return new Decision.Handoff(Reason.SYSTEM_ERROR, null, RuleBook.UNCATEGORISED, Priority.HIGH, false, List.of(),
                voice.systemError(language));
    }

    private String courtesy(Finding.Kind kind, String language) {
        return switch (kind) {
            case GREETING -> voice.greeting(language);
            case THANKS -> voice.thanks(language);
            case GOODBYE -> voice.goodbye(language);
            case ABOUT -> voice.about(language);
        };
    }

    private static String categoryOf(List<Hit> hits) {
        return hits.isEmpty() ? RuleBook.UNCATEGORISED : hits.getFirst().passage().category();
    }
}
