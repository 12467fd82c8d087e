package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[31mred', 'a\\u001b[31mred'",
        "'a\nb\r\n[ERROR] c', 'a\\u000ab\\u000d\\u000a[ERROR] c'",
        "'\u009b0m\u007f', '\\u009b0m\\u007f'",
        "'\u202egnp.exe', '\\u202egnp.exe'",
        "'\u2066x\u2069\u200b\ufeff', '\\u2066x\\u2069\\u200b\\ufeff'",
        "'\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'",
        "'\udb40\udc01', '\\u{e0001}'",
        "'\ud800', '\\ud800'",
        "'##vso[a]', '\\u0023#vso[a]'",
        "'::error::a', '\\u003a:error::a'",
        "' \u00a0:::a', ' \u00a0\\u003a::a'",
        "'a::b : ::', 'a::b : ::'",
        "'Übersicht 😀 שלום', 'Übersicht 😀 שלום'",
    })
    void charactersThatControlATerminalAreEscaped(String text, String safe) {
        assertThat(SafeText.of(text)).isEqualTo(safe);
    }

    @Test
    void noControlCharacterGetsThrough() {
        int seen = 0;
        List<Integer> through = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String safe = SafeText.of(Character.toString(c));
            seen += safe.length() > Character.charCount(c) ? 1 : 0;
            if (safe.codePoints().anyMatch(Character::isISOControl)) {
                through.add(c);
            }
        }
        assertThat(through).isEmpty();
        assertThat(seen).isGreaterThan(2000);
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "日本語 全角, 11", "e\u0301, 1", "😀, 2", "한국, 4", "ＡＢ, 4", "é, 1"})
    void theWidthIsInTerminalColumns(String text, int columns) {
        assertThat(SafeText.width(text)).isEqualTo(columns);
    }

    @Test
    void longTextIsShortenedInTheMiddle() {
        assertThat(SafeText.of("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(SafeText.of("abcdefghijk", 10)).isEqualTo("abcd...ijk");
        assertThat(SafeText.of("😀".repeat(11), 10)).isEqualTo("😀😀...😀");
        assertThat(SafeText.of("\n".repeat(20), 20)).isEqualTo("\\u000a...\\u000a");
    }

    @Test
    void aFileKeepsItsOwnEscapes() {
        assertThat(SafeText.asSpelled("\"a\\u001b\u001b\"")).isEqualTo("\"a\\u001b\\u001b\"");
        assertThat(SafeText.asSpelled("\\\\##vso[a]")).isEqualTo("\\\\\\u0023#vso[a]");
        assertThat(SafeText.of("a\\u001b")).isEqualTo("a\\u005cu001b");
    }

    @Test
    void longTextTakesLinearTime() {
        String spaces = " ".repeat(100_000);
        for (String repeated : List.of("::", " ::", "##", "\\u001b", "\\", "\u0301", "\ud83d\ude00")) {
            String text = spaces + repeated.repeat(100_000);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertThat(SafeText.of(text)).hasSizeLessThan(12_000);
                assertThat(SafeText.asSpelled(text)).hasSizeLessThan(12_000);
            });
        }
    }
}
