package dev.parley.connectors.slack.customer;

import java.util.Optional;

/** What a customer's button means, as its {@code action_id}: at most 255 characters (Block Kit). Pure. */
sealed interface SlackButton {

    /** So that buttons of others on the same app are told apart. */
    String PREFIX = "customer:";

    /** A choice of the core. */
    record Pick(String choiceId) implements SlackButton {}

    /** 👍 or 👎. */
    record Judge(String turnId, boolean helpful) implements SlackButton {}

    /** As it is sent to Slack. */
    default String actionId() {
        return PREFIX + switch (this) {
            case Pick pick -> "c:" + pick.choiceId();
            case Judge judge -> (judge.helpful() ? "y:" : "n:") + judge.turnId();
        };
    }

    /** @return empty for what is no button of ours */
    static Optional<SlackButton> read(String actionId) {
        if (!actionId.matches(PREFIX + "[cyn]:.+")) {
            return Optional.empty();
        }
        String key = actionId.substring(PREFIX.length() + 2);
        return Optional.of(switch (actionId.charAt(PREFIX.length())) {
            case 'c' -> new Pick(key);
            case 'y' -> new Judge(key, true);
            default -> new Judge(key, false);
        });
    }
}
