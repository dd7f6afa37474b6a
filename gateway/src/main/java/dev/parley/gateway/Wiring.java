package dev.parley.gateway;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.ApprovedArticles;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.knowledge.Knowledge;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.voice.Voice;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.KnowledgeBase;
import dev.parley.kb.embedding.Embedding;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.source.MarkdownFolder;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes beans of the plain classes that are tested without a container. */
@Factory
final class Wiring {

    @Singleton
    @Bean(preDestroy = "close")
    KnowledgeBase knowledgeBase(Embedding embedding, ParleyConfig config) {
        return new LuceneKnowledgeBase(embedding, config.embeddingFile());
    }

    @Singleton
    ArticleSource articleFolder(ParleyConfig config) {
        return new MarkdownFolder(config.knowledge().folder(), config.knowledge().defaultLanguage());
    }

    /** Dates and instants in JSON. */
    @Singleton
    Module javaTime() {
        return new JavaTimeModule();
    }

    /** Takes the index from {@link Knowledge}, which has loaded it by then. */
    @Singleton
    Answerer answerer(Knowledge knowledge, ApprovedArticles approved, ParleyConfig config) {
        return new Answerer(knowledge.base(), approved, config.answers().minimumConfidence());
    }

    @Singleton
    MessagePipeline messagePipeline(RuleBook rules, Answerer answerer, Voice voice) {
        return new MessagePipeline(rules, answerer, voice);
    }
}
