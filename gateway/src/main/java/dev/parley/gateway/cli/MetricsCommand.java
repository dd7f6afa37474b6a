package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the server's figures. */
@Command(name = "metrics", mixinStandardHelpOptions = true, description = "Print the running server's figures, each with its definition.")
final class MetricsCommand implements Callable<Integer> {

    private static final Map<String, String> NAMES = Map.of("kbHitRate", "KB hit rate", "resolutionRate",
            "Resolution rate", "deflectionRate", "Deflection rate", "escalationRate", "Escalation rate",
            "overrideRate", "Override rate", "csat", "CSAT");

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "a date or an instant, UTC (default: 30 days before --to)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "not included (default: now)")
    private @Nullable String to;

    @Option(names = "--json", description = "as the API gives it")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = command.getOut();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode figures = client.get("/api/v1/metrics" + query());
            if (json) {
                out.println(figures.toPrettyString());
            } else {
                print(out, figures);
            }
        }
        out.flush();
        return 0;
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        append(query, "from", from);
        append(query, "to", to);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static void print(PrintWriter out, JsonNode body) {
        out.println(body.path("from").asText() + " to " + body.path("to").asText());
        JsonNode counts = body.path("counts");
        out.printf("%d conversations, %d turns, %d answers, %d handoffs, %d thumbs up, %d thumbs down%n%n",
                counts.path("conversations").asLong(), counts.path("turns").asLong(), counts.path("answers").asLong(),
                counts.path("handoffs").asLong(), counts.path("helpful").asLong(), counts.path("unhelpful").asLong());
        for (String key : new String[]{"kbHitRate", "resolutionRate", "deflectionRate", "escalationRate",
            "overrideRate", "csat"}) {
            JsonNode figure = body.path("figures").path(key);
            String value = share(figure);
            out.printf("%-16s %8s  (%d / %d)  %s%n", NAMES.get(key), value, figure.path("numerator").asLong(),
                    figure.path("denominator").asLong(), figure.path("definition").asText());
        }
        JsonNode response = body.path("figures").path("firstResponse");
        out.printf("%-16s %8s  p50, %s p95 (ms)  %s%n", "First response", response.path("p50Millis").asText("–"),
                response.path("p95Millis").asText("–"), response.path("definition").asText());
        table(out, "Handoffs by reason", body.path("handoffsByReason"));
        table(out, "By category", body.path("byCategory"));
        table(out, "By channel", body.path("byChannel"));
        table(out, "By language", body.path("byLanguage"));
        out.printf("%nCustomer satisfaction by agent%n");
        body.path("csatByAgent").properties().forEach(row -> out.printf(Locale.ROOT, "  %-28s %s  (%d / %d)%n",
                row.getKey(), share(row.getValue()), row.getValue().path("numerator").asLong(),
                row.getValue().path("denominator").asLong()));
    }

    private static String share(JsonNode rate) {
        return rate.path("value").isNull()
                ? "–"
                : String.format(Locale.ROOT, "%.1f %%", rate.path("value").asDouble() * 100);
    }

    private static void table(PrintWriter out, String title, JsonNode rows) {
        out.printf("%n%s%n", title);
        rows.properties().forEach(row -> out.println(row.getValue().isNumber()
                ? String.format("  %-28s %6d", row.getKey(), row.getValue().asLong())
                : String.format("  %-28s %6d turns %6d handoffs", row.getKey(), row.getValue().path("turns").asLong(),
                        row.getValue().path("handoffs").asLong())));
    }
}
