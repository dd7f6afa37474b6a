package dev.parley.connectors.web;

import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.WebSettings;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small bodies of the web chat's API. Fields of requests are nullable: the controller says what is missing. */
final class WebJson {

    private WebJson() {}

    @Introspected
    @Schema(name = "WidgetConfig")
    record Config(String name, String botName, String disclosure, String greeting, List<String> suggestions,
            int maxMessageCharacters, Theme theme, List<Field> preChat, List<Field> contact, FileLimits files) {

        static Config of(BrandProfile profile, WebSettings settings, String language) {
            WebSettings.Theme theme = settings.theme();
            return new Config(profile.name(), profile.botName(), profile.disclosure(), profile.greeting(),
                    profile.suggestions(), settings.maxMessageCharacters(),
                    new Theme(theme.accent(), theme.onAccent(), theme.link(), theme.logo(), theme.position(),
                            theme.mode()),
                    Field.of(settings.preChat(), language), Field.of(settings.contact(), language),
                    new FileLimits(settings.files().maxBytes(), settings.files().types()));
        }
    }

    @Introspected
    @Schema(name = "FileLimits", description = "maxBytes is 0 where no files are taken; types are media types")
    record FileLimits(long maxBytes, List<String> types) {}

    @Introspected
    @Schema(name = "WidgetTheme")
    record Theme(String accent, String onAccent, @Nullable String link, @Nullable String logo, String position,
            String mode) {}

    @Introspected
    @Schema(name = "FormField")
    record Field(String id, String label, boolean required) {

        static List<Field> of(List<WebSettings.Field> fields, String language) {
            return fields.stream().map(field -> of(field, language)).toList();
        }

        private static Field of(WebSettings.Field field, String language) {
            String label = field.label().getOrDefault(language,
                    field.label().getOrDefault("en", field.label().values().iterator().next()));
            return new Field(field.id(), label, field.required());
        }
    }

    @Introspected
    @Schema(name = "CustomerDetails", description = "name, email, tel, page (the address of the page), or the operator's own;"
            + " what is blank is taken back")
    record Details(@Nullable Map<String, String> fields) {}

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
    record Choice(@Nullable String choiceId, @Nullable String clientMessageId) {}

    @Introspected
    @Schema(name = "AskForAPerson", description = "clientMessageId, 1 to 100 letters, digits or any of . _ : -: with it the"
            + " request is safe to repeat")
    record Human(@Nullable String clientMessageId) {}

    @Introspected
    @Schema(name = "JudgeAnswer")
    record Feedback(@Nullable String turnId, @Nullable Boolean helpful, @Nullable String comment) {}
}
