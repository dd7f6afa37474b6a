package dev.parley.gateway.answer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises messages that ask nothing: every word must be a courtesy, so that "hi, where is my parcel" is a question.
 * English, German, Spanish, French, Italian and Portuguese, with or without accents. Pure.
 */
final class SmallTalk {

    private static final Set<String> GREETING = words(
            "hi hello hey hiya heya howdy yo greetings hallo helo hii moin servus "
                    + "hola buenas buenos guten gruezi gruss grusse hoi bonjour bonsoir salut coucou buongiorno buonasera salve ola oi bom boa");
    private static final Set<String> THANKS = words("thanks thank thankyou thx tnx ty cheers ta thanx perfect great "
            + "brilliant awesome lovely fab appreciated helpful super danke dankeschon merci prima gracias perfecto genial "
            + "grazie obrigado obrigada valeu parfait perfetto perfeito toll top");
    private static final Set<String> GOODBYE = words(
            "bye goodbye byebye cya farewell tschuss tschus wiedersehen adios chao "
                    + "arrivederci arrivederla tchau adeus revoir");
    private static final Set<String> FILLER = words(
            "good there you u so very much a lot all that thats was is it the for your "
                    + "help ok okay and bot everyone team again day nice have see me helped really many of now then just guys mate this "
                    + "im sorted cool alright yes yeah yep yup sure no nope oh well how are doing today everything i needed wanted "
                    + "needs morning afternoon evening later weekend great one too not done "
                    + "ja jo nein dank vielen tag morgen abend gott schon schone schones schonen auf dir ihnen euch sehr fur ihre hilfe "
                    + "noch zusammen wochenende gut alles klar besten herzlichen "
                    + "si dias tardes noches muchas mil por su ayuda hasta luego vale de acuerdo bueno muy amable "
                    + "oui non beaucoup bien a tous au ce soir journee bonne d accord "
                    + "mille tante buona giornata va bene ciao "
                    + "sim nao muito dia tarde noite tudo bem ate logo certo");
    /** Greetings of a time of day, and goodbyes, of words that mean nothing by themselves. */
    private static final Pattern GREETED = Pattern
            .compile("(good )?(morning|afternoon|evening)( all| everyone| team| there)?|"
                    + "ciao( a tutti)?|(hi |hello |hey )?how (are|r) (you|u)( doing)?( today)?");
    private static final Pattern LEFT = Pattern
            .compile("(ok |thanks )*((see|talk to) (you|u|ya) (later|soon|then)|laters)|"
                    + "((have|enjoy) (a|your|the) )(very )?(great |good |nice |lovely )?(day|weekend|evening|week|one)( too)?|"
                    + "schone[ns]? (tag|wochenende|abend)( noch)?|bis (dann|bald|spater)|hasta (luego|pronto|manana)|"
                    + "a (bientot|plus)|bonne (journee|soiree)|a presto|buona (giornata|serata)|ate (logo|mais|breve)");
    private static final Pattern THANKED = Pattern
            .compile("(?:\\p{L}+ ){0,3}(?:thanks|thank you|thx|cheers|danke|dank|gracias|"
                    + "merci|grazie|obrigad[oa]) (?:(?:for|fur|por|per|pour|de|pela|pelo) (?!nothing|nichts|nada|rien|niente)"
                    + "\\p{L}+(?: \\p{L}+){0,4}|(?:that|this|it) .{0,40})|(?:that|this|it) (?:really )?"
                    + "(?:answers|answered|solves|solved|helps|helped|did help|worked)(?: my question| me| it| the problem)?(?: thanks| thank you)?");
    private static final Pattern ABOUT = Pattern.compile(
            "(so |hi |hey |hello )?(who|what) (are|r) (you|u)|(are|r) (you|u) (a |an |just a )?"
                    + "(ro)?(bot|machine|computer|ai|chatbot|chat bot|real|human|real person|person)( or a? ?"
                    + "(human|person|bot|real person))?|am i (talking|speaking|chatting) (to|with) a? ?(ro)?(bot|machine|ai)|"
                    + "(whats|what is) your name");
    private static final Pattern PLEASED = Pattern
            .compile("(?s)(?=.*[^\\s!])[\\s\\x{1F44D}\\x{1F44C}\\x{1F64F}\\x{1F44F}\\x{1F64C}\\x{1F600}-\\x{1F60D}"
                    + "\\x{1F642}\\x{1F970}\\x{2764}\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}\\x{2705}!]+");
    private static final Pattern WAVING = Pattern.compile("(?s)(?=.*[^\\s!])[\\s\\x{1F44B}\\x{1F3FB}-\\x{1F3FF}!]+");
    /** Nothing more is wanted, and nothing was asked. */
    private static final Set<String> DECLINING = words("no nope nein non nao");

    private SmallTalk() {}

    private static Set<String> words(String words) {
        return Set.copyOf(Arrays.stream(words.split(" ")).distinct().toList());
    }

    static Optional<Finding.Kind> of(String message) {
        if (WAVING.matcher(message).matches()) {
            return Optional.of(Finding.Kind.GREETING);
        }
        if (PLEASED.matcher(message).matches()) {
            return Optional.of(Finding.Kind.THANKS);
        }
        String text = plain(message);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (ABOUT.matcher(text).matches()) {
            return Optional.of(Finding.Kind.ABOUT);
        }
        if (GREETED.matcher(text).matches()
                && (text.startsWith("how") || text.contains(" how ") || !message.contains("?"))) {
            return Optional.of(Finding.Kind.GREETING);
        }
        if (message.contains("?")) {
            return ofWords(List.of(text.split(" "))).filter(kind -> kind == Finding.Kind.GREETING);
        }
        if (LEFT.matcher(text).matches()) {
            return Optional.of(Finding.Kind.GOODBYE);
        }
        return THANKED.matcher(text).matches()
                ? Optional.of(Finding.Kind.THANKS)
                : ofWords(List.of(text.split(" "))).or(() -> acknowledged(List.of(text.split(" "))));
    }

    /** Small letters without accents; "heyyy" is "hey". */
    private static String plain(String message) {
        return Normalizer.normalize(message.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .replace("ß", "ss").replaceAll("['\u2019]", "").replaceAll("(\\p{L})\\1{2,}", "$1")
                .replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static Optional<Finding.Kind> ofWords(List<String> words) {
        Finding.Kind kind = null;
        for (String word : words) {
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

    /** "Ok", "all good": said of what came before. */
    private static Optional<Finding.Kind> acknowledged(List<String> words) {
        if (!FILLER.containsAll(words)) {
            return Optional.empty();
        }
        return Optional.of(DECLINING.contains(words.getFirst()) ? Finding.Kind.GOODBYE : Finding.Kind.THANKS);
    }
}
