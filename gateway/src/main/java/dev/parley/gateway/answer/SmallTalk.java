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
                    + "hola buenas buenos guten gruezi gruss grusse hoi bonjour bonsoir salut coucou buongiorno "
                    + "buonasera salve ola oi bom boa");
    private static final Set<String> THANKS = words("thanks thank thankyou thx tnx ty cheers ta thanx perfect great "
            + "brilliant awesome lovely fab appreciated helpful super amazing excellent fantastic wonderful legend "
            + "danke dank spitze klasse dankeschon merci prima gracias perfecto genial "
            + "grazie obrigado obrigada valeu parfait perfetto perfeito toll top bravo genial geniale excelente "
            + "ottimo fantastico estupendo incrivel maravilloso perfekt mega lieb lieben "
            + "muchisimas");
    private static final Set<String> GOODBYE = words(
            "bye goodbye byebye cya farewell tschuss tschus wiedersehen adios chao "
                    + "arrivederci arrivederla tchau adeus revoir");
    private static final Set<String> FILLER = words(
            "good there you u so very a lot all that thats was is it the for your "
                    + "help ok okay and bot everyone team again day nice have see me helped really of now then just "
                    + "guys mate this are "
                    + "im sorted cool alright yes yeah yep yup sure no nope oh well doing today everything i needed wanted "
                    + "needs morning afternoon evening later weekend great one too done "
                    + "ja jo nein dank vielen tag morgen abend gott schon schone schones schonen auf dir ihnen euch "
                    + "sehr fur ihre hilfe "
                    + "du bist ihr seid sind sie das ist war eine einen hat mir geholfen "
                    + "noch zusammen wochenende gut alles klar besten herzlichen "
                    + "si dias tardes noches muchas mil por su ayuda tu eres sois es una que tengas tenga buen dia "
                    + "hasta luego vale de acuerdo bueno muy amable "
                    + "oui non beaucoup bien tu es vous etes a tous au ce soir journee bonne d accord "
                    + "mille tante sei siete un una buona giornata va bene ciao "
                    + "sim nao muito voce vc voces sao e um uma dia tarde noite tudo bem ate logo certo");
    /** What is said of what came before, with nothing else. */
    private static final Set<String> ACKNOWLEDGED = words(
            "ok okay k kk yes yeah yep yup sure fine good great nice cool "
                    + "alright oh well done sorted all that thats it everything i needed wanted now then just im got "
                    + "understood and "
                    + "really too mate guys bot no nope nothing else lol haha hahaha hehe jaja ja jo nein gut schon "
                    + "alles klar gott si vale de acuerdo bueno bien "
                    + "oui non tres d accord va bene sim nao tudo bem certo");
    private static final Set<String> DENIED = words("not isnt wasnt didnt doesnt dont cant wont never nicht kein keine "
            + "nunca jamas pas mai");
    /** "Thanks so much", "many thanks": without thanks they ask. */
    private static final Pattern MUCH = Pattern
            .compile("(?<=thanks|thank you|thank u|thx|ta)(?: so| very| ever)* much\\b|\\bmany (?=thanks)");
    /** Greetings of a time of day, and goodbyes, of words that mean nothing by themselves. */
    private static final String TIME = "(good )?(morning|afternoon|evening)( all| everyone| team| there)?";
    /** "This evening?" asks. */
    private static final Pattern TIME_OF_DAY = Pattern.compile(TIME);
    private static final Pattern GREETED = Pattern
            .compile(TIME + "|"
                    + "ciao( a tutti)?|((a )?(very )?(merry|happy) (christmas|xmas|new year|easter|holidays)|frohe weihnachten|frohes (neues|fest)( jahr)?|"
                    + "guten rutsch|feliz (navidad|ano nuevo|natal|ano novo)|joyeux noel|bonne annee|buon natale|buon anno)"
                    + "( to| an| a)?( you| all| of you| everyone| euch| alle| allen| todos| tous| tutti| ihnen| team)*|(hi |hello |hey )?(there )?how (are|r) (you|u)( all)?( doing)?( today)?|"
                    + "((hallo|servus|moin|hi|guten tag) )?wie gehts?( es)?( (dir|ihnen|euch))?( heute)?|((hola|buenas) )?(como (estas|esta|estais)|que tal)|"
                    + "((bonjour|salut) )?(comment )?(ca va|allez vous|vas tu)|((ciao|buongiorno) )?(come (stai|sta|va)|tutto bene)|"
                    + "((ola|oi|bom dia) )?(tudo bem|como (vai|esta|estas))");
    private static final Pattern GREETED_FIRST = Pattern.compile(
            "^\\s*(?:hi|hello|hey|hiya|heya|good (?:morning|afternoon|evening)|hallo|moin|"
                    + "servus|guten (?:morgen|tag|abend)|hola|buen(?:os d[ií]as|as(?: tardes| noches)?)|bonjour|bonsoir|salut|buongiorno|buonasera|"
                    + "ciao|salve|ol[aá]|oi|bom dia|boa (?:tarde|noite))(?: there| again| team| everyone| zusammen| a tous| à tous)?\\s*[,.!;:–-]+\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** Somebody who has not said yet what it is about, or who asks for another language. */
    private static final Pattern BEGINS = Pattern.compile("(?:(?:hi|hello|hey|hallo|hola|bonjour|ciao|ola|please) )*(?:"
            + "(?:(?:can|could) (?:you|u) )?(?:please )?help(?: me)?(?: out)?|(?:i )?(?:really )?need (?:some |a bit of )?help|"
            + "(?:are )?(?:you|u) (?:still )?there|(?:i have|ive got|got) a (?:quick )?question|"
            + "hilfe|(?:ich )?brauche (?:bitte )?hilfe|(?:konnen|konnt) (?:sie|ihr) mir (?:bitte )?helfen|"
            + "kannst du mir (?:bitte )?helfen|ich (?:habe|hab|hatte) (?:mal )?eine (?:kurze )?frage|"
            + "ayuda|necesito ayuda|(?:me )?pueden?s?(?: usted)? ayudar(?:me)?|tengo una (?:pregunta|duda)|"
            + "aide|(?:jai )?besoin daide|(?:pouvez vous|peux tu|vous pouvez) maider|jai une question|"
            + "aiuto|ho bisogno di aiuto|(?:mi )?(?:puoi|puo|potete) aiutar(?:e|mi)|ho una domanda|"
            + "ajuda|preciso de ajuda|pode(?:m)? (?:me )?ajudar(?: me)?|tenho uma (?:pergunta|duvida)|"
            + "(?:in|auf|en|em) (?:english|german|spanish|french|italian|portuguese|deutsch|englisch|espanol|castellano|ingles|francais|"
            + "anglais|italiano|inglese|portugues)|(?:(?:do|can|could) (?:you|u|we) )?(?:speak|talk|write|chat|continue|answer|reply|help me)(?: in)? (?:english|german|spanish|french|italian|"
            + "portuguese)|(?:konnen wir (?:bitte )?)?(?:auf )?(?:deutsch|englisch) (?:weitermachen|schreiben|sprechen|reden)|"
            + "(?:sprechen sie|sprichst du|sprecht ihr) (?:deutsch|englisch)|"
            + "(?:hablan?s?|podemos hablar(?: en)?|se habla)(?: usted| ustedes)? (?:espanol|castellano|ingles)|"
            + "(?:parlez vous|vous parlez|tu parles) (?:francais|anglais)|(?:parlate|parla|parli) (?:italiano|inglese)|"
            + "(?:voces? )?(?:falam?) (?:portugues|ingles))(?: (?:please|pls|plz|bitte|por favor|per favore|sil vous plait))*");
    private static final Pattern LEFT = Pattern
            .compile(
                    "(das wars?|das war alles|eso es todo|nada mas|cest tout|e tutto|e tudo|im (done|good)|no thats everything|"
                            + "(sorry )?wrong chat)( danke| gracias| merci| grazie| obrigad[oa]| thanks)?|"
                            + "(ok |thanks )*((see|talk to) (you|u|ya) (later|soon|then)|laters)|"
                            + "((have|enjoy) (a|your|the) )(very )?(great |good |nice |lovely )?(day|weekend|evening|week|one)( too)?|"
                            + "schone[ns]? (tag|wochenende|abend)( noch)?|bis (dann|bald|spater)|hasta (luego|pronto|manana)|"
                            + "a (bientot|plus)|bonne (journee|soiree)|a presto|buona (giornata|serata)|ate (logo|mais|breve)");
    private static final String PRAISE = "(?:eres un sol|du bist (?:spitze|klasse|super|der beste|die beste)|(?:you are|youre|ur) "
            + "(?:great|the best|brilliant|a star|a legend|awesome|amazing|lovely)|great stuff|sounds good|nice one|i love you)";
    private static final Pattern THANKED = Pattern
            .compile("(?:\\p{L}+ ){0,3}(?:thanks|thank you|thx|cheers|danke|dank|gracias|"
                    + "merci|grazie|obrigad[oa]) (?:(?:for|fur|por|per|pour|de|pela|pelo) (?!nothing|nichts|nada|rien|niente)"
                    + "\\p{L}+(?: \\p{L}+){0,4}|(?!.*(?:useless|wrong|nothing|rubbish|not|didnt|bad))(?:that|this|it) .{0,40}|"
                    + "(?:so much )?(?:you|u) (?:saved|made) my day|a million|mucho|" + PRAISE + ")|" + PRAISE
                    + "|(?:that|this|it) (?:really )?"
                    + "(?:answers|answered|solves|solved|helps|helped|did help|worked)(?: my question| me| it| the problem)?(?: thanks| thank you)?");
    private static final Pattern PLEASED = Pattern
            .compile("(?s)(?=.*[^\\s!])[\\s\\x{1F44D}\\x{1F44C}\\x{1F64F}\\x{1F44F}\\x{1F64C}\\x{1F600}-\\x{1F60D}"
                    + "\\x{1F642}\\x{1F970}\\x{2764}\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}\\x{2705}!]+");
    private static final Pattern WAVING = Pattern.compile("(?s)(?=.*[^\\s!])[\\s\\x{1F44B}\\x{1F3FB}-\\x{1F3FF}!]+");
    /** Nothing more is wanted, and nothing was asked. */
    private static final Set<String> DECLINING = words("no nope nein non nao");

    private static final Set<String> AGREEING = words("yes yeah yep yup ja jo si oui sim ok okay sure please bitte "
            + "favor por vous sil plait stp");

    private SmallTalk() {}

    static Set<String> words(String words) {
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
        if (AboutTheBot.is(text)) {
            return Optional.of(Finding.Kind.ABOUT);
        }
        if (GREETED.matcher(text).matches() && (!message.contains("?") || !TIME_OF_DAY.matcher(text).matches())) {
            return Optional.of(Finding.Kind.GREETING);
        }
        if (BEGINS.matcher(text).matches()) {
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

    /** A message without the greeting that it begins with; all of it where nothing else would be left. */
    static String withoutGreeting(String message) {
        String rest = GREETED_FIRST.matcher(message).replaceFirst("");
        return rest.isBlank() ? message : rest;
    }

    /** Whether it says yes and nothing else. */
    static boolean isYes(String message) {
        return AGREEING.containsAll(List.of(plain(message).split(" ")));
    }

    /** Small letters without accents; "heyyy" is "hey". */
    static String plain(String message) {
        return Normalizer.normalize(message.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .replace("ß", "ss").replaceAll("['\u2019]", "").replaceAll("(\\p{L})\\1{2,}", "$1")
                .replaceAll("[^\\p{L}\\p{N}]+", " ").replaceAll(MUCH.pattern(), "").replace("  ", " ").strip();
    }

    private static Optional<Finding.Kind> ofWords(List<String> words) {
        Finding.Kind kind = null;
        // "No thanks" declines; "no help", "not helpful" complain.
        if (words.stream().anyMatch(DENIED::contains) || words.lastIndexOf("no") > 0) {
            return Optional.empty();
        }
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
        if (!ACKNOWLEDGED.containsAll(words)) {
            return Optional.empty();
        }
        return Optional.of(DECLINING.contains(words.getFirst()) ? Finding.Kind.GOODBYE : Finding.Kind.THANKS);
    }
}
