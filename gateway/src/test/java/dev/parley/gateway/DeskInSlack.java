package dev.parley.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.connectors.slack.BlockKitPage;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.slack.FilledForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What agents see and do in a Slack that is a desk. */
final class DeskInSlack {

    private final FakeSlack slack;

    DeskInSlack(FakeSlack slack) {
        this.slack = slack;
    }

    /** Changes the copy of routing.yml that a server is about to read. */
    static void route(Path folder, UnaryOperator<String> edit) {
        Path routing = folder.resolve("config/routing.yml");
        try {
            Files.writeString(routing, edit.apply(Files.readString(routing)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode cardWith(String channel, String text) {
        TestServer.await("a card about " + text, () -> cards(channel).anyMatch(card -> card.toString().contains(text)));
        return cards(channel).filter(card -> card.toString().contains(text)).findFirst().orElseThrow();
    }

    Stream<JsonNode> cards(String channel) {
        return slack.posted(channel).stream().filter(message -> !message.has("thread_ts"));
    }

    /** As people see them, with their threads. */
    void writeCards(String channel, Path file) throws IOException {
        BlockKitPage page = new BlockKitPage();
        cards(channel).map(card -> card.path("ts").asText()).forEach(ts -> {
            page.add(slack.shown(ts), false);
            slack.thread(channel, ts).forEach(reply -> page.add(reply.path("blocks"), true));
        });
        Files.writeString(file, page.html());
    }

    /** What Parley itself said in a thread. */
    String texts(String channel, String ts) {
        return String.join("\n", slack.thread(channel, ts).stream().map(message -> message.path("text").asText())
                .toList());
    }

    /** The lines of the conversation in a thread. */
    String blocks(String channel, String ts) {
        return String.join("\n", slack.thread(channel, ts).stream().map(message -> message.path("blocks").toString())
                .toList());
    }

    void reply(String channel, String user, String ts, String text) {
        slack.deliver("events_api", slack.event(slack.message(channel, user, text).put("thread_ts", ts)));
    }

    /** @param thread that the message stands in; null: it is a card */
    void press(String channel, String user, String ts, String thread, String action) {
        ObjectNode body = slack.pressed(channel, user, ts, thread, action);
        ((ObjectNode) body.at("/actions/0")).put("value", slack.shown(ts).findValue("value").asText());
        slack.deliver("interactive", body);
    }

    /** Presses a button and waits for the form that it opens. */
    JsonNode form(String channel, String user, String ts, String thread, String action) {
        int before = slack.views().size();
        press(channel, user, ts, thread, action);
        TestServer.await("the form of " + action, () -> slack.views().size() > before);
        return slack.views().get(before);
    }

    void submit(String user, JsonNode form, Map<String, JsonNode> values) {
        slack.deliver("interactive", FilledForm.submitted(user, form, values));
    }

    /** What a customer reads of one type, a line each. */
    static List<String> said(TestServer.Visitor visitor, String type) {
        return visitor.events(0).stream().filter(event -> event.path("type").asText().equals(type))
                .map(event -> event.path("text").asText()).toList();
    }

    static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
