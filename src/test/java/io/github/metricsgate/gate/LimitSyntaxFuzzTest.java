package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A limit of any text is a number that is not negative, or none. */
class LimitSyntaxFuzzTest {

    @FuzzTest(maxDuration = "")
    void aLimitIsANumberOrNone(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Optional<BigDecimal> number = LimitSyntax.number(text);
        Optional<BigDecimal> time = LimitSyntax.time(text);
        time.ifPresent(limit -> assertThat(limit).isNotNegative());
        number.ifPresent(limit -> {
            assertThat(limit).isEqualByComparingTo(new BigDecimal(text.strip()));
            assertThat(time).contains(limit);
            for (DurationUnit unit : DurationUnit.values()) {
                // Between number and unit there may be ASCII white space, around them any.
                assertThat(LimitSyntax.time(text.strip() + unit.symbol())).contains(unit.toMilliseconds(limit));
            }
        });
    }
}
