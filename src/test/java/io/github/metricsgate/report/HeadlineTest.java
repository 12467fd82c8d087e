package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.verify;
import static io.github.metricsgate.gate.Example.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void outcomesAreCounted() {
        Verification verification = verify(
                List.of(everything("10")),
                phase("1", "a", "9"),
                phase("2", "b", "11"),
                phase("3", "c", "10"),
                phase("4", "d", (String) null));
        assertThat(Headline.outcomes(verification))
                .containsExactly(
                        Map.entry(Outcome.KEPT, 2L),
                        Map.entry(Outcome.BROKEN, 1L),
                        Map.entry(Outcome.NOT_MEASURED, 1L),
                        Map.entry(Outcome.NOT_ENOUGH_DATA, 0L));
        assertThat(Headline.counts(verification)).isEqualTo("4 phases, 2 thresholds kept, 1 broken, 1 not measured");
    }

    @Test
    void tooFewItemsAreCountedIfAThresholdRequiresMore() {
        Threshold threshold = with(everything("10"), Severity.FAIL, "2", "");
        assertThat(Headline.counts(verify(List.of(threshold), phase("1", "a", "9"))))
                .isEqualTo("1 phase, 0 thresholds kept, 0 broken, 0 not measured, 1 without enough data");
    }

    @Test
    void thereAreThreeResults() {
        assertThat(Headline.result(verify(List.of(everything("10")), phase("1", "a", "9"))))
                .isEqualTo("passed");
        assertThat(Headline.result(verify(List.of(everything("8")), phase("1", "a", "9"))))
                .isEqualTo("FAILED");
        assertThat(Headline.result(verify(List.of(), phase("1", "a", "9")))).isEqualTo("nothing judged");
    }
}
