package dev.parley.gateway.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the numbers of payment cards that people type into a chat, before anything is stored: whoever may read a conversation may
 * not have them (PCI DSS, requirement 3), and nobody here needs one. Pure.
 */
final class CardNumbers {

    /** 14 to 19 digits, as cards have them, perhaps in groups; first digits as the networks have them (ISO/IEC 7812). */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,])[3-6]\\d(?:[ -]?\\d){12,17}(?![\\d]|[.,]\\d)");
    private static final int SHOWN = 4;

    private CardNumbers() {}

    /** All but the last four digits of each number that passes a card's check (Luhn) as dots. */
    static String hide(String text) {
        return NUMBER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(hidden(found.group())));
    }

    private static String hidden(String number) {
        String digits = number.replaceAll("\\D", "");
        return isCard(digits) ? "•••• " + digits.substring(digits.length() - SHOWN) : number;
    }

    private static boolean isCard(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
