package dev.parley.gateway.answer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises messages that say nothing without the one before: "and for Germany?" Pure. */
final class FollowUp {

    private static final int MOST_WORDS = 8;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern OPENING = Pattern.compile(
            "^\\s*(?:ok(?:ay)?,?\\s+)?¿?\\s*(?:and|what about|how about|but|or|same for|what if|also|"
                    + "und|was ist mit|wie ist es mit|oder|aber|y|qué tal|que tal|pero|o|"
                    + "et|et si|ou|mais|e|ed|e se|ma|oppure|mas|ou)\\b.*",
            FLAGS | Pattern.DOTALL);
    private static final Pattern CORRECTING = Pattern.compile(
            "^\\s*(?:(?:no|sorry|nein|non|não|nao|perdón)[,.]?\\s+)?(?:i (?:mean|meant)|ich (?:meine|meinte)|me refer(?:ía|ia|o) a|"
                    + "quise decir|je (?:parlais|parle) d(?:e|u|es)?|je voulais dire|intendevo|volevo dire|quer(?:ia|o) dizer|quis dizer)\\b.*",
            FLAGS | Pattern.DOTALL);
    private static final int MOST_WORDS_CORRECTING = 14;
    /** Words that stand for what was named before. */
    private static final Pattern POINTING = Pattern
            .compile("\\b(?:it|its|that|this|they|them|their|those|these|one|ones|(?:from|to|over) there|"
                    + "es|das|dies|dieses|ihn|ihm|dafür|davon|damit|dort|dorthin|eso|esto|ello|allí|ahí|ça|cela|ceci|là|"
                    + "questo|quello|ciò|lì|isso|isto|aquilo|lá)\\b", FLAGS);
    /** "How much?", "for how long", "sundays too?", "within 10 days?": of what, the message before said. */
    private static final Pattern OPEN_ENDED = Pattern.compile("[¿¡]?(?:(?:ok|okay|great|yes|ja|sí|si|oui)[, ]+)*(?:"
            + "(?:for |until |by )?(?:how (?:much|many|long|often|soon|late|far|do i)|when|where|why|who|what time|which one)|"
            + "is there|are there|within|what does it|what is|whats|"
            + "(?:bis |für |seit )?(?:wie (?:viel|lange|oft|teuer|hoch|weit)|wann|wo|warum|wer)|was kostet|was ist|gibt es|"
            + "(?:por |hasta |a )?(?:cuánto|cuanto|cuánta|cuándo|cuando|dónde|donde|qué|quién)|hay|"
            + "combien|quand|où|pourquoi|qui|quanto|quanta|quando|dove|perché|chi|onde|quem)\\b.*|"
            + ".*\\b(?:too|as well|auch|también|tambien|aussi|anche|também|tambem)\\s*\\?*", FLAGS | Pattern.DOTALL);
    private static final Pattern PRICE_ASKED = Pattern.compile(
            "\\b(?:how much|price|costs?|wie ?viel|teuer|kostet|kosten|cuánto (?:cuesta|vale|es)|cuanto (?:cuesta|vale|es)|precio|combien|prix|"
                    + "quanto costa|prezzo|quanto custa|preço)\\b",
            FLAGS);
    private static final Pattern PRICE = Pattern
            .compile("[£€$]\\s?\\d|\\d\\s?[£€$]|\\b(?:free of charge|kostenlos|gratis|gratuit)\\b", FLAGS);
    private static final Pattern TIME_ASKED = Pattern.compile(
            "\\b(?:how (?:long|soon|many days)|until when|wie lange|bis wann|cuánto (?:tarda|tiempo)|cuanto (?:tarda|tiempo)|combien de temps|"
                    + "quanto (?:tempo|ci vuole|demora))\\b",
            FLAGS);
    private static final Pattern TIME = Pattern.compile(
            "\\d+\\s+(?:\\p{L}+\\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?|Minuten?|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?|"
                    + "minutos?|horas?|días?|semanas?|mes(?:es)?|años?|jours?|heures?|semaines?|mois|ans?|giorni|ore|settimane|mesi|anni|dias?)\\b",
            FLAGS);
    private static final int MOST_WORDS_LEFT_OPEN = 6;
    /** "How much is delivery?" has a subject of its own; in so few words there is hardly one. */
    private static final int FEW_WORDS = 3;
    private static final int NAMELESS_LETTERS = 3;
    /** Words of four letters and more that name nothing. */
    private static final Set<String> NAMELESS = Set.of(("does much many long often soon late that this they them their "
            + "those these what whats when where which there have will would could made with from your about also again until "
            + "then okay great well kann wird sind eine einen noch auch dann wenn dies dieses damit dafür davon lange viel "
            + "dort wann cuánto cuanto cuándo cuando dónde donde puedo tiene para esto ello allí también combien quand cela "
            + "pour aussi quanto quanta quando dove perché questo quello anche onde isso isto também").split(" "));

    private FollowUp() {}

    /** Whether a text speaks of what a message names. */
    static boolean isNamedIn(String text, String message) {
        return isNamedIn(text, message, "");
    }

    /** Whether a text speaks of what a message names and the messages before it did not. */
    static boolean isNamedIn(String text, String message, String before) {
        String lower = text.toLowerCase(Locale.ROOT);
        String known = before.toLowerCase(Locale.ROOT);
        return Arrays.stream(message.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .anyMatch(word -> word.length() > NAMELESS_LETTERS && !NAMELESS.contains(word) && lower.contains(word)
                        && !known.contains(word));
    }

    /** Whether a message asks for a price or a time, and a text gives one. */
    static boolean isGivenIn(String text, String message) {
        return PRICE_ASKED.matcher(message).find() && PRICE.matcher(text).find()
                || TIME_ASKED.matcher(message).find() && TIME.matcher(text).find();
    }

    /** Whether it says hardly anything without the message before it. */
    static boolean isIncomplete(String message) {
        return mayBe(message)
                && (POINTING.matcher(message).find() || message.strip().split("\\s+").length <= FEW_WORDS);
    }

    /** Whether it may leave something out that the message before it said; it may also be whole. */
    static boolean mayBe(String message) {
        int words = message.strip().split("\\s+").length;
        return words <= MOST_WORDS && POINTING.matcher(message).find()
                || words <= MOST_WORDS_LEFT_OPEN && OPEN_ENDED.matcher(message.strip()).matches();
    }

    static boolean is(String message) {
        int words = message.strip().split("\\s+").length;
        return words <= MOST_WORDS && OPENING.matcher(message).matches()
                || words <= MOST_WORDS_CORRECTING && CORRECTING.matcher(message).matches();
    }
}
