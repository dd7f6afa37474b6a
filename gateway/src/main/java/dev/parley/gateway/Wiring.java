package dev.parley.gateway;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.connectors.channel.ChannelVariables;
import dev.parley.connectors.channel.WebSettings;
import dev.parley.gateway.answer.Answerer;
import dev.parley.gateway.answer.ApprovedArticles;
import dev.parley.gateway.answer.Sureness;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.config.Secrets;
import dev.parley.gateway.drafts.Asking;
import dev.parley.gateway.knowledge.Knowledge;
import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rollout.Categories;
import dev.parley.gateway.rollout.Pause;
import dev.parley.gateway.rollout.Pauses;
import dev.parley.kb.Hit;
import dev.parley.kb.Question;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes beans of the plain classes that are tested without a container. */
@Factory
final class Wiring {

    private static final int LOOKED_AT = 3;

    /** Dates and instants in JSON. */
    @Singleton
    Module javaTime() {
        return new JavaTimeModule();
    }

    /** Channels are refused by a sentence, not by one of our own exceptions. */
    @Singleton
    ChannelVariables channelVariables(Secrets secrets) {
        return name -> {
            try {
                return secrets.find(name);
            } catch (ParleyException e) {
                throw new IllegalStateException(e.message(), e);
            }
        };
    }

    /** The web chat's part of the configuration. */
    @Singleton
    WebSettings webSettings(ParleyConfig config) {
        ParleyConfig.Web web = config.web();
        ParleyConfig.Theme theme = web.theme();
        return new WebSettings(web.maxMessageCharacters(),
                new WebSettings.Theme(theme.accent(), theme.onAccent(), theme.link(), theme.logo(), theme.position(),
                        theme.mode()),
                fields(web.preChat()), fields(web.contact()),
                new WebSettings.FileLimits(config.files().maxBytes(), config.files().types()),
                web.allowedOrigins(), config.limits().addressPerMinute());
    }

    private static List<WebSettings.Field> fields(List<ParleyConfig.Field> fields) {
        return fields.stream().map(field -> new WebSettings.Field(field.id(), field.label(), field.required()))
                .toList();
    }

    /** Takes the index from {@link Knowledge}, which has loaded it by then. */
    @Singleton
    Answerer answerer(Knowledge knowledge, ApprovedArticles approved, ParleyConfig config) {
        return new Answerer(knowledge.base(), approved, new Sureness(config.answers()),
                config.knowledge().defaultLanguage());
    }

    /** What drafts of articles are held against. */
    @Singleton
    Asking asking(MessagePipeline pipeline, Knowledge knowledge) {
        return new Asking() {

            @Override
            public Optional<String> answeredBy(String question, String language) {
                return pipeline.decide(Inquiry.first(question, language))
                        .decision() instanceof Decision.Answer answer
                                ? Optional.of(answer.best().passage().article().id())
                                : Optional.empty();
            }

            @Override
            public List<Hit> look(String question, String language) {
                return knowledge.base().search(new Question(question, language), LOOKED_AT);
            }
        };
    }

    /** Pauses are scheduled before there is an index. */
    @Singleton
    Categories categories(BeanProvider<Knowledge> knowledge) {
        return () -> knowledge.get().categories();
    }

    @Singleton
    Objections objections(Pauses pauses) {
        return new Objections((channel, category) -> pauses.find(channel, category).map(Pause::reason));
    }

    @Singleton
    MessagePipeline messagePipeline(Policies policies, Answerer answerer, Objections objections, Knowledge knowledge) {
        return new MessagePipeline(policies, answerer, objections,
                (text, current) -> knowledge.languages().detect(text, current, knowledge.base()),
                knowledge::generation);
    }
}
