package dev.parley.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a message apart into the questions that it may hold. Pure. */
final class Parts {

    /** A shorter part is seldom a question of its own. */
    private static final int FEWEST_WORDS = 3;
    private static final int MOST = 3;
    private static final Pattern SENTENCES = Pattern.compile("(?<=[?!.])\\s+|\\R+");
    /** "… and how do I …": a second question behind an "and", in the languages of the sample articles. */
    private static final Pattern JOINED = Pattern.compile("(?i)[,;]?\\s+(?:and|also|plus|und|y)\\s+(?:also\\s+)?(?=(?:"
            + "how|what|whats|when|where|which|who|why|can|could|do|does|is|are|will|would|should|"
            + "wie|was|wann|wo|welche|welcher|wer|warum|kann|gibt|ist|sind|"
            + "cómo|como|qué|que|cuándo|cuando|dónde|donde|cuál|cual|puedo|hay|es)\\b)");
    private static final Pattern QUESTION = Pattern
            .compile("(?i).*\\?\\s*$|^(?:how|what|whats|when|where|which|who|why|can|"
                    + "could|do|does|is|are|will|would|should|wie|was|wann|wo|welche|welcher|wer|warum|kann|gibt|ist|sind|"
                    + "cómo|como|qué|cuándo|cuando|dónde|donde|cuál|cual|puedo|hay)\\b.*", Pattern.DOTALL);

    private Parts() {}

    /** @return two or three questions, or none when the message is best taken whole */
    static List<String> of(String message) {
        List<String> questions = new ArrayList<>();
        for (String sentence : SENTENCES.split(message.strip())) {
            for (String part : JOINED.split(sentence)) {
                if (part.strip().split("\\s+").length >= FEWEST_WORDS && QUESTION.matcher(part.strip()).matches()) {
                    questions.add(part.strip());
                }
            }
        }
        return questions.size() >= 2 && questions.size() <= MOST ? questions : List.of();
    }
}
