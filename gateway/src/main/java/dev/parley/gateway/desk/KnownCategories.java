package dev.parley.gateway.desk;

import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rollout.Categories;
import dev.parley.gateway.rules.RuleBook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What handoffs can be filed under: the articles' categories and the no-touch rules'. Thread-safe. */
@Singleton
class KnownCategories {

    private final Categories articles;
    private final Policies policies;

    KnownCategories(Categories articles, Policies policies) {
        this.articles = articles;
        this.policies = policies;
    }

    /** As they are now, with one more if it is none of them, in alphabetical order. */
    List<String> listWith(String oneMore) {
        return Stream.of(Stream.of(oneMore, RuleBook.UNCATEGORISED), articles.list().stream(),
                policies.current().rules().categories().stream()).flatMap(names -> names).distinct().sorted().toList();
    }
}
