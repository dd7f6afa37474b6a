package dev.parley.kb.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextClassifierTest {

    private static final TextClassifier PETS = TextClassifier.train(List.of(
            example("dog", "der hund bellt im garten"), example("dog", "the dog barks"),
            example("dog", "my dog is old"),
            example("cat", "die katze schnurrt im garten"), example("cat", "the cat purrs"),
            example("cat", "my cat is old")));

    @Test
    void tellsLabelsOfSeveralLanguagesApart() {
        Map<String, Double> dog = PETS.probabilities(terms("ein hund bellt"));
        assertTrue(dog.get("dog") > 0.8, dog::toString);
        assertEquals(1, dog.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
        assertTrue(PETS.probabilities(terms("her cat purrs")).get("cat") > 0.8);
        assertEquals(0.5, PETS.probabilities(terms("something else")).get("cat"), 0.1);
    }

    @Test
    void namesTheWordsThatSpeakForALabel() {
        assertEquals(List.of("dog"), PETS.listTelling(terms("is the old dog"), "dog", "cat", 1));
    }

    @Test
    void whatNothingTaughtKnowsNothing() {
        assertEquals(Map.of(), TextClassifier.train(List.of()).probabilities(terms("dog")));
    }

    private static TextClassifier.Example example(String label, String text) {
        return new TextClassifier.Example(label, terms(text));
    }

    private static Terms terms(String text) {
        return new Terms(Arrays.asList(text.split(" ")), List.of());
    }
}
