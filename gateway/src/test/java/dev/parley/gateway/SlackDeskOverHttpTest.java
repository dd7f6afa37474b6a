package dev.parley.gateway;

import java.util.Map;

/** The desk in Slack over signed HTTP. */
@MostlyWaiting
class SlackDeskOverHttpTest extends SlackDeskScenarios {

    @Override
    Map<String, String> variables() {
        return slack.httpVariables();
    }

    @Override
    void connect(TestServer started) {
        slack.useHttp(started.url() + "/slack/events");
        TestServer.await("slack",
                () -> started.admin("/api/v1/channels").toString().contains("\"id\":\"slack\",\"state\":\"on\""));
    }
}
