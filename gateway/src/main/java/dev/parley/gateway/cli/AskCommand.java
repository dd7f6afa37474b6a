package dev.parley.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.Asked;
import dev.parley.kb.eval.GoldenQuestion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the bot would do about a question; stored and counted nowhere. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = {"Say what the bot would do about a question.",
    "Works by itself, on the articles' folder; nothing is stored or counted."})
final class AskCommand implements Callable<Integer> {

    private static final int PROGRESS_EVERY = 500;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "one JSON object a question")
    private boolean json;

    @Option(names = "--file", paramLabel = "QUESTIONS", description = "one question a line, or a .jsonl file with 'text' and 'id'")
    private @Nullable Path file;

    @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "the question")
    private List<String> words = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        if (words.isEmpty() == (file == null) || file == null && String.join("", words).isBlank()) {
            throw new CommandLine.ParameterException(command, "give either a question or --file");
        }
        List<GoldenQuestion> questions = file == null
                ? List.of(GoldenQuestion.of(String.join(" ", words)))
                : Questions.read(file);
        try (OfflineBot bot = OfflineBot.open(config, command.getErr())) {
            ObjectMapper mapper = new ObjectMapper();
            int done = 0;
            for (GoldenQuestion question : questions) {
                Asked asked = bot.ask(question);
                print(command.getOut(), asked, mapper);
                if (++done % PROGRESS_EVERY == 0) {
                    command.getErr().println(done + " of " + questions.size());
                }
            }
        }
        command.getOut().flush();
        return 0;
    }

    private void print(PrintWriter out, Asked asked, ObjectMapper mapper) throws JsonProcessingException {
        if (json) {
            out.println(mapper.writeValueAsString(asked));
            return;
        }
        String sure = asked.confidence() == null
                ? ""
                : String.format(Locale.ROOT, ", %.0f %% sure", asked.confidence() * 100);
        switch (asked.decision()) {
            case "answer" -> {
                for (Asked.AskedAnswer answer : asked.answers()) {
                    out.printf(Locale.ROOT, "%s%n%n[%s, %.0f %% sure]%n", answer.answer(), answer.articleId(),
                            answer.confidence() * 100);
                }
            }
            case "clarify" -> out.println("[asks which is meant: " + asked.answers().stream()
                    .map(Asked.AskedAnswer::articleId).collect(Collectors.joining(", ")) + sure + "]");
            case "smalltalk" -> out.println("[small talk]");
            default -> {
                out.println("[handed to a person: " + asked.reason()
                        + (asked.rule() == null ? "" : ", rule " + asked.rule()) + ", " + asked.category() + sure
                        + "]");
                out.println(asked.route());
            }
        }
    }
}
