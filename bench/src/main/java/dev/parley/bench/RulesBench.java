package dev.parley.bench;

import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.text.Wording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** What judging a message costs: the shipped rules and 200 of them, on 8 KB. */
public final class RulesBench {

    private static final int RULES = 200;
    private static final int PHRASES = 10;
    private static final int CHARACTERS = 8_192;
    private static final int ROUNDS = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RulesBench() {}

    /**
     * @param arguments the directory with the shipped configuration, a file with harmless questions, and a folder that is
     *        filled; deleted by the caller
     */
    public static void main(String[] arguments) throws IOException {
        Path config = Path.of(arguments[0]);
        Path many = Files.createDirectories(Path.of(arguments[2]).resolve("config"));
        Random random = new Random(7);
        List<String> words = words(Path.of(arguments[1]));
        Files.copy(config.resolve("escalation.yml"), many.resolve("escalation.yml"));
        Files.writeString(many.resolve("no-touch.yml"), rules(words, random));
        // Another text each round: nothing that was read before is read again.
        List<String> texts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            texts.add(text(words, random));
        }
        // Every word of the text is an ordinary one but for what random letters were put in.
        Wording wording = new Wording(Set.copyOf(words)::contains, word -> false, text -> java.util.Optional.empty(),
                text -> java.util.Optional.empty(), List::of);
        print("shipped rules, 8 KB", RuleBook.read(config, wording), texts);
        print("200 rules of 10 phrases and a pattern, 8 KB", RuleBook.read(many, wording), texts);
    }

    private static List<String> words(Path questions) throws IOException {
        return Files.readAllLines(questions).stream().filter(line -> line.startsWith("en\t"))
                .flatMap(line -> Arrays.stream(line.substring(3).toLowerCase(Locale.ROOT).split("[^a-z]+")))
                .filter(word -> word.length() > 2).distinct().toList();
    }

    private static String rules(List<String> words, Random random) {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (int rule = 0; rule < RULES; rule++) {
            yaml.append("  - {id: r").append(rule)
                    .append(", category: c, priority: normal, reason: r, languages: [],\n")
                    .append("     categories: [], except: [], examples: {match: [], noMatch: []},\n     phrases: [");
            for (int phrase = 0; phrase < PHRASES; phrase++) {
                yaml.append(phrase == 0 ? "" : ", ").append(word(words, random)).append("x").append(rule)
                        .append(" .. ").append(word(words, random)).append('|').append(word(words, random)).append("*");
            }
            yaml.append("],\n     patterns: ['(").append(word(words, random)).append("q|").append(word(words, random))
                    .append("q)( [^ ]+){0,6} ").append(word(words, random)).append("']}\n");
        }
        return yaml.toString();
    }

    private static String text(List<String> words, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < CHARACTERS) {
            String word = word(words, random);
            text.append(random.nextInt(20) == 0 ? word.substring(1) + word.charAt(0) : word).append(' ');
        }
        return text.substring(0, CHARACTERS);
    }

    private static String word(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static void print(String what, RuleBook rules, List<String> texts) {
        double[] millis = new double[texts.size()];
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            texts.forEach(text -> rules.judge(text.substring(1), List.of(), "en"));
        }
        for (int i = 0; i < millis.length; i++) {
            String text = texts.get(i);
            long before = THREADS.getCurrentThreadCpuTime();
            rules.judge(text, List.of(), "en");
            millis[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-46s p50 %6.2f ms CPU%n", what, millis[millis.length / 2]);
    }
}
