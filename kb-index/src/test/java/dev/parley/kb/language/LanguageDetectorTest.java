package dev.parley.kb.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.kb.Article;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Audience;
import dev.parley.kb.Progress;
import dev.parley.kb.embedding.Embeddings;
import dev.parley.kb.lucene.LuceneKnowledgeBase;
import dev.parley.kb.lucene.Voices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {

    private final LanguageDetector detector = new LanguageDetector();
    private final Voices words = new Voices(Embeddings.none(), null);
    private final LuceneKnowledgeBase base = LuceneKnowledgeBase.inMemory(words);

    @BeforeEach
    void fill() {
        base.change(List.of(article("en", "Track a parcel", "Where is my parcel? Order status and delivery."),
                article("de", "Paket verfolgen", "Wo ist mein Paket? Status der Bestellung, die Lieferung."),
                article("es", "Seguir un paquete", "¿Dónde está mi paquete? Estado del pedido y entrega.")), List.of(),
                Progress.SILENT);
    }

    @AfterEach
    void close() {
        base.close();
        words.close();
    }

    @ParameterizedTest
    @CsvSource({"en, 'Wo bleibt denn nur mein Paket, das sollte gestern kommen?', de",
        "en, 'hola, mi pedido llego roto y quiero devolverlo', es", "de, 'Hello, when will my sofa arrive please?', en",
        "en, Paket verfolgen, de", "de, order status, en", "es, ok, es", "de, 4711, de",
        "en, 'Wo ist mein Paket?', de", "de, 'Pourriez-vous me dire où se trouve mon colis ?', fr",
        "fr, 'et en Belgique ?', fr", "fr, 'Where is my parcel please?', en", "en, i wana die, en",
        "en, 'Wo ist die', de", "en, je veux mourir, fr", "en, quero morrer, pt", "en, la lampada ha preso fuoco, it",
        "en, la lampe a pris feu, fr", "en, sai fumo do candeeiro, pt", "en, cobraram-me duas vezes, pt",
        "en, Bom dia, pt", "en, Buongiorno, it", "en, 'Où est mon colis ?', fr", "de, menu, de", "en, menu, en",
        "en, 'Merci beaucoup !', fr", "en, yo, en", "en, Bonjour!, fr", "en, ok danke tschüss, de",
        "en, grazie, it", "en, Hallo, de", "en, Olá, pt", "en, Oi!, pt", "de, ok, de",
        "en, '¿La mesa es extensible?', es",
        "en, He pedido dos por error, es", "en, I'm done, en", "en, I'm good, en", "en, Salut, fr",
        "de, ciao, de", "de, merci, de", "en, 'ciao, where is my parcel', en", "en, cheers mate, en", "de, danke, de"})
    void tellsTheLanguageAndStaysWhereItCannotTell(String current, String text, String expected) {
        assertEquals(expected, detector.detect(text, current, base));
    }

    @Test
    void fewCharactersOfAnotherScriptAreTold() {
        base.change(List.of(article("ja", "荷物", "荷物はどこですか。返品したい。")), List.of(), Progress.SILENT);
        assertEquals("ja", detector.detect("返品", "en", base));
    }

    @Test
    void whereThereIsOneLanguageThereIsNothingToTell() {
        base.change(List.of(), List.of(new ArticleKey("x", "de"), new ArticleKey("x", "es")), Progress.SILENT);
        assertEquals("en", detector.detect("Wo bleibt denn nur mein Paket?", "en", base));
    }

    private static Article article(String language, String title, String body) {
        return new Article(new ArticleKey("x", language), title, "x", List.of(), body, null, null, null, null,
                Audience.PUBLIC);
    }
}
