package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that people can do to a handoff at once, in every order in which the conversation's lock can put it. Each step is
 * one transaction, so that these are all the orders that there are; {@link ServerScenarios} has two that really run at once.
 */
class RacesTest {

    private enum Step {
        GRACE_CLAIMS, LINUS_CLAIMS, GRACE_REPLIES, LINUS_RESOLVES, CUSTOMER_WRITES
    }

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void inEveryOrderOneHasItTheOthersAreToldAndTheBotIsSilentUntilItIsOver() {
        List<List<Step>> orders = orders(List.of(Step.values()));
        assertEquals(120, orders.size());
        orders.forEach(RacesTest::play);
    }

    private static void play(List<Step> order) {
        TestServer.Visitor visitor = server.visitor();
        visitor.pressHuman();
        long id = visitor.handoff("open").path("id").asLong();
        String owner = null;
        boolean isOver = false;
        List<String> said = new ArrayList<>();
        int answers = 0;
        for (Step step : order) {
            switch (step) {
                case CUSTOMER_WRITES -> {
                    if (isOver) {
                        answers++;
                        assertEquals("return-an-item",
                                visitor.ask("How do I return an item?").at("/answer/articleId").asText(),
                                order::toString);
                    } else {
                        visitor.ask("How do I return an item?");
                    }
                }
                default -> {
                    String who = step.name().startsWith("GRACE") ? "Grace" : "Linus";
                    boolean mayAct = !isOver && (owner == null || owner.equals(who));
                    int status = server.send("POST", "/api/v1/handoffs/" + id + "/" + path(step),
                            step == Step.GRACE_REPLIES ? Map.of("agent", who, "text", "Hello!") : Map.of("agent", who),
                            TestServer.TOKEN).statusCode();
                    assertEquals(mayAct ? 200 : 409, status, () -> step + " in " + order);
                    if (mayAct) {
                        owner = who;
                        isOver = step == Step.LINUS_RESOLVES;
                        if (step == Step.GRACE_REPLIES) {
                            said.add("Hello!");
                        }
                    }
                }
            }
        }
        JsonNode handoff = server.admin("/api/v1/handoffs/" + id);
        assertEquals(owner, handoff.at("/agent/name").asText(), order::toString);
        assertEquals(said, DeskInSlack.said(visitor, "agent"), order::toString);
        long articles = visitor.events(0).stream().filter(event -> event.hasNonNull("answer")).count();
        assertEquals(answers, articles, () -> "the bot spoke while a person had it: " + order);
        long joined = DeskInSlack.said(visitor, "notice").stream().filter(notice -> notice.contains("joined")).count();
        assertTrue(joined <= 1, () -> "two joined: " + order);
    }

    private static String path(Step step) {
        return switch (step) {
            case GRACE_CLAIMS, LINUS_CLAIMS -> "claim";
            case GRACE_REPLIES -> "reply";
            case LINUS_RESOLVES -> "resolve";
            case CUSTOMER_WRITES -> throw new IllegalArgumentException("not an agent's");
        };
    }

    private static List<List<Step>> orders(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Step>> all = new ArrayList<>();
        for (Step first : steps) {
            List<Step> rest = new ArrayList<>(steps);
            rest.remove(first);
            for (List<Step> order : orders(rest)) {
                List<Step> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}
