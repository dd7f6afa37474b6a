package dev.parley.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the server forget a customer. */
@Command(name = "forget", mixinStandardHelpOptions = true, description = {
    "Remove what a customer wrote and was told from the running server: messages, drafts, queued and dead letters.",
    "The counts in the figures stay. This can't be undone."})
final class ForgetCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "the customer's id, as handoffs show it, for example web:1a2b…")
    private String customer = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        try (ServerClient client = new ServerClient(server, ConfigOption.environment())) {
            JsonNode forgotten = client.delete("/api/v1/customers/"
                    + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20"));
            command.getOut().println(forgotten.path("conversations").asInt() + " conversations of " + customer
                    + " are emptied.");
        }
        command.getOut().flush();
        return 0;
    }
}
