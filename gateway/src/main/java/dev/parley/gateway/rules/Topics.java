package dev.parley.gateway.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.gateway.config.ErrorCode;
import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.text.NormalText;
import dev.parley.kb.ranking.Terms;
import dev.parley.kb.ranking.TextClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What customers write of topics, in any words: learned from the sentences of {@code topics.jsonl} and from questions that
 * articles answer, which are harmless. Thread-safe; learns, for about a second, when it is first asked.
 */
final class Topics {

    /** Of no topic that calls for a person. */
    static final String NONE = "none";
    /** Anger, contempt or despair, whatever it is about. */
    static final String UPSET = "upset";

    /**
     * How probable a topic must be. Measured on sentences of six languages by people who had seen neither rules nor sentences: the
     * words of rules recognise 60 % of 420 on topics for people, with this it is 80 %; of 480 harmless ones 1 % are taken for such a
     * topic because of this ({@code AdversarialTest} prints what holds now).
     */
    private static final double LIKE = 0.6;
    /** In so few words, of which none may tell anything, it must be more probable. */
    private static final double LIKE_IN_FEW_WORDS = 0.9;
    private static final int FEW_WORDS = 5;
    /** In words: "hello" is no topic. */
    private static final int FEWEST_WORDS = 3;
    /** In words: what is learned from is at most as long; longer texts are looked at piece by piece. */
    private static final int PIECE = 60;
    private static final int STEP = 40;
    private static final int MOST_WORDS = 400;
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 5;
    private static final int TELLING = 3;
    /** One of so many sentences is kept for measuring. */
    private static final int HELD_OUT = 5;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build().readerFor(Sentence.class);
    /** The last that was learned: files of rules change more often than the sentences. */
    private static @Nullable Learned last;

    private final Path file;
    private final List<Sentence> sentences;
    private final List<String> harmless;
    private volatile @Nullable Learned learned;

    private Topics(Path file, List<Sentence> sentences, List<String> harmless) {
        this.file = file;
        this.sentences = sentences;
        this.harmless = harmless;
    }

    /**
     * A line of the file.
     *
     * @param topic the id of a rule, or one of the constants
     * @param language for those who read the file, ISO 639-1
     */
    record Sentence(String text, String topic, @Nullable String language) {}

    private record Learned(List<Sentence> sentences, List<String> harmless, TextClassifier classifier) {}

    /**
     * A topic that a text is worded like.
     *
     * @param probability from 0 to 1
     * @param telling the words that speak most for it
     */
    record Likeness(String topic, double probability, List<String> telling) {

        String told() {
            return String.format(Locale.ROOT, "sentences on %s (%.0f %%)%s", topic, 100 * probability,
                    telling.isEmpty() ? "" : ", by '" + String.join("', '", telling) + "'");
        }
    }

