package dev.parley.connectors.slack.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.desk.DraftCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forms that buttons open, and what was filled in. Pure. */
final class SlackForms {

    /** The only field of a form that has one text. */
    static final String TEXT = "text";
    private static final String OUTCOME = "outcome";
    private static final String CATEGORY = "category";
    private static final String ARTICLE = "article";
    private static final String TEAM = "team";
    private static final String TITLE = "title";
    private static final String VALUE = "value";
    /** Block Kit's limits: a title has 24 characters, a text field 3,000, a select 100 options. */
    private static final int FIELD = 3_000;
    private static final int TITLE_LENGTH = 150;
    private static final int OPTIONS = 100;

    private SlackForms() {}

    /** What a form is about; travels with it. */
    record About(String id, String channel, String thread) {

        String written() {
            return id + "|" + channel + "|" + thread;
        }

        static About read(String text) {
            String[] parts = text.split("\\|", -1);
            return parts.length == 3 ? new About(parts[0], parts[1], parts[2]) : new About("0", "", "");
        }

        long number() {
            return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
        }
    }

    static View resolve(About about) {
        return form(SlackCards.RESOLVE, "Resolve", "Resolve", about, List.of(
                input(OUTCOME, "What came of it?", RadioButtonsElement.builder().actionId(VALUE)
                        .options(List.of(option("solved", "Solved"), option("not_solved", "Not solved"),
                                option("spam", "Spam")))
                        .initialOption(option("solved", "Solved")).build(), false),
                input(CATEGORY, "What was it about, if not what it was filed under?", PlainTextInputElement.builder()
                        .actionId(VALUE).maxLength(100).build(), true),
                input(ARTICLE, "For the next customer", CheckboxesElement.builder().actionId(VALUE)
                        .options(List.of(option("yes", "Draft an article from my answer"))).build(), true)));
    }

    static DeskHost.Resolution resolution(JsonNode view) {
        return new DeskHost.Resolution(
                at(view, OUTCOME).at("/selected_option/value").asText("solved"),
                at(view, CATEGORY).path(VALUE).asText(""),
                at(view, ARTICLE).path("selected_options").size() > 0);
    }

    static View assign(About about, List<String> teams) {
        return form(SlackCards.ASSIGN, "Assign", "Assign", about, List.of(input(TEAM, "To which team?",
                StaticSelectElement.builder().actionId(VALUE).options(
                        teams.stream().limit(OPTIONS).map(team -> option(team, team)).toList()).build(),
                false)));
    }

    static String team(JsonNode view) {
        return at(view, TEAM).at("/selected_option/value").asText();
    }

    static View suggest(About about, DeskHost.Suggestion suggestion) {
        return form(SlackCards.SUGGEST, "Reply", "Send", about, List.of(
                SlackCards.context("From “" + suggestion.title() + "”, with a confidence of "
                        + Math.round(suggestion.confidence() * 100) + " %. Look whether it answers the question."),
                input(TEXT, "The customer gets this under your name", field(suggestion.text()), false)));
    }

    /** Empty when a field can't hold it: cut, it would be saved cut. */
    static Optional<View> edit(About about, DraftCard draft) {
        if (draft.title().length() > TITLE_LENGTH || draft.body().length() > FIELD) {
            return Optional.empty();
        }
        return Optional.of(form(SlackDrafts.EDIT, "Edit the draft", "Save", about, List.of(
                input(TITLE, "Title", PlainTextInputElement.builder().actionId(VALUE).maxLength(TITLE_LENGTH)
                        .initialValue(draft.title()).build(), false),
                input(TEXT, "Text", field(draft.body()), false))));
    }

    static View link(About about) {
        return form(SlackLinks.ASK, "Link me", "Ask", about, List.of(
                input(TITLE, "Your name, as customers see it", PlainTextInputElement.builder().actionId(VALUE)
                        .maxLength(60).build(), false)));
    }

    static String text(JsonNode view) {
        return at(view, TEXT).path(VALUE).asText("");
    }

    static String title(JsonNode view) {
        return at(view, TITLE).path(VALUE).asText("");
    }

    private static JsonNode at(JsonNode view, String field) {
        return view.path("state").path("values").path(field).path(VALUE);
    }

    private static PlainTextInputElement field(String text) {
        return PlainTextInputElement.builder().actionId(VALUE).multiline(true).maxLength(FIELD)
                .initialValue(SlackCards.cut(text, FIELD)).build();
    }

    private static View form(String id, String title, String submit, About about, List<LayoutBlock> blocks) {
        return View.builder().type("modal").callbackId(id).privateMetadata(about.written())
                .title(ViewTitle.builder().type("plain_text").text(title).build())
                .submit(ViewSubmit.builder().type("plain_text").text(submit).build())
                .close(ViewClose.builder().type("plain_text").text("Cancel").build())
                .blocks(new ArrayList<>(blocks)).build();
    }

    private static InputBlock input(String id, String label, BlockElement element,
            boolean optional) {
        return InputBlock.builder().blockId(id).label(SlackCards.plain(label)).element(element).optional(optional)
                .build();
    }

    private static OptionObject option(String value, String label) {
        return OptionObject.builder().value(value).text(SlackCards.plain(SlackCards.cut(label, 75))).build();
    }
}
