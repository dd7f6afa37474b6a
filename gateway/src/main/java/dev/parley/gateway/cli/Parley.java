package dev.parley.gateway.cli;

import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code parley}; without a command of its own it serves. */
@Command(name = "parley", mixinStandardHelpOptions = true, versionProvider = Parley.Version.class, description = {
    "A support chatbot gateway that answers only when it is sure.",
    "Without a command it starts the server."}, subcommands = {ServeCommand.class, AskCommand.class, ChatCommand.class,
        EvalCommand.class, GoldenCommand.class,
        RulesCommand.class, BrandCommand.class, KbCommand.class, ReindexCommand.class, RollbackCommand.class,
        MetricsCommand.class,
        PauseCommand.class, ResumeCommand.class, ExplainCommand.class, ReplayCommand.class,
        ForgetCommand.class, BackupCommand.class, ChannelsCommand.class,
        DrillCommand.class,
        CommandLine.HelpCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done",
            "1:a check failed",
            "2:wrong usage or configuration", "3:no server; start ./parley first"})
public final class Parley implements Callable<Integer> {

    /** A check failed. */
    static final int FAILED = 1;
    /** There is no server to talk to. */
    static final int NO_SERVER = 3;

    private static final Set<String> COMMANDS = Set.of("serve", "ask", "chat", "eval", "golden", "rules", "brand", "kb",
            "reindex", "rollback", "metrics", "pause", "resume", "explain", "replay", "forget", "backup", "channels",
            "drill",
            "help");
    private static final Set<String> WITH_VALUE = Set.of("--config", "--data", "--port", "--url");
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    @Mixin
    private final Server server = new Server();

    @Spec
    private @Nullable CommandSpec spec;

    private Parley() {}

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        return server.run(command.getErr());
    }

    /** Runs a command and ends the process with its code. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(arguments));
    }

    /** Runs a command in this process. */
    static int run(String... arguments) {
        return execute(commandFirst(arguments));
    }

    /** {@code --config DIR ask} means {@code ask --config DIR}: options before a command are that command's. */
    static String[] commandFirst(String... arguments) {
        int at = 0;
        while (at < arguments.length && WITH_VALUE.contains(arguments[at].split("=", 2)[0])) {
            at += arguments[at].contains("=") ? 1 : 2;
        }
        if (at == 0 || at >= arguments.length || !COMMANDS.contains(arguments[at])) {
            return arguments;
        }
        List<String> moved = new ArrayList<>(List.of(arguments));
        moved.addFirst(moved.remove(at));
        return moved.toArray(String[]::new);
    }

    private static int execute(String... arguments) {
        boolean serve = arguments.length > 0 && arguments[0].equals("serve");
        boolean optionsOnly = Arrays.stream(arguments).noneMatch(HELP::contains)
                && (arguments.length == 0 || arguments[0].startsWith("-"));
        if (serve || optionsOnly) {
            // The server must be up soon: reading the other commands' annotations would take a tenth of its start.
            return explaining(new CommandLine(new ServeCommand()).setCommandName("parley serve"))
                    .execute(Arrays.copyOfRange(arguments, serve ? 1 : 0, arguments.length));
        }
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return explaining(new CommandLine(new Parley()));
    }

    private static CommandLine explaining(CommandLine command) {
        // Picocli would say that something is not a long.
        command.registerConverter(Long.class, text -> wholeNumber(text, Long::valueOf));
        command.registerConverter(long.class, text -> wholeNumber(text, Long::valueOf));
        command.registerConverter(Integer.class, text -> wholeNumber(text, Integer::valueOf));
        command.registerConverter(int.class, text -> wholeNumber(text, Integer::valueOf));
        return command.setExecutionExceptionHandler(Parley::explain);
    }

    private static <T> T wholeNumber(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a whole number, or too large");
        }
    }

    private static int explain(Exception exception, CommandLine command, CommandLine.@Nullable ParseResult result) {
        PrintWriter err = command.getErr();
        switch (exception) {
            case ParleyException known -> {
                err.println("parley: " + known.message());
                return known.code() == ErrorCode.INVALID_CONFIGURATION ? CommandLine.ExitCode.USAGE : FAILED;
            }
            case ServerClient.NoServerException missing -> {
                err.println("parley: " + missing.getMessage());
                return NO_SERVER;
            }
            default -> {
                err.println("parley: " + exception);
                return FAILED;
            }
        }
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Parley.class.getPackage().getImplementationVersion();
            return new String[]{"Parley " + (version == null ? "(not packaged)" : version)};
        }
    }
}