    /**
     * @param file where there is none, nothing is learned, and only the words of rules count
     * @param known sentences that the rules themselves name
     * @param harmless questions that articles answer
     * @throws ParleyException INVALID_CONFIGURATION with file, line and remedy
     */
    static Topics read(Path file, List<Sentence> known, Supplier<List<String>> harmless) {
        if (!Files.exists(file)) {
            return new Topics(file, List.of(), List.of());
        }
        List<Sentence> sentences = new ArrayList<>(known);
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    sentences.add(sentence(file, number, line));
                }
            }
        } catch (IOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ":1: can't be read: " + e.getMessage(),
                    e);
        } catch (UncheckedIOException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ":" + (sentences.size() - known.size() + 1) + ": is not UTF-8; save it as such", e);
        }
        List<String> answered = List.copyOf(harmless.get());
        if (answered.isEmpty() && sentences.stream().noneMatch(sentence -> sentence.topic().equals(NONE))) {
            // Everything would be like some topic.
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file
                    + ":1: has no harmless sentence; add some of the topic '" + NONE + "', or remove the file");
        }
        return new Topics(file, List.copyOf(sentences), answered);
    }

    @SuppressWarnings("NullAway") // A record that Jackson made may lack what the line lacks.
    private static Sentence sentence(Path file, int number, String line) {
        Sentence sentence;
        try {
            sentence = JSON.readValue(line);
        } catch (JsonProcessingException e) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION, file + ":" + number
                    + ": is no JSON object with text, topic and language; correct the line", e);
        }
        if (sentence == null || sentence.text() == null || sentence.text().isBlank() || sentence.topic() == null) {
            throw new ParleyException(ErrorCode.INVALID_CONFIGURATION,
                    file + ":" + number + ": needs a text and a topic; correct the line");
        }
        return sentence;
    }

    /**
     * The topic that a text is most like, if it is like any.
     *
     * @param words normal words
     * @param isTopic which topics there are: a rule may have been removed
     */
    Optional<Likeness> find(List<String> words, Predicate<String> isTopic) {
        if (sentences.isEmpty() || words.size() < FEWEST_WORDS) {
            return Optional.empty();
        }
        TextClassifier classifier = learned().classifier();
        int end = Math.min(words.size(), MOST_WORDS);
        for (int from = 0; from == 0 || from + PIECE - STEP < end; from += STEP) {
            Optional<Likeness> likeness = find(terms(words.subList(from, Math.min(end, from + PIECE))), classifier)
                    .filter(found -> words.size() > FEW_WORDS || found.probability() >= LIKE_IN_FEW_WORDS);
            if (likeness.isPresent() && isTopic.test(likeness.get().topic())) {
                return likeness;
            }
        }
        return Optional.empty();
    }

    private static Optional<Likeness> find(Terms text, TextClassifier classifier) {
        return classifier.probabilities(text).entrySet().stream()
                .filter(topic -> topic.getValue() >= LIKE && !topic.getKey().equals(NONE)).findFirst()
                .map(topic -> new Likeness(topic.getKey(), topic.getValue(),
                        classifier.listTelling(text, topic.getKey(), NONE, TELLING)));
    }

    private Learned learned() {
        Learned known = learned;
        if (known == null) {
            known = learn(sentences, harmless);
            learned = known;
        }
        return known;
    }

    private static synchronized Learned learn(List<Sentence> sentences, List<String> harmless) {
        Learned known = last;
        if (known == null || !known.sentences.equals(sentences) || !known.harmless.equals(harmless)) {
            List<TextClassifier.Example> examples = new ArrayList<>(examples(sentences));
            harmless.forEach(text -> examples.add(new TextClassifier.Example(NONE, terms(NormalText.words(text)))));
            known = new Learned(sentences, harmless, TextClassifier.train(examples));
            last = known;
        }
        return known;
    }

    private static List<TextClassifier.Example> examples(List<Sentence> sentences) {
        return sentences.stream().map(sentence -> new TextClassifier.Example(sentence.topic(),
                terms(NormalText.words(sentence.text())))).toList();
    }

    /** Words, pairs of them, and runs of characters within words, whose ends count as one. */
    private static Terms terms(List<String> words) {
        Set<String> terms = new LinkedHashSet<>();
        Set<String> runs = new LinkedHashSet<>();
        String before = null;
        for (String word : words) {
            terms.add(word);
            if (before != null) {
                terms.add(before + " " + word);
            }
            before = word;
            String whole = " " + word + " ";
            for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
                for (int from = 0; from + length <= whole.length(); from++) {
                    runs.add(whole.substring(from, from + length));
                }
            }
        }
        return new Terms(List.copyOf(terms), List.copyOf(runs));
    }

    /** What owners should know of their sentences: topics that are no rule's, and how well strangers' sentences are told. */
    List<String> describe(Predicate<String> isTopic) {
        List<String> told = new ArrayList<>();
        if (sentences.isEmpty()) {
            return told;
        }
        Map<String, Integer> strange = new HashMap<>();
        sentences.stream().map(Sentence::topic).filter(topic -> !topic.equals(NONE) && !isTopic.test(topic))
                .forEach(topic -> strange.merge(topic, 1, Integer::sum));
        strange.forEach((topic, count) -> told.add(file.getFileName() + ": " + count + " sentences of '" + topic
                + "' are left out: no rule has this id"));
        told.add(measure());
        return told;
    }

    private String measure() {
        List<TextClassifier.Example> all = examples(sentences);
        List<TextClassifier.Example> kept = new ArrayList<>();
        List<TextClassifier.Example> held = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % HELD_OUT == 0 ? held : kept).add(all.get(i));
        }
        harmless.forEach(text -> kept.add(new TextClassifier.Example(NONE, terms(NormalText.words(text)))));
        TextClassifier classifier = TextClassifier.train(kept);
        long harmful = held.stream().filter(example -> !example.label().equals(NONE)).count();
        long seen = held.stream().filter(example -> !example.label().equals(NONE))
                .filter(example -> find(example.text(), classifier).isPresent()).count();
        long alarms = held.stream().filter(example -> example.label().equals(NONE))
                .filter(example -> find(example.text(), classifier).isPresent()).count();
        return String.format(
                "%s: %d sentences; without every fifth, it recognises %d of those %d on topics for people, and "
                        + "takes %d of those %d harmless ones for one",
                file.getFileName(), all.size(), seen, harmful, alarms,
                held.size() - harmful);
    }
}
