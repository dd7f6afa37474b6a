package dev.parley.gateway.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks nothing, and never calls a person. */
class SmallTalkTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hi there!                                     | GREETING
            heyyy                                         | GREETING
            Hello?                                        | GREETING
            good morning team                             | GREETING
            Morning                                       | GREETING
            how are you?                                  | GREETING
            Grüß Gott                                     | GREETING
            Bonjour                                       | GREETING
            Buongiorno                                    | GREETING
            Olá, bom dia                                  | GREETING
            Ciao!                                         | GREETING
            👋                                            | GREETING
            ok thanks a lot, bye                          | GOODBYE
            see you later                                 | GOODBYE
            have a great weekend                          | GOODBYE
            Schönes Wochenende                            | GOODBYE
            no                                            | GOODBYE
            Nein danke                                    | THANKS
            thank youuu                                   | THANKS
            Thanks for the quick reply                    | THANKS
            Thanks for the info!                          | THANKS
            thank you, that answers my question           | THANKS
            Danke für die schnelle Antwort                | THANKS
            Muchas gracias por la información             | THANKS
            Merci beaucoup                                | THANKS
            Grazie mille                                  | THANKS
            Muito obrigado                                | THANKS
            👍                                            | THANKS
            🙏🏽 ❤️                                        | THANKS
            ok                                            | THANKS
            Yes                                           | THANKS
            alles klar                                    | THANKS
            that helped                                   | THANKS
            are you a bot?                                | ABOUT
            thank you so much                             | THANKS
            many thanks                                   | THANKS
            thanks so so much                             | THANKS
            ta very much                                  | THANKS
            no thanks                                     | THANKS
            no that's all                                 | GOODBYE
            help                                          | GREETING
            help!                                         | GREETING
            i need help                                   | GREETING
            Hi, can you help me please?                   | GREETING
            are you there                                 | GREETING
            Können Sie mir helfen?                        | GREETING
            Können wir auf Deutsch weitermachen?          | GREETING
            ¿hablan español?                              | GREETING
            Merry Christmas to you all!                   | GREETING
            Frohe Weihnachten euch allen                  | GREETING
            Feliz año nuevo                               | GREETING
            you are brilliant, thank you!                 | THANKS
            you are amazing                               | THANKS
            good bot                                      | THANKS
            thank you so much, you saved my day           | THANKS
            Vielen lieben Dank, du bist spitze            | THANKS
            muchísimas gracias, eres un sol               | THANKS
            you're great                                  | THANKS
            thanks a million                              | THANKS
            Mega, danke                                   | THANKS
            wie geht es dir?                              | GREETING
            Hola, ¿qué tal?                               | GREETING
            Bonjour, ça va ?                              | GREETING
            Ciao, come stai?                              | GREETING
            tudo bem?                                     | GREETING
            das wars                                      | GOODBYE
            eso es todo, gracias                          | GOODBYE
            I'm done                                      | GOODBYE
            lol                                           | THANKS
            in english please                             | GREETING
            Auf Deutsch bitte                             | GREETING
            danke, ihr seid super!                        | THANKS
            Vielen Dank                                   | THANKS
            genial, gracias                               | THANKS
            are you human or AI?                          | ABOUT
            are you a real person or a bot?               | ABOUT
            is this AI?                                   | ABOUT
            are you ChatGPT                               | ABOUT
            who am I talking to?                          | ABOUT
            who made you?                                 | ABOUT
            what can you do?                              | ABOUT
            how can you help me?                          | ABOUT
            bist du ein roboter?                          | ABOUT
            Sind Sie ein Mensch?                          | ABOUT
            ¿eres un robot?                               | ABOUT
            ¿eres humano?                                 | ABOUT
            es-tu un robot ?                              | ABOUT
            Êtes-vous un humain ?                         | ABOUT
            sei un robot?                                 | ABOUT
            é um robô?                                    | ABOUT
            você é um robô?                               | ABOUT
            """)
    void courtesies(String message, Finding.Kind kind) {
        assertEquals(Optional.of(kind), SmallTalk.of(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi, where is my parcel", "This afternoon?", "Later today?", "this evening?",
        "thanks for nothing",
        "thanks, I also need an invoice", "thanks but it is still broken", "ok how do I return it", "good lamp", "😡",
        "!!!",
        "?", "",
        "gracias pero no funciona", "Danke, aber wo ist mein Paket", "is it good?", "what is the weekend delivery",
        "that was no help", "not helpful", "not really", "not ok",
        "you are no help", "it was not done", "no that is not it", "no not that one", "how much", "how many", "today",
        "is it real", "thanks, that was useless", "it is a bit late", "das ist es nicht",
        "ok yes how much is it", "hello how much", "can you help me return a lamp", "no help"})
    void anythingElseIsAsked(String message) {
        assertEquals(Optional.empty(), SmallTalk.of(message));
    }
}
