package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {

    @ParameterizedTest
    @CsvSource({
        "1, phase, 1 phase",
        "2, phase, 2 phases",
        "0, resource sample, 0 resource samples",
        "3, entry, 3 entries",
        "2, key, 2 keys",
        "2, match, 2 matches",
        "2, class, 2 classes",
        "2, suffix, 2 suffixes",
        "1.0, item, 1 item",
        "0.5, item, 0.5 items",
        "1e300, item, 1E+300 items",
    })
    void aNounFollowsItsNumber(BigDecimal number, String noun, String counted) {
        assertThat(Counted.of(number, noun)).isEqualTo(counted);
        if (number.scale() == 0) {
            assertThat(Counted.of(number.longValueExact(), noun)).isEqualTo(counted);
        }
    }
}
