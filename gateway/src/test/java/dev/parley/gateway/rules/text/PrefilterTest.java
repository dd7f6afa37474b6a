package dev.parley.gateway.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that is too strict would let a forbidden topic through. */
class PrefilterTest {

    private static final List<String> TEXTS = List.of("", "abc", "ab", "color", "colour", "foo", "bar", "foobar",
            "foo x bar",
            "xfooy", "xbary", "baz", "the bot is stupid get me a human", "a human please", "human", "abcabc",
            "i sue you");

    @ParameterizedTest
    @ValueSource(strings = {"foo|bar", "colou?r", "(foo)?bar", "(foo|bar)*baz", "x(foo|bar)y", "(foo|bar){0,2}",
        "foo{0}b?",
        "((foo|bar)|baz)", "[abc]+", "^(a |the )*(human|person)( please)*$", "(?i)FOO", "(?si)ABC", "(?:foo|bar) x",
        "(bot|ai)( [^ ]+){0,4} stupid", "\\bsue\\b", "(|foo)bar", "fo+", "abc*", "(?P<name>foo)", "."})
    void whatAPatternMatchesIsNeverFilteredOut(String pattern) {
        Prefilter filter = Prefilter.of(pattern);
        for (String text : TEXTS) {
            assertTrue(filter.mayMatch(text) || !Pattern.compile(pattern).matcher(text).find(),
                    pattern + " on " + text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"x(foo|bar)y;foo bar", "(bot|robot)( [^ ]+){0,4} stupid;bot robot",
        "lawyer.*court;lawyer"})
    void aPlainGroupOrWordIsNeeded(String pattern, String words) {
        assertEquals(List.of(words.split(" ")), Prefilter.of(pattern).anyOf());
    }
}
