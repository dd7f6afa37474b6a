package dev.parley.gateway.cli;

import dev.parley.gateway.Asked;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.kb.eval.GoldenQuestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the golden questions through the whole decision path and holds the result against what was promised. */
@Command(name = "golden", mixinStandardHelpOptions = true, description = {
    "Play the golden questions through rules, retrieval and decision, and check the promises.",
    "Works by itself, on the articles' folder. Ends with 1 when a promise is broken."})
final class GoldenCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--golden", paramLabel = "FILE", description = "the questions (default: goldenQuestions of application.yml)")
    private @Nullable Path golden;

    @Option(names = "--misses", description = "print each question that was decided otherwise than expected")
    private boolean misses;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = command.getOut();
        Path file = golden == null
                ? new ConfigLoader(new ConfigLoader.Options(config.config, null, null), ConfigOption.environment())
                        .load().knowledge().goldenQuestions()
                : golden;
        List<GoldenQuestion> questions = Questions.read(file);
        GoldenScore score = new GoldenScore();
        try (OfflineBot bot = OfflineBot.open(config, command.getErr())) {
            for (GoldenQuestion question : questions) {
                Asked asked = bot.ask(question);
                boolean asExpected = score.add(question, asked);
                if (misses && !asExpected) {
                    out.println(miss(question, asked));
                }
            }
        }
        out.println(score);
        out.flush();
        return score.isKept() ? 0 : Parley.FAILED;
    }

    private static String miss(GoldenQuestion question, Asked asked) {
        return String.format("%s  %s%n      expected %s%s, got %s%s%s%s", question.id(), question.text(),
                question.expect(), question.relevant().isEmpty() ? "" : " " + question.relevant(),
                asked.decision(),
                asked.articleId() == null ? "" : " " + asked.articleId(),
                asked.reason() == null ? "" : " " + asked.reason(),
                asked.confidence() == null ? "" : String.format(" (%.2f)", asked.confidence()));
    }
}
