package dev.parley.gateway.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said in each situation, in one language. {@link Placeholders} says what may stand in braces and brackets. */
record Texts(String role, String greeting, String disclosure, String signOff, SmallTalk smallTalk, Answers answers,
        Handoff handoff, Desk desk, FollowUp followUp, Rating rating, String talkToAPerson, Commands commands) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Beside what may stand everywhere. */
    private static final Map<String, List<String>> SPECIAL = Map.of("answers.otherLanguage", List.of("language"),
            "desk.joined", List.of("agent"), "desk.returned", List.of("agent"), "desk.resolved", List.of("agent"),
            "desk.withdrawn", List.of("agent"), "desk.fileRefused", List.of("file"),
            "rating.question", List.of("agent"), "handoff.outOfHours", List.of("opens"), "desk.waiting",
            List.of("ahead"));
    /** May be empty: then it is not said. */
    private static final String SIGN_OFF = "signOff";
    /** Below it stand texts by the ids of rules, which may be as long as they must: they name telephone numbers. */
    static final String BY_RULE = "handoff.byRule.";

    /** @throws IllegalArgumentException when a text is empty or has a placeholder that nothing fills */
    Texts {
        check("role", role);
        check("greeting", greeting);
        check("disclosure", disclosure);
        check(SIGN_OFF, signOff);
        check("talkToAPerson", talkToAPerson);
    }

    /** Answers to courtesies, and to what the brand does not talk about. */
    record SmallTalk(String greeting, String thanks, String goodbye, String about, String vague, String avoided) {

        SmallTalk {
            check("smallTalk.greeting", greeting);
            check("smallTalk.thanks", thanks);
            check("smallTalk.goodbye", goodbye);
            check("smallTalk.about", about);
            check("smallTalk.vague", vague);
            check("smallTalk.avoided", avoided);
        }
    }

    /** What is said around answers. {@code {language}} stands for a language's name. */
    record Answers(String clarify, String noneOfThese, String otherLanguage) {

        Answers {
            check("answers.clarify", clarify);
            check("answers.noneOfThese", noneOfThese);
            check("answers.otherLanguage", otherLanguage);
        }
    }

    /**
     * What the customer is told when a person takes over, by reason.
     *
     * @param byRule by the id of a no-touch rule, where the usual words would not do
     */
    record Handoff(String noTouch, Map<String, String> byRule, String customerRequest, String colleague, String upset,
            String notHelpful, String notSure, String systemError, String outOfHours) {

        Handoff {
            byRule.forEach((rule, text) -> check("handoff.byRule." + rule, text));
            byRule = Map.copyOf(byRule);
            check("handoff.noTouch", noTouch);
            check("handoff.customerRequest", customerRequest);
            check("handoff.colleague", colleague);
            check("handoff.upset", upset);
            check("handoff.notHelpful", notHelpful);
            check("handoff.outOfHours", outOfHours);
            check("handoff.notSure", notSure);
            check("handoff.systemError", systemError);
        }
    }

    /** What the customer is told about the person. */
    record Desk(String waiting, String joined, String returned, String resolved, String expectation,
            String stillThere, String left, String corrected, String withdrawn, String fileRefused) {

        Desk {
            check("desk.waiting", waiting);
            check("desk.joined", joined);
            check("desk.returned", returned);
            check("desk.resolved", resolved);
            check("desk.expectation", expectation);
            check("desk.stillThere", stillThere);
            check("desk.corrected", corrected);
            check("desk.withdrawn", withdrawn);
            check("desk.fileRefused", fileRefused);
            check("desk.left", left);
        }
    }

    /** A while after an answer. */
    record FollowUp(String question, String yes, String no, String thanks) {

        FollowUp {
            check("followUp.question", question);
            check("followUp.yes", yes);
            check("followUp.no", no);
            check("followUp.thanks", thanks);
        }
    }

    /** After a person closed the conversation; five labels, the best first. */
    record Rating(String question, String excellent, String good, String okay, String poor, String bad,
            String thanks) {

        Rating {
            check("rating.question", question);
            check("rating.excellent", excellent);
            check("rating.good", good);
            check("rating.okay", okay);
            check("rating.poor", poor);
            check("rating.bad", bad);
            check("rating.thanks", thanks);
        }
    }

    /** The words of what messengers offer by themselves. */
    record Commands(String start, String language, String forget, String forgetQuestion, String forgetYes,
            String forgotten) {

        Commands {
            check("commands.start", start);
            check("commands.language", language);
            check("commands.forget", forget);
            check("commands.forgetQuestion", forgetQuestion);
            check("commands.forgetYes", forgetYes);
            check("commands.forgotten", forgotten);
        }
    }

    /**
     * @param place for example {@code handoff.notSure}
     * @throws IllegalArgumentException when a text is empty or has a placeholder that nothing fills
     */
    static void check(String place, String text) {
        if (text.isBlank() && !place.equals(SIGN_OFF)) {
            throw new IllegalArgumentException("the text '" + place + "' is empty");
        }
        Placeholders.check(place, text, SPECIAL.getOrDefault(place, List.of()));
    }

    /** Every text by its place, for example {@code handoff.byRule.self-harm}. */
    Map<String, String> byPlace() {
        Map<String, String> byPlace = new LinkedHashMap<>();
        collect("", JSON.valueToTree(this), byPlace);
        return byPlace;
    }

    private static void collect(String within, ObjectNode section, Map<String, String> byPlace) {
        section.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode inner) {
                collect(within + entry.getKey() + ".", inner, byPlace);
            } else {
                byPlace.put(within + entry.getKey(), entry.getValue().asText());
            }
        });
    }

    /**
     * With other texts at some places.
     *
     * @throws IllegalArgumentException when there is no such place
     */
    Texts with(Map<String, String> others) {
        ObjectNode tree = JSON.valueToTree(this);
        others.forEach((place, text) -> {
            JsonNode section = tree;
            String name = place;
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.')) {
                section = section.path(name.substring(0, dot));
                name = name.substring(dot + 1);
            }
            if (!section.path(name).isTextual()) {
                throw new IllegalArgumentException("there is no text '" + place
                        + "'; name it as it stands under texts, for example handoff.notSure");
            }
            ((ObjectNode) section).put(name, text);
        });
        try {
            return JSON.treeToValue(tree, Texts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was made of texts", e);
        }
    }
}
