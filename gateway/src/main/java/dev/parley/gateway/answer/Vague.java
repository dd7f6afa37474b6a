package dev.parley.gateway.answer;

import java.util.List;
import java.util.Set;

/**
 * Recognises messages that say that something is the matter, and nothing of what: "i have a problem with my order". English,
 * German, Spanish, French, Italian and Portuguese, with or without accents. Pure.
 */
final class Vague {

    /** One of these must be there. */
    private static final Set<String> MATTER = SmallTalk.words(
            "problem problems prob issue issues trouble question questions query "
                    + "queries help ask wrong broken work works working idea stuck confused concern assistance "
                    + "probleme schwierigkeiten frage fragen hilfe kaputt falsch funktioniert klappt geht stimmt ratlos anliegen "
                    + "problema problemas pregunta preguntas duda dudas consulta ayuda funciona preguntar consultar preguntarles mal "
                    + "probleme problemes souci soucis question questions aide marche fonctionne demander renseignement "
                    + "problemi domanda domande dubbio aiuto chiedere informazione "
                    + "pergunta perguntas duvida duvidas ajuda perguntar errado");
    /** And nothing but these besides. */
    private static final Set<String> AROUND = SmallTalk
            .words("i im ive id am have has had having got get a an the my with some "
                    + "something anything there is was are theres it its this that to can could may you u me please pls ask tell about "
                    + "of for need want would like hi hello hey just quick small big bit really so not doesnt isnt dont wont do no know "
                    + "what and regarding order orders purchase item thing one here very few guys someone in also another "
                    + "ich habe hab hatte ein eine einen einer mal kurz kurze mit meiner meinem meine mein der dem die das bestellung "
                    + "etwas was es nicht da hier gibt ist irgendwas brauche bitte weiss weiter und dazu hallo moin einfach nur leider "
                    + "gerade artikel produkt zu zur zum kann jemand mir konnten sie du ihnen stellen "
                    + "tengo tenia un una unas unos con mi pedido algo no hay esta necesito puedo podria hacer hacerles una cosa "
                    + "hola por favor sobre la el lo que se hacerle quisiera queria articulo compra me les "
                    + "jai un une des petit petite avec ma mon commande quelque chose ne pas il y a ca va besoin puis je voudrais "
                    + "vous bonjour s sil te plait sur article achat cest de d au sujet "
                    + "ho avrei il mio la mia ordine qualcosa non va ce un po bisogno di una cosa posso vorrei salve ciao per favore "
                    + "sul articolo acquisto del della "
                    + "tenho um uma com o meu a minha pedido encomenda algo nao ha esta preciso de posso fazer queria ola coisa "
                    + "alguma sobre artigo compra lhe");

    private Vague() {}

    static boolean is(String message) {
        List<String> words = List.of(SmallTalk.plain(message).split(" "));
        return words.stream().anyMatch(MATTER::contains)
                && words.stream().allMatch(word -> MATTER.contains(word) || AROUND.contains(word));
    }
}
