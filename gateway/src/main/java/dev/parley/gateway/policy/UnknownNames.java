package dev.parley.gateway.policy;

import dev.parley.connectors.channel.Channel;
import dev.parley.gateway.alert.Alerts;
import dev.parley.gateway.rollout.Categories;
import dev.parley.gateway.rules.RuleBook;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Raises an alert while rollout.yml or no-touch.yml names a channel or a category that there is none of: such a line fits
 * nothing, and what it was to keep from the bot is answered. No error, because articles come and go.
 */
@Singleton
final class UnknownNames {

    private static final String ALERT = "policy-names";
    /** In the terminal, which is no channel of a server. */
    private static final String CONSOLE = "console";

    private final Policies policies;
    private final BeanProvider<Channel> channels;
    private final Categories categories;
    private final Alerts alerts;

    UnknownNames(Policies policies, BeanProvider<Channel> channels, Categories categories, Alerts alerts) {
        this.policies = policies;
        this.channels = channels;
        this.categories = categories;
        this.alerts = alerts;
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "5s")
    void look() {
        Policy policy = policies.current();
        Set<String> knownChannels = new HashSet<>(channels.stream().map(Channel::id).toList());
        knownChannels.add(CONSOLE);
        Set<String> knownCategories = new HashSet<>(categories.list());
        knownCategories.addAll(policy.rules().categories());
        knownCategories.add(RuleBook.UNCATEGORISED);
        List<String> unknown = new ArrayList<>();
        list(unknown, "rollout.yml names the channel", policy.rollout().channels(), knownChannels);
        list(unknown, "rollout.yml names the category", policy.rollout().categories(), knownCategories);
        list(unknown, "no-touch.yml names the category", policy.rules().articleCategories(), knownCategories);
        if (unknown.isEmpty()) {
            alerts.clear(ALERT);
        } else {
            alerts.raise(ALERT, String.join("; ", unknown) + ": that fits nothing. Correct the name, or remove it.");
        }
    }

    private static void list(List<String> unknown, String what, Collection<String> named, Set<String> known) {
        named.stream().filter(name -> !known.contains(name)).forEach(name -> unknown.add(what + " '" + name + "'"));
    }
}
