package dev.parley.connectors.web;

import dev.parley.connectors.channel.BrandProfile;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small bodies of the web chat's API. Fields of requests are nullable: the controller says what is missing. */
final class WebJson {

    private WebJson() {}

    @Introspected
    @Schema(name = "WidgetConfig")
    record Config(String name, String botName, String disclosure, String greeting, List<String> suggestions,
            int maxMessageCharacters) {

        static Config of(BrandProfile profile, int maxMessageCharacters) {
            return new Config(profile.name(), profile.botName(), profile.disclosure(), profile.greeting(),
                    profile.suggestions(), maxMessageCharacters);
        }
    }

    @Introspected
    @Schema(name = "StartConversation", description = "customer: a JWT by which the shop's server says who the visitor is")
    record Start(@Nullable String locale, @Nullable String customer) {}

    @Introspected
    @Schema(name = "NewConversation")
    record NewConversation(String conversationId, String token) {}

    @Introspected
    @Schema(name = "SendMessage")
    record Message(@Nullable String clientMessageId, @Nullable String text, @Nullable String locale) {}

    @Introspected
    @Schema(name = "Seq")
    record Seq(long seq) {}

    @Introspected
    @Schema(name = "Events")
    record Events(List<EventJson> events) {}

    @Introspected
    @Schema(name = "PressButton")
    record Choice(@Nullable String choiceId) {}

    @Introspected
    @Schema(name = "JudgeAnswer")
    record Feedback(@Nullable String turnId, @Nullable Boolean helpful, @Nullable String comment) {}
}
