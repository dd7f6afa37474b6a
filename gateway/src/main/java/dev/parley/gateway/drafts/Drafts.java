package dev.parley.gateway.drafts;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Conversations;
import dev.parley.gateway.conversation.JudgedLine;
import dev.parley.gateway.conversation.Transactions;
import dev.parley.gateway.handoff.Handoff;
import dev.parley.gateway.knowledge.Judgements;
import dev.parley.gateway.knowledge.Knowledge;
import dev.parley.gateway.metrics.Agreement;
import dev.parley.gateway.metrics.TurnOutcome;
import dev.parley.gateway.metrics.TurnRepository;
import dev.parley.gateway.voice.MarkdownReader;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Hit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes drafts of what agents answered, and articles of drafts. What is published is live at once, by the rules of the
 * knowledge base; then the question is asked again, and only if it is answered now the gap is closed. Thread-safe.
 */
@Singleton
public class Drafts {

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final int LONGEST_TITLE = 150;
    /** Less than this is not called near: it would only mislead. Chosen, not measured. */
    private static final double NEAR = 0.3;
    /** What is left of a line that its agent took back (Corrections.withdraw). */
    private static final String WITHDRAWN = "…";

    private final DraftRepository drafts;
    private final Conversations conversations;
    private final TurnRepository turns;
    private final Knowledge knowledge;
    private final Judgements judgements;
    private final Asking asking;
    private final Transactions transactions;
    private final Clock clock;

