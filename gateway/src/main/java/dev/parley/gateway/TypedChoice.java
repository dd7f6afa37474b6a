package dev.parley.gateway;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.InboundEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what somebody types in answer to buttons instead of pressing one: the button's own words, its number, "the first one",
 * "yes" or "none". Pure.
 */
final class TypedChoice {

    /** Whoever writes more says something else. */
    private static final int MOST_WORDS = 12;
    private static final int MOST_WORDS_OF_YES = 3;
    private static final Pattern NUMBER = Pattern.compile("(?:(?:the|option|number|nr|die|der|das|la|el|el numero) )?"
            + "(?:(\\d)|(first|top|upper|erstens|oberste|erste|ersten|erstes|primera|primero|premier|premiere|prima|primo|primeira|primeiro)|"
            + "(second|middle|zweitens|mittlere|zweite|zweiten|zweites|segunda|segundo|deuxieme|deuxième|seconda|secondo)|"
            + "(third|drittens|dritte|dritten|drittes|tercera|tercero|troisieme|troisième|terza|terzo|terceira|terceiro)|"
            + "(last|bottom|unterste|letzte|letzten|letztes|última|último|ultima|ultimo|dernier|derniere|dernière))"
            + "(?: one)?(?: please| bitte| por favor)?");
    private static final Set<String> YES = Set.of("yes", "yeah", "yep", "yup", "ja", "jo", "si", "sí", "oui", "sim");
    private static final Set<String> NO = Set.of("no", "nope", "nah", "nein", "nö", "nee", "non", "não", "nao");
    private static final Set<String> NONE = Set.of("none", "neither", "weder", "keine", "keins", "keines", "ninguna",
            "ninguno",
            "aucun",
            "aucune", "nessuno", "nessuna", "nenhum", "nenhuma");

    private TypedChoice() {}

    /** Whether it is short enough to be one, which is cheap to tell. */
    static boolean mayBe(String typed) {
        return words(typed).size() <= MOST_WORDS;
    }

    /**
     * @param offered the buttons below the line before it
     * @return the id of the one that is meant
     */
    static Optional<String> read(String typed, List<ConversationEvent.Choice> offered) {
        List<String> words = words(typed);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return offered.stream().filter(choice -> words(choice.label()).equals(words)).findFirst()
                .or(() -> numbered(String.join(" ", words), offered))
                .or(() -> typed.contains("?") ? Optional.empty() : said(words, offered))
                .or(() -> typed.contains("?") ? Optional.empty() : abbreviated(words, offered))
                .map(ConversationEvent.Choice::id);
    }

    private static Optional<ConversationEvent.Choice> numbered(String text, List<ConversationEvent.Choice> offered) {
        List<ConversationEvent.Choice> picks = offered.stream()
                .filter(choice -> Clarification.read(choice.id()).isPresent()).toList();
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return Optional.empty();
        }
        int place = number.group(1) != null ? Integer.parseInt(number.group(1)) : number.group(5) != null ? picks.size()
                : number.group(4) != null ? 3 : number.group(3) != null ? 2 : 1;
        return place >= 1 && place <= picks.size() ? Optional.of(picks.get(place - 1)) : Optional.empty();
    }

    /** "Costs", where one of the articles offered is called "Delivery costs" and no other has that word. */
    private static Optional<ConversationEvent.Choice> abbreviated(List<String> words,
            List<ConversationEvent.Choice> offered) {
        List<ConversationEvent.Choice> named = offered.stream()
                .filter(choice -> Clarification.read(choice.id()).isPresent()
                        && words(choice.label()).containsAll(words))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static Optional<ConversationEvent.Choice> said(List<String> words, List<ConversationEvent.Choice> offered) {
        String first = words.getFirst();
        if (words.size() > MOST_WORDS_OF_YES) {
            return Optional.empty();
        }
        boolean isNone = NONE.contains(first) || NO.contains(first);
        return offered.stream().filter(choice -> FollowUps.read(choice.id())
                .map(said -> said.helped() ? YES.contains(first) : NO.contains(first))
                .orElse(isNone && choice.id().equals(InboundEvent.Choice.TALK_TO_A_PERSON))).findFirst();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
