package dev.parley.gateway.answer;

import java.util.regex.Pattern;

/**
 * Recognises who asks what they talk to, or what that is good for: "are you a robot?", "what can you do?" English, German, Spanish,
 * French, Italian and Portuguese. Pure.
 */
final class AboutTheBot {

    private static final String BOT = "(?:(?:a|an|just|the|ein|eine|un|une|una|um|uma) )?(?:(?:echter|richtiger|real|vrai|vraie|vero|vera|"
            + "verdadeiro) )?(?:robot|bot|chat ?bot|machine|computer|ai|human|real|person|roboter|maschine|ki|mensch|maquina|"
            + "ia|inteligencia artificial|humano|humana|persona|humain|humaine|personne|intelligence artificielle|macchina|"
            + "umano|umana|intelligenza artificiale|robo|pessoa|chatgpt)(?: real)?";
    private static final Pattern ABOUT = Pattern
            .compile("(?:(?:so|hi|hello|hey|wait|sorry|hallo|hola|ola|oi|ciao|bonjour|aber|ma) )*(?:"
                    + "(?:who|what) (?:are|r) (?:you|u)|(?:are|r) (?:you|u)(?: actually| really)? " + BOT
                    + "(?: or (?:a )?" + BOT
                    + ")?(?: or what)?|is (?:this|it) (?:a |an )?(?:robot|bot|chat ?bot|machine|ai)(?: here)?|"
                    + "(?:am i|im|i am) (?:talking|speaking|chatting|writing) (?:to|with) " + BOT + "(?: or (?:a )?"
                    + BOT + ")?|"
                    + "(?:who|what) am i (?:talking|speaking|chatting|writing) (?:to|with)|(?:what is|whats) your name|"
                    + "who (?:made|built|created|programmed) (?:you|u)|what (?:can|do) (?:you|u) do(?: for me)?|"
                    + "how can (?:you|u) help(?: me)?|what can (?:you|u) help(?: me)? with|how does this (?:chat|bot) work|"
                    + "wer (?:bist du|sind sie)|was (?:bist du|sind sie)|(?:bist du|sind sie|seid ihr|ist das|ist das hier)(?: eigentlich| etwa)? "
                    + BOT + "(?: oder " + BOT + ")?|(?:mit wem|wem) (?:schreibe|spreche|rede|chatte) ich(?: hier)?|"
                    + "wie hei(?:ss|ß)t du|was kannst du(?: alles)?|wie kannst du(?: mir)? helfen|wie funktioniert (?:dieser|der) chat|"
                    + "quien eres|que eres|(?:eres|sos|es usted|es esto|esto es)(?: acaso)? " + BOT + "(?: o (?:que|"
                    + BOT + "))?|"
                    + "con quien (?:hablo|estoy hablando)|como te llamas|que (?:sabes|puedes) hacer|(?:en que|como) (?:me )?puedes ayudar(?:me)?|"
                    + "qui (?:es tu|etes vous)|(?:(?:es tu|tu es|t es|tes|etes vous|vous etes|cest)) " + BOT + "(?: ou "
                    + BOT + ")?|"
                    + "a qui je parle|comment tu tappelles|que (?:sais tu|savez vous) faire|comment (?:peux tu|pouvez vous) maider|"
                    + "chi sei|(?:sei|siete|lei e|e) " + BOT + "(?: o " + BOT
                    + ")?|con chi (?:parlo|sto parlando)|come ti chiami|"
                    + "(?:che )?cosa (?:sai|puoi) fare|come (?:mi )?puoi aiutar(?:e|mi)|"
                    + "quem (?:e|es) (?:voce|tu|vc)|(?:(?:voce|vc|tu) (?:e|es)|es|e|isto e|isso e) " + BOT + "(?: ou "
                    + BOT + ")?(?: ne)?|"
                    + "com quem (?:estou|eu) (?:falando|a falar|falo)|qual (?:e )?o (?:seu|teu) nome|o que (?:voce|vc) (?:sabe|pode) fazer|"
                    + "como (?:voce|vc) pode me ajudar)(?: please| bitte| por favor| per favore| exactly| genau)?");

    private AboutTheBot() {}

    /** @param plain as {@link SmallTalk#plain} makes it */
    static boolean is(String plain) {
        return ABOUT.matcher(plain).matches();
    }
}
