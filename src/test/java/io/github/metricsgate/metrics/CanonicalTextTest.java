package io.github.metricsgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {

    @ParameterizedTest
    @CsvSource({
        "Load, Load, true",
        "Load, load, false",
        "\u00dcbersicht, U\u0308bersicht, true",
        "\ud55c, \u1112\u1161\u11ab, true",
        "\u212a, K, true",
        "a\u0323\u0307, a\u0307\u0323, true",
        "\ufb01, fi, false",
        "Load\u00a0Test, Load Test, false",
        "Load\u200b, Load, false",
        "\u0430, a, false",
        "\ud800, \ud800, true",
        "'', '', true",
    })
    void theSameLettersAreEqualHoweverTheyAreComposed(String one, String other, boolean equal) {
        assertThat(CanonicalText.areEqual(one, other)).isEqualTo(equal);
        assertThat(CanonicalText.areEqual(other, one)).isEqualTo(equal);
        assertThat(CanonicalText.of(one).equals(CanonicalText.of(other))).isEqualTo(equal);
    }

    @Test
    void asciiIsItsOwnForm() {
        String name = "Micro Questions ~ 2";
        assertThat(CanonicalText.of(name)).isSameAs(name);
    }

    @Test
    void veryManyAccentsTakeNoTime() {
        String one = "a" + "\u0301\u0316".repeat(200_000);
        String other = "a" + "\u0316\u0301".repeat(200_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(CanonicalText.areEqual(one, other)).isFalse());
        assertThat(CanonicalText.areEqual(one, "a" + "\u0301\u0316".repeat(200_000)))
                .isTrue();
        assertThat(CanonicalText.areEqual("a" + "\u0301\u0316".repeat(15), "a" + "\u0316\u0301".repeat(15)))
                .isTrue();
        assertThat(CanonicalText.areEqual("\u00e1".repeat(100_000), "a\u0301".repeat(100_000)))
                .isTrue();
    }
}
