package dev.parley.kb.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers, dates and amounts that a sentence states, by what they count. Pure. */
final class Amounts {

    private static final String MONEY_VALUE = "(\\d{1,3}(?:[.,]\\d{3})+(?!\\d)(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?)";
    private static final Pattern MONEY = Pattern
            .compile("(?:[£€$]\\s?" + MONEY_VALUE + "|" + MONEY_VALUE + "\\s?[£€$])");
    private static final Pattern THOUSANDS = Pattern.compile("[.,](?=\\d{3}(?!\\d))");
    /** A month in one of six languages, by its first letters where no other word begins so. */
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th|er|º)?\\s+(?:de\\s+)?"
            + "(jan|feb|fev|fév|mär|mar|apr|abr|avr|mai|may|maggio|jun|jui|giugno|jul|luglio|aug|ago|aoû|sep|settembre|setembro|"
            + "okt|oct|ottobre|outubro|nov|dez|dec|déc|dic|ene|gennaio)\\p{L}*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** In six languages; a working day is another unit than a day. */
    private static final Map<String, Pattern> UNITS = Map.of(
            "working day",
            counted("(?:working|business)[\\s-]+days?|(?:arbeits|werk)tage?n?|días?\\s+(?:laborab|hábi)les|"
                    + "jours?\\s+ouvr(?:é|able)s?|giorn[oi]\\s+lavorativ[oi]|dias?\\s+úteis"),
            "day", counted("(?:(?:calendar|full)[\\s-]+)?days?|tage?n?|(?:d[ií]as?|jours?|giorn[oi])"
                    + "(?!\\s+(?:laborab|hábi|ouvr|lavorativ|úteis))"),
            "hour", counted("hours?|stunden?|horas?|heures?|or[ae]"),
            "week", counted("weeks?|wochen?|semanas?|semaines?|settiman[ae]"),
            "month", counted("months?|monate?n?|meses|m[eê]s|mois|mes[ei]"),
            "year", counted("years?|jahre?n?|a[ñn]os?|ans?|années?|ann[oi]"),
            "minute", counted("minutes?|minuten?|minutos?|minut[oi]"),
            "%", counted("%|percent|prozent|por\\s+ciento|pour\\s+cent|per\\s+cento|por\\s+cento"));

    private Amounts() {}

    /** @return by unit (money, day, hour, date …) the values, each normalised */
    static Map<String, Set<String>> of(String text) {
        String sentence = Normalizer.normalize(text, Normalizer.Form.NFC);
        Map<String, Set<String>> amounts = new LinkedHashMap<>();
        Matcher money = MONEY.matcher(sentence);
        while (money.find()) {
            String value = THOUSANDS.matcher(money.group(1) != null ? money.group(1) : money.group(2)).replaceAll("")
                    .replace(',', '.');
            add(amounts, "money", value.contains(".") ? value.replaceAll("\\.?0+$", "") : value);
        }
        UNITS.forEach((unit, pattern) -> pattern.matcher(sentence).results()
                .forEach(match -> add(amounts, unit, match.group(1).replace(',', '.'))));
        Matcher date = DATE.matcher(sentence);
        while (date.find()) {
            add(amounts, "date", date.group(1) + " " + date.group(2).toLowerCase(Locale.ROOT));
        }
        return amounts;
    }

    private static Pattern counted(String units) {
        return Pattern.compile("(?<![\\d.,])(\\d+(?:[.,]\\d+)?)[\\s-]*(?:" + units + ")(?!\\p{L})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static void add(Map<String, Set<String>> amounts, String unit, String value) {
        amounts.computeIfAbsent(unit, missing -> new TreeSet<>()).add(value);
    }

    /** Sentences and list items of a text. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("\\R+")) {
            for (String sentence : line.replaceFirst("^\\s*(?:[-*>|]|\\d+\\.|#+)\\s*", "")
                    .split("(?<=[.!?])\\s+(?=\\p{Lu})")) {
                if (!sentence.isBlank()) {
                    sentences.add(sentence.strip());
                }
            }
        }
        return sentences;
    }
}
