package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.knowledge.Pace;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has the server import the articles' folder now. */
@Command(name = "reindex", mixinStandardHelpOptions = true, description = {
    "Import the articles' folder into the running server.",
    "The old articles serve until the new ones are complete."})
final class ReindexCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 100;
    private static final int TELL_EVERY_POLLS = 20;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode job = client.post("/api/v1/reindex");
            for (int poll = 1; job.path("state").asText().equals("running"); poll++) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                job = client.get("/api/v1/reindex/" + job.path("id").asLong());
                if (poll % TELL_EVERY_POLLS == 0) {
                    command.getErr().println(progress(job));
                }
            }
            return report(command, job);
        }
    }

    static String progress(JsonNode job) {
        int done = job.path("done").asInt();
        int total = job.path("total").asInt();
        if (total == 0) {
            return "reindexing: reading the articles …";
        }
        return done == total
                ? "reindexing: %d articles read, learning from them …".formatted(total)
                : new Pace(done, total, job.path("perSecond").asLong(), job.path("secondsLeft").asLong())
                        .line("reindexing");
    }

    private static int report(CommandLine command, JsonNode job) {
        for (JsonNode problem : job.path("problems")) {
            String line = problem.path("line").isNull() ? "" : ":" + problem.path("line").asInt();
            command.getErr()
                    .println(problem.path("file").asText() + line + ": " + problem.path("message").asText() + "; "
                            + problem.path("remedy").asText());
        }
        if (job.path("state").asText().equals("refused")) {
            command.getErr()
                    .println("parley: the reindex is refused, because the golden questions would do worse; the old "
                            + "articles serve on");
            job.path("fallen").forEach(line -> command.getErr().println("  " + line.asText()));
            for (JsonNode change : job.path("changes")) {
                command.getErr().printf("  \"%s\": %s (%s instead of %s)%n", change.path("question").asText(),
                        change.path("why").asText(), change.path("after").asText("nothing"),
                        change.path("before").asText("nothing"));
            }
            return Parley.FAILED;
        }
        if (job.path("state").asText().equals("failed")) {
            command.getErr().println("parley: " + job.path("error").asText());
            return Parley.FAILED;
        }
        command.getOut().printf("%d articles: %d added, %d changed, %d unchanged, %d removed, %d not used%n",
                job.path("total").asInt(), job.path("added").asInt(), job.path("changed").asInt(),
                job.path("unchanged").asInt(), job.path("removed").asInt(), job.path("problems").size());
        command.getOut().flush();
        return 0;
    }
}
