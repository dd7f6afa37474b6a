package dev.parley.gateway.cli;

import dev.parley.kb.check.Finding;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What content owners do with their folder. */
@Command(name = "kb", mixinStandardHelpOptions = true, description = "Look after the articles' folder.", subcommands = KbCommand.Check.class)
final class KbCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new CommandLine.ParameterException(command, "say what to do: kb check");
    }

    /** Lists what should be mended. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = {
        "List what should be mended: documents that can't be used, conflicts, duplicates, dead links, overdue reviews, "
                + "missing owners, articles that no question finds, questions that no article answers.",
        "Works by itself, on the articles' folder. Ends with 1 when there are documents that can't be used, conflicts, "
                + "duplicates, dead links, or judged questions that name an article that is not there."})
    static final class Check implements Callable<Integer> {

        private static final int SHOWN = 15;

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Option(names = "--all", description = "print every finding, not only the first " + SHOWN + " of each kind")
        private boolean all;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
            PrintWriter out = command.getOut();
            boolean grave = false;
            try (OfflineBot bot = OfflineBot.open(config, command.getErr())) {
                List<Finding> findings = bot.check(LocalDate.now(ZoneOffset.UTC));
                for (Finding.Kind kind : Finding.Kind.values()) {
                    List<Finding> own = findings.stream().filter(finding -> finding.kind() == kind).toList();
                    grave |= !own.isEmpty() && kind.compareTo(Finding.Kind.NO_SUCH_ARTICLE) <= 0;
                    print(out, kind.title(), own.stream()
                            .map(finding -> finding.subject() + ": " + finding.message()).toList());
                }
                print(out, "texts with words that brand.yml does not want", bot.listUnusualWords());
            }
            out.flush();
            return grave ? Parley.FAILED : 0;
        }

        private void print(PrintWriter out, String title, List<String> findings) {
            out.println(findings.size() + " " + title);
            findings.stream().limit(all ? findings.size() : SHOWN).forEach(finding -> out.println("  " + finding));
            if (!all && findings.size() > SHOWN) {
                out.println("  … and " + (findings.size() - SHOWN) + " more; --all prints them");
            }
        }
    }
}