    Drafts(DraftRepository drafts, Conversations conversations, TurnRepository turns, Knowledge knowledge,
            Judgements judgements, Asking asking, Transactions transactions, Clock clock) {
        this.drafts = drafts;
        this.conversations = conversations;
        this.turns = turns;
        this.knowledge = knowledge;
        this.judgements = judgements;
        this.asking = asking;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Drafts an article of what the agent answered; once for a handoff.
     *
     * @return empty when nobody asked or answered anything
     */
    public Optional<ArticleDraft> draft(Handoff handoff) {
        // Locked: of whoever is forgotten meanwhile no draft is stored afterwards.
        return transactions.call(() -> drafts.findByHandoffId(handoff.key())
                .or(() -> drafted(handoff, conversations.getLocked(handoff.conversationId()))));
    }

    private Optional<ArticleDraft> drafted(Handoff handoff, Conversation conversation) {
        List<JudgedLine> lines = conversations.listLinesAfter(conversation.key(), 0);
        TurnOutcome turn = turns.findById(handoff.turnId()).orElseThrow();
        String question = mask(questionOf(turn, lines), conversation, handoff);
        List<DraftRepository.Said> said = drafts.listSaid(conversation.key());
        String body = mask(lines.stream()
                .filter(line -> line.seq() > turn.seq() && line.type() == ConversationEvent.Type.AGENT)
                .map(line -> wordsOf(line, said)).filter(text -> !text.isBlank() && !text.equals(WITHDRAWN))
                .collect(Collectors.joining("\n\n")),
                conversation, handoff);
        if (question.isBlank() || body.isBlank()) {
            return Optional.empty();
        }
        Optional<Hit> nearest = asking.look(question, conversation.language()).stream().findFirst()
                .filter(hit -> hit.confidence() >= NEAR);
        Optional<Article> own = nearest.map(hit -> hit.passage().article())
                .filter(key -> key.language().equals(conversation.language())).flatMap(knowledge::findOwn);
        String title = titleOf(question);
        ArticleDraft draft = drafts.save(new ArticleDraft(null, handoff.key(), turn.key(), ArticleDraft.State.OPEN,
                own.map(article -> article.key().id()).orElse(newId(handoff.key())), conversation.language(),
                own.map(Article::category).orElse(handoff.category()), question,
                own.map(Article::title).orElse(title),
                own.map(article -> article.body() + "\n\n" + body).orElse(body),
                nearest.map(hit -> hit.passage().title()).orElse(null), own.isPresent(), clock.instant(), null, null, 1,
                0, null));
        LOG.info("draft {} of handoff {} is for article {}", draft.id(), handoff.key(), draft.articleId());
        return Optional.of(draft);
    }

    /** As the agent put it in the end: not what they corrected, nor that they did. */
    private static String wordsOf(JudgedLine line, List<DraftRepository.Said> said) {
        Optional<DraftRepository.Said> own = said.stream()
                .filter(each -> line.seq() >= each.firstSeq() && line.seq() <= each.lastSeq()).findFirst();
        if (own.filter(DraftRepository.Said::isSuperseded).isPresent()) {
            return "";
        }
        return own.filter(each -> each.isCorrection() && each.firstSeq() == line.seq()).isPresent()
                ? line.text().substring(line.text().indexOf('\n') + 1)
                : line.text();
    }

    /**
     * The message that led to the handoff; where that was a mere wish for a person, what was asked before it or, if nothing,
     * after.
     */
    private String questionOf(TurnOutcome turn, List<JudgedLine> lines) {
        if (turn.reachedRetrieval()) {
            return turn.text();
        }
        return turns.findLastRetrieved(turn.conversationId()).map(TurnOutcome::text).or(() -> lines.stream()
                .filter(line -> line.seq() > turn.seq() && line.type() == ConversationEvent.Type.CUSTOMER)
                // A file is no question.
                .map(JudgedLine::text).filter(text -> !text.isBlank()).findFirst()).orElse(turn.text());
    }

    private static String mask(String text, Conversation conversation, Handoff handoff) {
        return Masking.mask(text, conversation.customerName(), handoff.agentName()).strip();
    }

    private static String newId(long handoffId) {
        return "desk-" + handoffId;
    }

    private static String titleOf(String question) {
        String title = question.lines().findFirst().orElse(question);
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }

    /** The best that the knowledge base has for a handoff's question by now, sure enough or not. */
    public Optional<Hit> suggest(Handoff handoff) {
        return suggest(handoff, turns.findById(handoff.turnId()).orElseThrow());
    }

    private Optional<Hit> suggest(Handoff handoff, TurnOutcome turn) {
        Conversation conversation = conversations.get(handoff.conversationId());
        String question = questionOf(turn, conversations.listLinesAfter(conversation.key(), 0));
        return asking.look(question, conversation.language()).stream().findFirst();
    }

    /**
     * An agent sent the customer this. If it is the suggestion, or most of it, its article answers the question: that is
     * learned from.
     */
    public void sent(Handoff handoff, String text, String agent) {
        TurnOutcome turn = turns.findById(handoff.turnId()).orElseThrow();
        if (turn.reachedRetrieval()) {
            suggest(handoff, turn)
                    .filter(hit -> Agreement.of(MarkdownReader.plain(hit.passage().text()), text) >= Agreement.MOST)
                    .ifPresent(hit -> judge(turn, hit.passage().article().id(), agent));
        }
    }

    /** The customer has the answer, whatever comes of this. */
    private void judge(TurnOutcome turn, String articleId, String agent) {
        try {
            judgements.judge(turn.key(), articleId, agent);
        } catch (ParleyException e) {
            LOG.info("not learned from: {}", e.getMessage());
        }
    }

    /** Empty when there is none. */
    public Optional<ArticleDraft> find(long id) {
        return drafts.findById(id);
    }

    /** The newest first, at most 200. */
    public List<ArticleDraft> listNewestFirst() {
        return drafts.listNewestFirst();
    }

    /** What desks do not show as it is now. */
    public List<ArticleDraft> listBehind() {
        return drafts.listBehind();
    }

    /** A desk shows it like this. */
    public void shown(ArticleDraft draft, String shownId) {
        drafts.updateShown(draft.key(), draft.version(), shownId);
    }

    /**
     * Other words, also of one that was published and does not answer its question. CONFLICT when it was decided otherwise,
     * INVALID_REQUEST when they can't be an article's.
     */
    public ArticleDraft edit(long id, String title, String body) {
        return transactions.call(() -> {
            ArticleDraft changed = unfinished(id).worded(title.strip(), body.strip());
            articleOf(changed);
            drafts.update(changed);
            return changed;
        });
    }

    /** It becomes an article of its own, instead of changing the nearest. CONFLICT when it was decided, or is one already. */
    public ArticleDraft separate(long id) {
        return transactions.call(() -> {
            ArticleDraft draft = open(id);
            if (!draft.edits()) {
                throw new ParleyException(ErrorCode.CONFLICT, "It is an article of its own already.");
            }
            String before = knowledge.findOwn(new ArticleKey(draft.articleId(), draft.language()))
                    .map(article -> article.body() + "\n\n").orElse("");
            ArticleDraft separate = draft.separate(newId(draft.handoffId()), titleOf(draft.question()),
                    draft.body().startsWith(before) ? draft.body().substring(before.length()) : draft.body());
            drafts.update(separate);
            return separate;
        });
    }

    /** There will be no article. CONFLICT when it was decided. */
    public ArticleDraft dismiss(long id, String by) {
        return transactions.call(() -> {
            ArticleDraft dismissed = open(id).decided(ArticleDraft.State.DISMISSED, by, clock.instant());
            drafts.update(dismissed);
            return dismissed;
        });
    }

    /**
     * It becomes an article, and its question is asked again.
     *
     * <p>Published before it is noted: after a crash in between it is published once more, with the same words.
     *
     * @throws ParleyException CONFLICT when it was decided, or the folder owns the article by now
     */
    public ArticleDraft publish(long id, String by) {
        ArticleDraft draft = transactions.call(() -> unfinished(id));
        knowledge.publish(articleOf(draft));
        // As the customer asked it: without the masks that the article's own question has.
        String asked = turns.findById(draft.turnId()).filter(TurnOutcome::reachedRetrieval).map(TurnOutcome::text)
                .filter(text -> !text.isBlank()).orElse(draft.question());
        boolean isAnswered = asking.answeredBy(asked, draft.language()).filter(draft.articleId()::equals).isPresent();
        return transactions.call(() -> {
            ArticleDraft published = unfinished(id).decided(
                    isAnswered ? ArticleDraft.State.ANSWERED : ArticleDraft.State.PUBLISHED, by, clock.instant());
            drafts.update(published);
            return published;
        });
    }

    private ArticleDraft open(long id) {
        return in(id, Set.of(ArticleDraft.State.OPEN));
    }

    /** What was published and does not answer its question may be reworded, and published again. */
    private ArticleDraft unfinished(long id) {
        return in(id, Set.of(ArticleDraft.State.OPEN, ArticleDraft.State.PUBLISHED));
    }

    private ArticleDraft in(long id, Set<ArticleDraft.State> states) {
        ArticleDraft draft = drafts.lock(id)
                .orElseThrow(() -> new ParleyException(ErrorCode.NOT_FOUND, "There is no draft " + id + "."));
        if (!states.contains(draft.state())) {
            throw new ParleyException(ErrorCode.CONFLICT, "This draft was decided already"
                    + (draft.decidedBy() == null ? "." : " by " + draft.decidedBy() + "."));
        }
        return draft;
    }

    private Article articleOf(ArticleDraft draft) {
        Optional<Article> before = knowledge.findOwn(new ArticleKey(draft.articleId(), draft.language()));
        List<String> questions = new ArrayList<>(before.map(Article::questions).orElse(List.of()));
        if (!questions.contains(draft.question())) {
            questions.add(draft.question());
        }
        try {
            return new Article(new ArticleKey(draft.articleId(), draft.language()), draft.title(), draft.category(),
                    questions, draft.body(), before.map(Article::url).orElse(null),
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), before.map(Article::owner).orElse(null),
                    before.map(Article::reviewBy).orElse(null), Audience.PUBLIC);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_REQUEST, "This can't be an article: " + e.getMessage(), e);
        }
    }
}
