package dev.parley.gateway.desk;

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

/** What handoffs can be filed under, for the desk's page. */
@Tag(name = "Handoffs")
@Controller("/api/v1/categories")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FilingController {

    private final KnownCategories categories;

    FilingController(KnownCategories categories) {
        this.categories = categories;
    }

    @Operation(summary = "What handoffs can be filed under: the articles' categories and the no-touch rules'")
    @Get
    Listing list() {
        return new Listing(categories.listWith(RuleBook.UNCATEGORISED));
    }

    @Introspected
    @Schema(name = "Categories")
    record Listing(List<String> categories) {}
}
