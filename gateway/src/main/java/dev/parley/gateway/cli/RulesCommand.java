package dev.parley.gateway.cli;

import dev.parley.gateway.Asked;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.ParleyConfig;
import dev.parley.gateway.knowledge.KnowledgeFiles;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.routing.Route;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.kb.language.LanguageDetector;
import dev.parley.kb.lucene.Voices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What support managers do with their rules. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Try the rules of no-touch.yml, escalation.yml and routing.yml.", subcommands = {
    RulesCommand.Test.class, RulesCommand.Explain.class})
final class RulesCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new CommandLine.ParameterException(command, "say what to do: rules test, or rules explain \"text\"");
    }

    /** Checks everything that can be checked. */
    @Command(name = "test", mixinStandardHelpOptions = true, description = {
        "Check all files of rules: syntax, and that each rule matches its examples and no harmless one.",
        "Works by itself. Prints every mistake, and ends with 1 when there is one."})
    static final class Test implements Callable<Integer> {

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
            PrintWriter out = command.getOut();
            try (Opened opened = Opened.of(config)) {
                List<String> wrong = opened.policy().rules().listWrongExamples();
                wrong.forEach(out::println);
                opened.policy().rules().describeTopics().forEach(out::println);
                out.printf(Locale.ROOT, "%d rules, %d examples, %d of them wrong%n",
                        opened.policy().rules().countRules(), opened.policy().rules().countExamples(), wrong.size());
                out.flush();
                return wrong.isEmpty() ? 0 : Parley.FAILED;
            }
        }
    }

    /** Shows what the rules say of a text. */
    @Command(name = "explain", mixinStandardHelpOptions = true, description = {
        "Show which rules apply to a message, by what, and which team would get it. Works by itself."})
    static final class Explain implements Callable<Integer> {

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Option(names = "--language", description = "of the message, for example de (default: as the text reads)")
        private @Nullable String language;

        @Parameters(arity = "1..*", paramLabel = "TEXT", description = "the message")
        private List<String> words = List.of();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
            PrintWriter out = command.getOut();
            String text = String.join(" ", words);
            if (language != null && !Set.of(Locale.getISOLanguages()).contains(language)) {
                throw new CommandLine.ParameterException(command,
                        "--language: '" + language + "' is no language; write a code of two letters, such as de");
            }
            try (Opened opened = Opened.of(config)) {
                String written = language != null
                        ? language
                        : new LanguageDetector().detect(text, opened.defaultLanguage());
                List<RuleBook.Match> matches = opened.policy().rules().listMatches(text, written);
                out.println(
                        "language: " + written + (language != null ? "" : ", as the text reads; else give --language"));
                matches.forEach(
                        match -> out.printf("%s: %s, category %s, priority %s%n  by: %s%n  read as: %s%n  why: %s%n",
                                match.verdict().reason().code(), match.rule(), match.verdict().category(),
                                match.verdict().priority().name().toLowerCase(Locale.ROOT), match.cause(), match.read(),
                                match.verdict().why()));
                if (opened.policy().rules().isUpset(text, written)) {
                    out.println("sentiment: the customer sounds upset");
                }
                if (matches.isEmpty()) {
                    out.println("No rule of words applies: the knowledge base is asked (./parley ask).");
                } else {
                    RuleBook.Match first = matches.getFirst();
                    Route route = opened.policy().routing().route(first.verdict().reason(), first.verdict().category(),
                            written, first.verdict().priority(), Clock.systemUTC().instant());
                    out.println("The first one decides. "
                            + Asked.AskedRoute.of(route, opened.policy().routing()));
                }
                out.flush();
                return 0;
            }
        }
    }

    private record Opened(Policy policy, Voices voices, String defaultLanguage) implements AutoCloseable {

        static Opened of(ConfigOption option) {
            ConfigLoader loader = new ConfigLoader(new ConfigLoader.Options(option.config, null, null),
                    ConfigOption.environment());
            ParleyConfig config = loader.load();
            Path directory = loader.directory();
            KnowledgeFiles files = new KnowledgeFiles(config);
            Voices voices = new Voices(files.openEmbeddings(), null);
            try {
                return new Opened(Policy.read(directory, files.wording(voices)), voices,
                        config.knowledge().defaultLanguage());
            } catch (RuntimeException e) {
                voices.close();
                throw e;
            }
        }

        @Override
        public void close() {
            voices.close();
        }
    }
}
