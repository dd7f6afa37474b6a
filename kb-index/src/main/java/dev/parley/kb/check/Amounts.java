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
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s+(?:de\\s+)?"
            + "(jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|ene|abr|ago|dic)\\p{L}*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern COUNTED = Pattern.compile(
            "(?<![\\d.,])(\\d+(?:[.,]\\d+)?)[\\s-]*(?:(working|business|calendar|full)\\s+)?(days?|hours?|weeks?|months?|years?|minutes?|%|percent|"
                    + "tage?n?|arbeitstage?n?|werktage?n?|stunden?|wochen?|monate?n?|jahre?n?|minuten?|"
                    + "días?(?:\\s+laborables)?|horas?|semanas?|meses|mes|años?|minutos?)(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE);

    private Amounts() {}

    /** @return by unit (money, day, hour, date …) the values, each normalised; a working day is another unit than a day */
    static Map<String, Set<String>> of(String sentence) {
        Map<String, Set<String>> amounts = new LinkedHashMap<>();
        Matcher money = MONEY.matcher(sentence);
        while (money.find()) {
            String value = THOUSANDS.matcher(money.group(1) != null ? money.group(1) : money.group(2)).replaceAll("")
                    .replace(',', '.');
            add(amounts, "money", value.contains(".") ? value.replaceAll("\\.?0+$", "") : value);
        }
        Matcher counted = COUNTED.matcher(sentence);
        while (counted.find()) {
            String unit = Normalizer.normalize(counted.group(3).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
            String kind = counted.group(2) == null ? "" : counted.group(2).toLowerCase(Locale.ROOT) + " ";
            add(amounts, kind.replace("business", "working") + (unit.equals("percent") ? "%" : unit.replaceAll(
                    "(?<=\\p{L}{2})(s|en|n|e)$", "")), counted.group(1).replace(',', '.'));
        }
        Matcher date = DATE.matcher(sentence);
        while (date.find()) {
            add(amounts, "date", date.group(1) + " " + date.group(2).toLowerCase(Locale.ROOT));
        }
        return amounts;
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
