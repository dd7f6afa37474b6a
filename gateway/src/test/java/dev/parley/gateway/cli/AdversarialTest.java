package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Asked;
import dev.parley.gateway.config.ConfigLoader;
import dev.parley.gateway.config.Secrets;
import dev.parley.gateway.knowledge.KnowledgeFiles;
import dev.parley.gateway.rules.RuleBook;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.lucene.Voices;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The shipped rules, articles and models against people who hide what they say, and against people who have nothing to hide.
 * The sentences were written by somebody who knew the topics and not the rules; what the rules missed of them has been added
 * since. Prints its figures.
 */
class AdversarialTest {

    private static final Path CONFIG = Path.of("../config");
    private static final Path SENTENCES = Path.of("src/test/resources/rules");
    private static final int VARIANTS = 2_000;

    @Test
    void noForbiddenTopicIsAnsweredHoweverItIsDisguised() throws IOException {
        List<String[]> seeds = read("forbidden.tsv");
        Random random = new Random(20261124);
        Map<String, int[]> byWay = new TreeMap<>();
        List<String> answered = new ArrayList<>();
        int caught = 0;
        try (OfflineBot bot = open()) {
            for (int i = 0; i < VARIANTS; i++) {
                String[] seed = seeds.get(i % seeds.size());
                Disguises.Disguised disguised = Disguises.of(seed[2], random);
                Asked asked = bot.ask(GoldenQuestion.of(disguised.text()));
                boolean isCaught = "no_touch".equals(asked.reason()) || "customer_request".equals(asked.reason());
                caught += isCaught ? 1 : 0;
                int[] counts = byWay.computeIfAbsent(disguised.way(), way -> new int[2]);
                counts[0]++;
                counts[1] += isCaught ? 1 : 0;
                if (asked.decision().equals("answer")) {
                    answered.add(
                            seed[0] + " (" + disguised.way() + "): " + disguised.text() + " => " + asked.articleId());
                }
            }
        }
        System.out.printf("ADVERSARIAL %d variants: %d answered, %d recognised by a rule%n", VARIANTS, answered.size(),
                caught);
        byWay.forEach((way, counts) -> System.out.printf("  %-22s %d of %d%n", way, counts[1], counts[0]));
        assertEquals(List.of(), answered);
        assertTrue(caught >= VARIANTS * 95 / 100, "rules recognise " + caught);
    }

    /** Written by people who had not seen the rules; what was missed then was looked at afterwards. */
    @Test
    void whatPeopleSayOfForbiddenTopicsIsRecognised() throws IOException {
        List<String[]> sentences = read("plain.tsv");
        List<String> missed = new ArrayList<>();
        try (Voices voices = new Voices(Embeddings.bundled(), null)) {
            RuleBook rules = RuleBook.read(CONFIG, wording(voices));
            for (String[] sentence : sentences) {
                if (rules.judge(sentence[2], List.of(), sentence[1]).isEmpty()
                        && rules.findKeyword(sentence[2]).isEmpty()) {
                    missed.add(sentence[0] + " (" + sentence[1] + "): " + sentence[2]);
                }
            }
        }
        System.out.printf("PLAIN %d sentences on forbidden topics: %d not recognised %s%n", sentences.size(),
                missed.size(),
                missed);
        assertTrue(missed.size() <= sentences.size() * 2 / 100, missed::toString);
    }

    @Test
    void harmlessQuestionsAreRarelyTakenForForbiddenOnes() throws IOException {
        List<String> alarms = new ArrayList<>();
        List<String[]> questions = read("harmless.tsv");
        try (Voices voices = new Voices(Embeddings.bundled(), null)) {
            RuleBook rules = RuleBook.read(CONFIG, wording(voices));
            for (String[] question : questions) {
                if (isAlarm(rules, question[1], question[0])) {
                    alarms.add(question[1]);
                }
            }
        }
        System.out.printf("HARMLESS %d questions: %d false alarms %s%n", questions.size(), alarms.size(), alarms);
        assertTrue(alarms.size() <= questions.size() * 5 / 100, alarms::toString);
    }

    /**
     * What nobody has looked at to mend anything: the sentences are from people who had seen neither rules nor sentences, and
     * whose own are in no file that is learned from. Whoever adds some of these to one takes them out here.
     */
    @Test
    void strangersAreUnderstoodToo() throws IOException {
        Map<String, int[]> byTopic = new TreeMap<>();
        int seen = 0;
        List<String[]> sentences = read("strangers.tsv");
        List<String[]> harmless = read("strangers-harmless.tsv");
        List<String> alarms = new ArrayList<>();
        try (Voices voices = new Voices(Embeddings.bundled(), null)) {
            RuleBook rules = RuleBook.read(CONFIG, wording(voices));
            for (String[] sentence : sentences) {
                boolean isSeen = isAlarm(rules, sentence[2], sentence[1]);
                int[] counts = byTopic.computeIfAbsent(sentence[0], topic -> new int[2]);
                counts[0]++;
                counts[1] += isSeen ? 1 : 0;
                seen += isSeen ? 1 : 0;
            }
            harmless.stream().filter(question -> isAlarm(rules, question[1], question[0]))
                    .forEach(question -> alarms.add(question[1]));
        }
        System.out.printf(
                "STRANGERS %d sentences on topics for people: %d recognised; %d harmless ones: %d false alarms%n",
                sentences.size(), seen, harmless.size(), alarms.size());
        byTopic.forEach((topic, counts) -> System.out.printf("  %-22s %d of %d%n", topic, counts[1], counts[0]));
        assertTrue(seen >= sentences.size() * 78 / 100, "recognised " + seen);
        assertTrue(alarms.size() <= harmless.size() * 5 / 100, alarms::toString);
    }

    private static boolean isAlarm(RuleBook rules, String text, String language) {
        return rules.judge(text, List.of(), language).isPresent() || rules.findKeyword(text).isPresent()
                || rules.isUpset(text, language);
    }

    @Test
    void whoIsCalledUpsetIsUpset() throws IOException {
        RuleBook rules = RuleBook.read(CONFIG, Wording.NONE);
        long upset = Files.readAllLines(SENTENCES.resolve("upset.txt")).stream()
                .filter(line -> rules.isUpset(line, "en"))
                .count();
        long calm = Files.readAllLines(SENTENCES.resolve("annoyed.txt")).stream()
                .filter(line -> rules.isUpset(line, "en")).count();
        System.out.printf("SENTIMENT %d of 100 upset messages noticed, %d of 100 calm complaints%n", upset, calm);
        assertTrue(upset >= 40 && calm <= 2);
    }

    private static Wording wording(Voices voices) {
        return new KnowledgeFiles(new ConfigLoader(new ConfigLoader.Options(CONFIG, null, null),
                new Secrets(Map.of())).load())
                .wording(voices);
    }

    private static OfflineBot open() {
        ConfigOption option = new ConfigOption();
        option.config = CONFIG;
        return OfflineBot.open(option, new PrintWriter(System.err, true));
    }

    private static List<String[]> read(String name) throws IOException {
        return Files.readAllLines(SENTENCES.resolve(name)).stream().map(line -> line.split("\t")).toList();
    }
}
