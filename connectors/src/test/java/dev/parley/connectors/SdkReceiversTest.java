package dev.parley.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import dev.parley.connectors.slack.FakeSlack;
import dev.parley.connectors.telegram.FakeTelegram;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.longpolling.util.LongPollingSingleThreadUpdateConsumer;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.Update;

/** The fakes are faithful enough that the libraries' own receivers, which Parley does not use, work against them. */
class SdkReceiversTest {

    @Test
    void telegramsOwnPollerReceivesInOrderConfirmsAndAnswers() throws Exception {
        try (FakeTelegram telegram = new FakeTelegram();
                TelegramBotsLongPollingApplication bots = new TelegramBotsLongPollingApplication()) {
            URI server = URI.create(telegram.url());
            TelegramUrl url = TelegramUrl.builder().schema(server.getScheme()).host(server.getHost())
                    .port(server.getPort()).build();
            OkHttpTelegramClient client = new OkHttpTelegramClient(FakeTelegram.TOKEN, url);
            BlockingQueue<Update> received = new LinkedBlockingQueue<>();
            LongPollingSingleThreadUpdateConsumer consumer = received::add;
            telegram.write(7, "one");
            telegram.write(7, "two");
            bots.registerBot(FakeTelegram.TOKEN, () -> url, new DefaultGetUpdatesGenerator(), consumer);
            telegram.write(7, "three");
            for (String text : List.of("one", "two", "three")) {
                Update update = Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), text);
                assertEquals(text, update.getMessage().getText());
                client.execute(
                        SendMessage.builder().chatId(update.getMessage().getChatId()).text("re: " + text).build());
            }
            assertEquals(List.of("re: one", "re: two", "re: three"), telegram.texts(7));
            for (int i = 0; i < 200 && telegram.pending() > 0; i++) {
                Thread.sleep(50);
            }
            assertEquals(0, telegram.pending(), "all are confirmed");
            assertEquals(0, telegram.violations());
        }
    }

    @Test
    void slacksOwnClientReceivesOverSocketModeAcknowledgesAndAnswers() throws Exception {
        try (FakeSlack slack = new FakeSlack(); Slack library = Slack.getInstance(config(slack))) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            String appToken = String.valueOf(slack.socketVariables().get("PARLEY_SLACK_APP_TOKEN"));
            try (SocketModeClient client = library.socketMode(appToken, SocketModeClient.Backend.JavaWebSocket)) {
                client.addEventsApiEnvelopeListener(envelope -> {
                    client.sendSocketModeResponse(new AckResponse(envelope.getEnvelopeId()));
                    received.add(String.valueOf(envelope.getPayload()));
                });
                client.addInteractiveEnvelopeListener(envelope -> {
                    client.sendSocketModeResponse(new AckResponse(envelope.getEnvelopeId()));
                    received.add(String.valueOf(envelope.getPayload()));
                });
                client.connect();
                // Returns once it was acknowledged.
                slack.overSocket("events_api", slack.event(slack.message("D0ME", "U0ME", "hello")));
                slack.overSocket("interactive", slack.pressed("D0ME", "U0ME", "1.2", null, "any"));
                assertTrue(Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS)).contains("hello"));
                assertTrue(Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS)).contains("block_actions"));
                String token = slack.socketVariables().get("PARLEY_SLACK_BOT_TOKEN");
                assertTrue(library.methods(token).chatPostMessage(post -> post.channel("D0ME").text("hi")).isOk());
                assertEquals("hi", slack.posted("D0ME").getFirst().path("text").asText());
            }
            assertEquals(List.of(), slack.violations());
        }
    }

    private static SlackConfig config(FakeSlack slack) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.socketVariables().get("PARLEY_SLACK_API_URL"));
        return config;
    }
}
