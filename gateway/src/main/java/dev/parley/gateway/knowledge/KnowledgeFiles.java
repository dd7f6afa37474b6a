package dev.parley.gateway.knowledge;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Question;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.QuestionFile;
import dev.parley.kb.language.Dictionary;
import dev.parley.kb.lucene.Voices;
import dev.parley.kb.source.ArticleFolder;
import dev.parley.kb.training.Labelled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** What the knowledge base is made of, as the configuration names it. */
public final class KnowledgeFiles {

    private final ParleyConfig.Knowledge config;

    /** @param config with all paths resolved */
    public KnowledgeFiles(ParleyConfig config) {
        this.config = config.knowledge();
    }

    /**
     * Starts loading the embedding.
     *
     * @throws ParleyException INVALID_CONFIGURATION when an operator's own model can't be used
     */
    public List<Embedding> openEmbeddings() {
        return openEmbeddings(config.embedding());
    }

    /** As {@link #openEmbeddings()}, of a kind: {@code bundled}, {@code none} or a directory. */
    public static List<Embedding> openEmbeddings(String kind) {
        try {
            return switch (kind) {
                case "bundled" -> Embeddings.bundled();
                case "none" -> Embeddings.none();
                default -> Embeddings.ofFolder(Path.of(kind));
            };
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** The articles' folder. */
    public ArticleSource folder() {
        return new ArticleFolder(config.folder(), config.defaultLanguage());
    }

    /**
     * Judged questions; empty when there is no such file.
     *
     * @param languageOf for questions that name no language
     * @throws ParleyException INVALID_CONFIGURATION with file and line
     */
    public List<Labelled> readJudged(Function<String, String> languageOf) {
        return readIfThere(config.judgedQuestions()).stream().filter(GoldenQuestion::isForKnowledgeBase)
                .map(question -> new Labelled(new Question(question.text(), languageOf(question, languageOf)),
                        new HashSet<>(question.relevant())))
                .toList();
    }

    /** Golden questions that the knowledge base is asked; empty when there is no such file. */
    public List<GoldenQuestion> readGolden() {
        return readIfThere(config.goldenQuestions()).stream().filter(GoldenQuestion::isForKnowledgeBase).toList();
    }

    private static String languageOf(GoldenQuestion question, Function<String, String> languageOf) {
        String language = question.language();
        return language != null ? language : languageOf.apply(question.text());
    }

    private static List<GoldenQuestion> readIfThere(Path file) {
        try {
            return Files.exists(file) ? QuestionFile.read(file) : List.of();
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** What dictionaries, embeddings and judged questions know of wordings; waits until the embeddings are loaded. */
    public Wording wording(Voices voices) {
        return new Wording(word -> voices.dictionary().contains(word),
                word -> Dictionary.languages().stream().anyMatch(language -> Dictionary.has(language, word)),
                text -> voices.embed(text).stream().findFirst(),
                text -> voices.first().map(embedding -> embedding.embedQuestion(text)),
                () -> readIfThere(config.judgedQuestions()).stream().filter(question -> !question.relevant().isEmpty())
                        .map(GoldenQuestion::text).toList());
    }
}
