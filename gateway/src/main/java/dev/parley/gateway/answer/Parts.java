package dev.parley.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a message apart into the questions that it may hold. Pure. */
final class Parts {

    /** A shorter part is seldom a question of its own. */
    private static final int FEWEST_WORDS = 3;
    private static final int MOST = 4;
    /** Also before what is numbered: "1) how do I … 2) where is …". */
    private static final Pattern SENTENCES = Pattern
            .compile("(?:^|\\s+)\\(?[1-9][).:]\\s+|(?<=[?!.])\\s+|(?<=[？。])|\\R+");
    /** Words that begin a question, in the languages of the rules. */
    private static final String ASKING = "how|what|whats|when|where|which|who|why|can|could|do|does|is|are|will|would|should|"
            + "wie|was|wann|wo|welche|welcher|welches|wer|warum|kann|können|gibt|ist|sind|wird|muss|"
            + "cómo|como|qué|cuándo|cuando|dónde|donde|cuál|cual|cuánto|cuanto|cuánta|puedo|pueden|hay|"
            + "comment|quand|où|quel|quelle|combien|pourquoi|est-ce|puis-je|"
            + "quando|dove|quale|quanto|quanta|perché|posso|c'è|onde|qual|quantos|posso|há";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    /** "… and how do I …": a second question behind an "and". */
    private static final Pattern JOINED = Pattern.compile(
            "[,;]?\\s+(?:and|also|plus|und|y|et|e|ed)\\s+(?:also\\s+)?(?=[¿¡]?(?:" + ASKING + "|que|es)\\b)", FLAGS);
    private static final Pattern QUESTION = Pattern.compile(".*[?？]\\s*$|^[¿¡]?(?:" + ASKING + ")\\b.*",
            FLAGS | Pattern.DOTALL);

    private Parts() {}

    /** Whether there is no doubt that each of them asks something. */
    static boolean areQuestions(List<String> parts) {
        return parts.stream().allMatch(part -> part.endsWith("?") || part.endsWith("？"));
    }

    /** @return two to four questions, or none when the message is best taken whole */
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
