package dev.parley.gateway.cli;

import dev.parley.gateway.Asked;
import dev.parley.gateway.MessagePipeline;
import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.embedding.BackgroundEmbedding;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.source.MarkdownFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole decision path on the articles' folder alone, without server or database: for trying things out. */
final class OfflineBot implements AutoCloseable {

    private final KnowledgeBase base;
    private final Embedding embedding;
    private final MessagePipeline pipeline;
    private final Voice voice;

    private OfflineBot(KnowledgeBase base, Embedding embedding, MessagePipeline pipeline, Voice voice) {
        this.base = base;
        this.embedding = embedding;
        this.pipeline = pipeline;
        this.voice = voice;
    }

    /** @param err told of each document that can't be used */
    static OfflineBot open(ConfigOption option, PrintWriter err) {
        Embedding embedding = BackgroundEmbedding.bundled();
        ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(option.config, null, null),
                ConfigOption.environment());
        ParleyConfig config = loader.load();
        Path directory = loader.directory();
        RuleBook rules = RuleBook.read(directory);
        Voice voice = Voice.read(directory);
        ArticleSource.Reading reading = new MarkdownFolder(config.knowledge().folder(),
                config.knowledge().defaultLanguage()).read();
        reading.problems().forEach(problem -> err.println("article not used: " + problem));
        Map<ArticleKey, Article> articles = reading.articles().stream()
                .collect(Collectors.toMap(Article::key, Function.identity()));
        KnowledgeBase base = new LuceneKnowledgeBase(embedding, config.embeddingFile());
        base.replaceAll(reading.articles());
        Answerer answerer = new Answerer(base, key -> Optional.ofNullable(articles.get(key)),
                config.answers().minimumConfidence());
        return new OfflineBot(base, embedding, new MessagePipeline(rules, answerer, voice), voice);
    }

    /** What it would do about the first message of a new conversation. */
    Asked ask(@Nullable String id, String text) {
        String language = voice.languageFor(null);
        return Asked.of(id, text, language, pipeline.decide(text, language));
    }

    MessagePipeline pipeline() {
        return pipeline;
    }

    Voice voice() {
        return voice;
    }

    @Override
    public void close() {
        base.close();
        embedding.close();
    }
}
