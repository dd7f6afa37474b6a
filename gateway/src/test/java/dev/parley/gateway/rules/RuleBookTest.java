package dev.parley.gateway.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.config.ParleyException;
import dev.parley.gateway.rules.text.Wording;
import dev.parley.kb.ArticleSource;
import dev.parley.kb.Audience;
import dev.parley.kb.eval.GoldenQuestion;
import dev.parley.kb.eval.QuestionFile;
import dev.parley.kb.language.Dictionary;
import dev.parley.kb.source.ArticleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {

    private static final Path SHIPPED = Path.of("../config");
    /** Dictionaries and judged questions, without the embedding. */
    private static final Wording WORDS = new Wording(word -> false,
            word -> Dictionary.languages().stream().anyMatch(language -> Dictionary.has(language, word)),
            text -> Optional.empty(), text -> Optional.empty(),
            () -> QuestionFile.read(SHIPPED.resolve("calibrate.jsonl")).stream()
                    .filter(question -> !question.relevant().isEmpty()).map(GoldenQuestion::text).toList());

    @TempDir
    Path config;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(SHIPPED.resolve("no-touch.yml"), config.resolve("no-touch.yml"));
        Files.copy(SHIPPED.resolve("escalation.yml"), config.resolve("escalation.yml"));
    }

    /** What an exception says is read over, and nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I live at 12 Mill Road. See you in court!                                         | legal
            My account was hacked, how do I secure it?                                        | account-security
            I heard nothing from the agent. I want to talk to a real person. How do I return? | wish-for-person
            """)
    void anExceptionExcusesOnlyWhatItSays(String message, String rule) {
        assertEquals(rule, judged(message).orElseThrow().rule());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            You've billed me double                                   | billing-dispute
            there's a payment to you that I never authorised           | billing-dispute
            MY LAWYER WILL CONTACT YOU                                 | legal
            someone has logged into my account                         | account-security
            I got an email about a sign-in that wasn't me              | account-security
            is this text message from you a scam?                      | fraud
            the lamp caught fire                                       | safety-incident
            I cut myself on the edge of the glass table                | safety-incident
            I hurt myself when the chair collapsed                     | safety-incident
            I do not want to live any more                             | self-harm
            Am liebsten wäre ich tot                                   | self-harm
            my son cut his hand on the vase                            | safety-incident
            I want to kill myself                                      | self-harm
            please send me all the data you hold on me                 | personal-data
            I'm a journalist                                           | press
            I'll go to the ombudsman                                   | formal-complaint
            I was c\u200bharged tw\u200bice                            | billing-dispute
            I will call my ＬＡＷＹＥＲ                                  | legal
            i'm going to s\u0301ue you                                 | legal
            """)
    void noTouchTopicsAreRecognised(String message, String rule) {
        Verdict.HandOff verdict = judged(message).orElseThrow();
        assertEquals(rule, verdict.rule());
        assertEquals(Reason.NO_TOUCH, verdict.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"human", "HUMAN!!!", "agent", "representative please", "operator",
        "I want to talk to a person",
        "can I speak with someone?", "let me chat with a real human", "connect me to an agent",
        "put me through to customer service", "is anybody there?", "i dont want to talk to a bot",
        "get me your manager", "could one of your team call me back", "I need a live agent now", "transfer me",
        "are there any real people here", "speak to a human being", "stop sending me automated answers",
        "customer support agent", "I would rather speak with a colleague of yours"})
    void wishesForAPersonAreRecognisedInAnyWording(String message) {
        assertEquals(Reason.CUSTOMER_REQUEST, judged(message).orElseThrow().reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"How do I cancel an order?", "How do I get an invoice?", "Where is my parcel?",
        "How much do you charge for delivery?", "Can I change my password?", "How do I delete my account?",
        "My gift card isn't working", "Can I return a gift?", "When will I be refunded?",
        "Do you offer an assembly service?", "The parcel arrived damaged", "Can someone else collect my order?",
        "Do you have a showroom in Leeds?", "Is the sofa fabric fire resistant?", "Do you sell cut flowers?",
        "How do I contact the carrier?", "Can my neighbour take the parcel in?", "What is the warranty on a lamp?",
        "I paid with two gift cards", "How do I earn Club points?", "Why was my card declined?",
        "Can I pay in three instalments?", "I need help choosing a rug", "Is someone at home needed for delivery?",
        "Can I talk about two orders in one return?", "Ist das Sofa auf Lager?",
        "Wurde meine Bestellung schon verschickt?",
        "Kann ich mit der Sparkasse bezahlen?", "No estaba en casa cuando vino el repartidor",
        "¿Cuál es la fecha estimada de entrega?", "Quiero solicitar una devolución", "Où se trouve mon colis ?",
        "Comment laver ma couette ?", "Dove trovo le istruzioni di montaggio?", "My insurer wants a receipt",
        "Mensch, wo bleibt mein Paket?", "Is the fake fur throw machine washable?", "pelle scamosciata",
        "How do I carry it upstairs without hurting myself?", "Is there an exploded diagram?",
        "Will the driver call me before delivery?"})
    void harmlessQuestionsAreLeftAlone(String message) {
        assertEquals(Optional.empty(), judged(message));
    }

    @Test
    void noShippedPublicArticleTouchesAForbiddenTopic() {
        ArticleSource.Reading reading = new ArticleFolder(SHIPPED.resolve("kb"), "en").read();
        assertTrue(reading.problems().isEmpty(), reading.problems().toString());
        RuleBook rules = shipped();
        reading.articles().stream().filter(article -> article.audience() == Audience.PUBLIC)
                .forEach(article -> assertEquals(Optional.empty(),
                        rules.judgeDraft(article.body(), article.key().language()), article.key().toString()));
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        Files.delete(config.resolve("no-touch.yml"));
        assertTrue(refusal().contains("no-touch.yml: can't be read"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  - id: legal'          | '  - id: fraud'              | the rule id 'fraud' is used twice
            '      - suicid*'         | '      - "suic?d"'           | 'suic?d' in the phrase
            '    patterns: []'        | '    patterns: ["(unclosed"]' | the pattern '(unclosed' is broken
            '    patterns: []'        | '    patern: []'             | unknown key 'rules[0].patern'
            '    priority: urgent'    | '    priority: someday'      | 'someday' is not a valid value
            '        - My solicitor will be in touch' | '        - What nice weather' | does not match its example
            '      - Where is my parcel?' | '      - human'          | matches 'human', which it must not
            """)
    void aBrokenRuleIsRefused(String good, String bad, String message) throws IOException {
        for (String file : new String[]{"no-touch.yml", "escalation.yml"}) {
            String text = Files.readString(config.resolve(file));
            int at = text.indexOf(good);
            if (at >= 0) {
                Files.writeString(config.resolve(file),
                        text.substring(0, at) + bad + text.substring(at + good.length()));
                break;
            }
        }
        assertTrue(refusal().contains(message), refusal());
    }

    @Test
    void aTopicAtTheEndOfAHugeMessageIsFoundToo() {
        String hostile = "charged charged ".repeat(10_000);
        assertEquals("billing-dispute", judged(hostile + " you charged me twice").orElseThrow().rule());
        assertEquals(Optional.empty(), judged("parcel ".repeat(20_000)));
    }

    @Test
    void aRuleForACategoryIsJudgedAfterTheSearch() throws IOException {
        Path file = config.resolve("no-touch.yml");
        Files.writeString(file, Files.readString(file) + """

                  - id: gift-cards-by-people
                    category: gift-cards
                    priority: normal
                    reason: "The card provider is being changed."
                    languages: [en]
                    categories: [gift-cards]
                    phrases: []
                    patterns: []
                    except: []
                    examples: {match: [], noMatch: []}
                """);
        RuleBook rules = RuleBook.read(config, Wording.NONE);
        assertEquals(Optional.empty(), rules.judge("gift card?", List.of(), "en"));
        assertEquals("gift-cards-by-people",
                rules.judgeCategory("gift card?", "gift-cards", "en").orElseThrow().rule());
        assertEquals(Optional.empty(), rules.judgeCategory("gift card?", "gift-cards", "de"), "another language");
        assertEquals(Optional.empty(), rules.judgeCategory("gift card?", "orders", "en"), "another category");
    }

    @Test
    void whatIsWordedLikeATopicBringsAPersonAndSaysByWhichWords() throws IOException {
        String unheardOf = "the parcel man was seen wearing my grandmothers stolen tiara";
        Path topics = config.resolve("topics.jsonl");
        teach(topics, "none", "how much is a lamp", "is the rug wool", "the parcel man came late");
        assertEquals(Optional.empty(), read().judge(unheardOf, List.of(), "en"));
        teach(topics, "press", "who wears the stolen tiara", "a stolen tiara is news",
                "my grandmothers tiara was stolen");
        RuleBook.Match match = read().judge(unheardOf, List.of(), "en").orElseThrow();
        assertEquals("press", match.rule());
        assertTrue(match.cause().startsWith("like: sentences on press (") && match.cause().contains("tiara"),
                match.cause());
        assertEquals(Optional.empty(), read().judge("is the lamp wool", List.of(), "en"));

        teach(topics, "pres", "one more");
        assertTrue(read().describeTopics().toString().contains("1 sentences of 'pres' are left out"));
    }

    @Test
    void whoSoundsUpsetInAnyLanguageIs() throws IOException {
        Path topics = config.resolve("topics.jsonl");
        teach(topics, "none", "wo bleibt mein paket", "was kostet der versand", "wie lange dauert es");
        teach(topics, "upset", "ihr seid der letzte saftladen", "so ein saftladen ist das", "was für ein saftladen",
                "euer saftladen kann mich mal");
        assertTrue(read().isUpset("ihr seid ein saftladen", "de"));
        assertFalse(read().isUpset("was kostet es", "de"));
        Path escalation = config.resolve("escalation.yml");
        Files.writeString(escalation, Files.readString(escalation).replace("below: -0.5", "below: -1"));
        assertFalse(read().isUpset("ihr seid ein saftladen", "de"), "moods are not looked at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"topic": "press", "text": "one"}|{"topic": "press"}|topics.jsonl:2: needs a text and a topic
            {"topic": "press", "text": "one"}|no JSON|topics.jsonl:2: is no JSON object
            {"topic": "press", "text": "one"}|{"topic": "press", "text": "two", "lang": "en"}|topics.jsonl:2: is no JSON object
            """)
    void aBrokenSentenceIsToldWithItsLine(String first, String second, String message) throws IOException {
        Files.writeString(config.resolve("topics.jsonl"), first + "\n" + second + "\n");
        assertTrue(refusal().contains(message), refusal());
    }

    @Test
    void topicsWithoutAHarmlessSentenceAreRefused() throws IOException {
        for (String file : new String[]{"no-touch.yml", "escalation.yml"}) {
            Path rules = config.resolve(file);
            Files.writeString(rules,
                    Files.readString(rules).replaceAll("(?m)^( +)noMatch:\\R(?:\\1  - .*\\R?)+", "$1noMatch: []\n"));
        }
        teach(config.resolve("topics.jsonl"), "press", "a tiara was stolen");
        assertTrue(refusal().contains("topics.jsonl:1: has no harmless sentence"), refusal());
    }

    private static void teach(Path file, String topic, String... texts) throws IOException {
        for (String text : texts) {
            Files.writeString(file, "{\"topic\": \"" + topic + "\", \"text\": \"" + text + "\"}\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private RuleBook read() {
        return RuleBook.read(config, Wording.NONE);
    }

    private String refusal() {
        return assertThrows(ParleyException.class, () -> RuleBook.read(config, Wording.NONE)).message();
    }

    private static Optional<Verdict.HandOff> judged(String message) {
        return shipped().judge(message, List.of(), "en").map(RuleBook.Match::verdict);
    }

    private static RuleBook shipped() {
        return RuleBook.read(SHIPPED, WORDS);
    }
}
