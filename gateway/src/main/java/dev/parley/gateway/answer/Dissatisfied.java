package dev.parley.gateway.answer;

import java.util.regex.Pattern;

/**
 * Recognises messages that say of the answer before that it was of no use, and nothing else: "that didn't help". English, German,
 * Spanish, French, Italian and Portuguese, with or without accents. Pure.
 */
final class Dissatisfied {

    private static final Pattern WORDS = Pattern
            .compile("(?:(?:no|nein|non|nao|sorry|but|hm|hmm|well|aber|pero|mais|ma|mas|leider|ok) )*(?:"
                    // English
                    + "(?:(?:that|this|it|which|your answer) )?(?:really )?(?:did not|didnt|does not|doesnt|is not|isnt|was not|wasnt|not) "
                    + "(?:really |very |at all )?(?:help|helping|helpful|work|useful|right|correct|true|what i (?:asked|meant|need|needed|wanted|"
                    + "want|was asking)|what i am asking|answer(?: my question)?|my question|it|the answer)(?: me| much| at all| for| to me)*|"
                    + "(?:that|this|it|your answer) (?:is|was)(?: just| simply)? (?:wrong|useless|incorrect|no help|no use|of no help|nonsense)|"
                    + "(?:thats|its) (?:wrong|useless|no help|incorrect|not (?:right|it|helpful|what i (?:asked|meant|want|wanted)))|wrong answer|"
                    + "(?:i )?(?:still )?(?:dont|do not) (?:understand|get it|get that)(?: that| this| it| you| what you mean)?|"
                    + "(?:you|u) (?:did not|didnt|havent|have not) (?:answer|answered|understand|understood)(?: my question| me| the question| that)?|"
                    + "(?:you|u) (?:dont|do not) (?:understand|get it)(?: me)?|(?:that )?(?:makes|made) no sense|no help(?: at all)?|"
                    + "i (?:already )?(?:know|knew|tried|did|checked|read) (?:all )?(?:that|this|it)(?: already)?|"
                    + "i (?:have|ve)? ?already (?:tried|done|checked|read) (?:all )?(?:that|this|it)|"
                    // German
                    + "(?:das|dies|es) (?:hilft|half|nutzt|nutzt|bringt|nutzte|brachte)(?: mir)?(?: leider| aber| auch| uberhaupt)? (?:nicht(?:s)?)(?: weiter)?|"
                    + "(?:das )?hat (?:mir )?(?:leider |uberhaupt )?nicht geholfen|(?:das|die antwort) (?:ist|war) (?:leider )?(?:falsch|nicht richtig|quatsch|"
                    + "keine hilfe|nicht hilfreich|nicht meine frage|keine antwort(?: auf meine frage)?)|(?:das )?stimmt (?:so |aber )?nicht|nicht hilfreich|"
                    + "(?:das )?(?:habe|hab|war|wollte|meinte|meine) ich (?:so |aber )?nicht(?: gefragt| gemeint| wissen)?|falsche antwort|"
                    + "(?:ich )?(?:verstehe|versteh|kapiere)(?: ich)? (?:das |es |sie |dich )?nicht|(?:du verstehst|sie verstehen) mich nicht|"
                    // Spanish
                    + "(?:eso |esto )?no (?:me )?(?:ayuda|ayudo|sirve|sirvio|ha servido|ha ayudado)(?: de nada| nada| mucho)?|"
                    + "(?:eso |esto )?no es (?:eso|correcto|cierto|verdad|asi|lo que (?:pregunte|pregunto|preguntaba|quiero|queria|necesito|he preguntado))|"
                    + "(?:eso|esto) (?:esta|es) (?:mal|incorrecto|falso)|(?:eso )?no responde(?: a)?(?: mi)?(?: pregunta)?|no (?:lo |te |le )?entiendo(?: nada)?|"
                    + "no me (?:entiendes|entiende|has entendido|ha entendido)|respuesta (?:incorrecta|equivocada)|"
                    // French
                    + "(?:ca|cela) (?:ne )?m?(?:aide|sert|repond) (?:pas|a rien)(?: du tout| a ma question| a grand chose)?|"
                    + "(?:ca|cela) (?:ne )?ma pas aide|(?:ce nest|cest) pas (?:ca|correct|vrai|juste|ma question|ce que (?:jai demande|je demande|je veux|je voulais|je cherche))|"
                    + "cest faux|(?:je )?(?:ne )?comprends pas(?: bien)?|vous (?:ne )?(?:mavez|me) (?:pas compris|comprenez pas)|mauvaise reponse|"
                    // Italian
                    + "(?:questo |cio )?non (?:mi )?(?:aiuta|serve|e servito|ha aiutato|e utile)(?: a niente| a nulla| per niente)?|"
                    + "(?:questo )?non e (?:cosi|vero|giusto|corretto|quello che (?:ho chiesto|chiedevo|volevo|cerco))|(?:questo )?e sbagliato|"
                    + "non (?:risponde|hai risposto|ha risposto)(?: alla mia domanda)?|non (?:ho capito|capisco|mi hai capito|mi ha capito)|risposta sbagliata|"
                    // Portuguese
                    + "(?:isso |isto )?nao (?:me )?(?:ajuda|ajudou|serve|serviu|adianta|adiantou)(?: em nada| nada| de nada)?|"
                    + "(?:isso |isto )?nao (?:e|foi) (?:isso|verdade|correto|certo|o que (?:perguntei|pedi|quero|queria))|(?:isso|isto) (?:esta|e) errado|"
                    + "nao (?:responde|respondeu)(?: a)?(?: minha pergunta)?|nao (?:entendi|entendo|percebi|percebo|me entendeu)|resposta errada"
                    + ")(?: at all| please| bitte| sorry| thanks| danke| gracias| merci| grazie| obrigado)?");

    private Dissatisfied() {}

    static boolean is(String message) {
        return WORDS.matcher(SmallTalk.plain(message)).matches();
    }
}
