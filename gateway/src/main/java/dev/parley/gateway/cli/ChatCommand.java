package dev.parley.gateway.cli;

import dev.parley.connectors.console.ConsoleChannel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A conversation on the terminal. */
@Command(name = "chat", mixinStandardHelpOptions = true, description = {
    "Talk to the bot on the terminal, as a customer would.",
    "Works by itself, on the articles' folder; nothing is stored or counted.",
    "/human asks for a person, /quit ends."})
final class ChatCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = command.getOut();
        try (OfflineBot bot = OfflineBot.open(config, command.getErr())) {
            ConsoleChannel console = new ConsoleChannel(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out,
                    Clock.systemUTC());
            console.start(new TerminalHost(bot, console));
            console.awaitEnd();
            console.stop();
        }
        out.println();
        out.flush();
        return 0;
    }
}
