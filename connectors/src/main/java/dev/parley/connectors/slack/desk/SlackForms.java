package dev.parley.connectors.slack.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionGroupObject;
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
import java.util.stream.Stream;

/** The forms that buttons open, and what was filled in. Pure. */
final class SlackForms {

    /** The only field of a form that has one text. */
    static final String TEXT = "text";
    private static final String OUTCOME = "outcome";
    private static final String CATEGORY = "category";
    private static final String ARTICLE = "article";
    private static final String ASSIGNEE = "assignee";
    /** No name of a person begins so. */
    private static final String A_TEAM = "team:";
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

    static View resolve(About about, DeskHost.Filing filing) {
        List<OptionObject> categories = Stream.concat(Stream.of(filing.category()), filing.known().stream()).distinct()
                .limit(OPTIONS).sorted().map(name -> option(name, name)).toList();
        return form(SlackCards.RESOLVE, "Resolve", "Resolve", about, List.of(
                input(OUTCOME, "What came of it?", RadioButtonsElement.builder().actionId(VALUE)
                        .options(List.of(option("solved", "Solved"), option("not_solved", "Not solved"),
                                option("spam", "Spam")))
                        .initialOption(option("solved", "Solved")).build(), false),
                input(CATEGORY, "What was it about?", StaticSelectElement.builder().actionId(VALUE).options(categories)
                        .initialOption(option(filing.category(), filing.category())).build(), false),
                input(ARTICLE, "For the next customer", CheckboxesElement.builder().actionId(VALUE)
                        .options(List.of(option("yes", "Draft an article from my answer"))).build(), true)));
    }

    static DeskHost.Resolution resolution(JsonNode view) {
        return new DeskHost.Resolution(
                at(view, OUTCOME).at("/selected_option/value").asText("solved"),
                at(view, CATEGORY).at("/selected_option/value").asText(""),
                at(view, ARTICLE).path("selected_options").size() > 0);
    }

    static View assign(About about, List<DeskHost.Assignee> assignees) {
        List<OptionObject> teams = assignees.stream().filter(DeskHost.Assignee.Team.class::isInstance).limit(OPTIONS)
                .map(SlackForms::option).toList();
        List<OptionObject> colleagues = assignees.stream().filter(DeskHost.Assignee.Colleague.class::isInstance)
                .limit(OPTIONS).map(SlackForms::option).toList();
        return form(SlackCards.ASSIGN, "Assign", "Assign", about, List.of(input(ASSIGNEE, "To whom?",
                StaticSelectElement.builder().actionId(VALUE)
                        .optionGroups(List.of(group("Teams", teams), group("Colleagues", colleagues))).build(),
                false)));
    }

    private static OptionGroupObject group(String label, List<OptionObject> options) {
        return OptionGroupObject.builder().label(SlackCards.plain(label)).options(options).build();
    }

    private static OptionObject option(DeskHost.Assignee assignee) {
        return switch (assignee) {
            case DeskHost.Assignee.Team team -> option(A_TEAM + team.name(), team.name());
            case DeskHost.Assignee.Colleague colleague -> option(colleague.name(), colleague.name());
        };
    }

    static DeskHost.Assignee assignee(JsonNode view) {
        String chosen = at(view, ASSIGNEE).at("/selected_option/value").asText();
        return chosen.startsWith(A_TEAM)
                ? new DeskHost.Assignee.Team(chosen.substring(A_TEAM.length()))
                : new DeskHost.Assignee.Colleague(chosen);
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
