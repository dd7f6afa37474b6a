package dev.parley.gateway.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises messages that ask nothing: every word must be a courtesy, so that "hi, where is my parcel" is a question.
 * English, German and Spanish. Pure.
 */
final class SmallTalk {

    private static final Set<String> GREETING = Set.of("hi", "hello", "hey", "hiya", "heya", "howdy", "yo", "greetings",
            "morning", "afternoon", "evening", "hallo", "helo", "hellooo", "hii", "moin", "servus", "hola", "buenas",
            "buenos", "guten", "grüezi");
    private static final Set<String> THANKS = Set.of("thanks", "thank", "thankyou", "thx", "tnx", "ty", "cheers", "ta",
            "thanx", "perfect", "great", "brilliant", "awesome", "lovely", "fab", "appreciated", "helpful", "super",
            "danke", "dankeschön", "vielen", "merci", "prima", "gracias", "perfecto", "genial");
    private static final Set<String> GOODBYE = Set.of("bye", "goodbye", "byebye", "cya", "later", "farewell", "tschüss",
            "tschüs", "wiedersehen", "ciao", "adiós", "adios", "chao");
    private static final Set<String> FILLER = Set.of("good", "there", "you", "u", "so", "very", "much", "a", "lot",
            "all",
            "that", "thats", "was", "is", "it", "the", "for", "your", "help", "ok", "okay", "and", "bot", "everyone",
            "team", "again", "day", "nice", "have", "see", "me", "helped", "really", "many", "of", "now", "then",
            "just",
            "guys", "mate", "this", "im", "sorted", "cool", "alright", "yes", "no", "oh", "well", "how", "are", "doing",
            "today", "everything", "i", "needed", "wanted", "needs", "dank", "tag", "morgen", "abend", "schön",
            "schönen", "auf", "dir", "ihnen", "sehr", "für", "ihre", "hilfe", "noch",
            "días", "dias", "tardes", "noches", "muchas", "mil", "por", "su", "ayuda", "hasta", "luego");
    private static final Pattern ABOUT = Pattern.compile(
            "(so |hi |hey |hello )?(who|what) (are|r) (you|u)|(are|r) (you|u) (a |an |just a )?"
                    + "(ro)?(bot|machine|computer|ai|chatbot|chat bot|real|human|real person|person)( or a? ?"
                    + "(human|person|bot|real person))?|am i (talking|speaking|chatting) (to|with) a? ?(ro)?(bot|machine|ai)|"
                    + "(whats|what is) your name");

    private SmallTalk() {}

    static Optional<Finding.Kind> of(String message) {
        String text = message.toLowerCase(Locale.ROOT).replaceAll("['\u2019]", "").replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        if (ABOUT.matcher(text).matches()) {
            return Optional.of(Finding.Kind.ABOUT);
        }
        Finding.Kind kind = null;
        for (String word : text.split(" ")) {
            if (GOODBYE.contains(word)) {
                kind = Finding.Kind.GOODBYE;
            } else if (THANKS.contains(word)) {
                kind = kind == Finding.Kind.GOODBYE ? kind : Finding.Kind.THANKS;
            } else if (GREETING.contains(word)) {
                kind = kind == null ? Finding.Kind.GREETING : kind;
            } else if (!FILLER.contains(word)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(kind);
    }
}
