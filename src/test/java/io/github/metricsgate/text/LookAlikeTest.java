package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikeTest {

    @ParameterizedTest
    @CsvSource({
        "'\u00dcbersicht', 'U\u0308bersicht', '\\u00dcbersicht', 'U\\u0308bersicht'",
        "'Load\u00a0Test', 'Load Test', 'Load\\u00a0Test', 'Load\\u0020Test'",
        "'M\u00fcll\u00a0M\u00fcll', 'M\u00fcll M\u00fcll', 'M\u00fcll\\u00a0M\u00fcll', 'M\u00fcll\\u0020M\u00fcll'",
        "'Load\u200b', 'Load', 'Load\\u200b', 'Load'",
        "'Load ', 'Load', 'Load\\u0020', 'Load'",
        "'Load  Test', 'Load Test', 'Load \\u0020Test', 'Load Test'",
        "'Load\tTest', 'Load Test', 'Load\\u0009Test', 'Load\\u0020Test'",
        "'c\u0430se', 'case', 'c\\u0430se', 'case'",
        "'p95\u2011p99', 'p95-p99', 'p95\\u2011p99', 'p95-p99'",
        "'a#\u200b#b', 'a##b', 'a#\\u200b#b', 'a\\u0023#b'",
        "'\u00e9\u0323', 'e\u0301\u0323', '\\u00e9\\u0323', 'e\\u0301\\u0323'",
        "'\ufb01n', 'fin', '\\ufb01n', 'fin'",
        "'\u2708\ufe0f', '\u2708', '\u2708\\ufe0f', '\u2708'",
        "'\u6771\u4eac \u200d1', '\u6771\u4eac 1', '\u6771\u4eac \\u200d1', '\u6771\u4eac 1'",
    })
    void textsThatLookTheSameAreShownWithEscapesWhereTheyDiffer(
            String one, String other, String shownOne, String shownOther) {
        assertThat(LookAlike.of(one, other)).contains(new LookAlike(shownOne, shownOther));
        assertThat(LookAlike.of(other, one)).contains(new LookAlike(shownOther, shownOne));
    }

    @ParameterizedTest
    @CsvSource({"a, b", "Load, load", "Load, Load", "'', a", "\u00fc, u", "1, l", "loadtest, load test"})
    void textsThatReadersCanTellApartAreNotEscaped(String one, String other) {
        assertThat(LookAlike.of(one, other)).isEmpty();
    }

    @Test
    void longTextsAreNotCompared() {
        String one = "a" + "\u0301\u0316".repeat(100);
        assertThat(LookAlike.of(one, one + "\u200b")).isEmpty();
    }
}
