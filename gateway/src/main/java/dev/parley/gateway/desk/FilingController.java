package dev.parley.gateway.desk;

import dev.parley.gateway.policy.Policies;
import dev.parley.gateway.rollout.Categories;
import dev.parley.gateway.rules.RuleBook;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

/** What handoffs can be filed under, for the desk's page. */
@Tag(name = "Handoffs")
@Controller("/api/v1/categories")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FilingController {

    private final Categories categories;
    private final Policies policies;

    FilingController(Categories categories, Policies policies) {
        this.categories = categories;
        this.policies = policies;
    }

    @Operation(summary = "What handoffs can be filed under: the articles' categories and the no-touch rules'")
    @Get
    Listing list() {
        return new Listing(all(categories, policies, RuleBook.UNCATEGORISED));
    }

    /** All that there are, with one more if it is none of them, in alphabetical order. */
    static List<String> all(Categories categories, Policies policies, String oneMore) {
        return Stream.of(Stream.of(oneMore, RuleBook.UNCATEGORISED), categories.list().stream(),
                policies.current().rules().categories().stream()).flatMap(names -> names).distinct().sorted().toList();
    }

    @Introspected
    @Schema(name = "Categories")
    record Listing(List<String> categories) {}
}
