package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final Instant WRITTEN = Example.NOW.minusSeconds(3600);
    private static final SetReading SET = set(phase("1", "a", "1"));

    @ParameterizedTest
    @CsvSource({
        // the age of the files in ISO 8601, maxAge in milliseconds, whether they are stale
        "PT1H, 3600000, false",
        "PT1H0.000000001S, 3600000, true",
        "PT0.000000001S, 0.0000015, false",
        "PT0.000000002S, 0.0000015, true",
        "PT-5M, 1, false",
        "PT-5M-0.000000001S, 1, true",
        "PT87600H, 315360000000, false",
        "PT87600H0.001S, 315360000000, true"
    })
    void aFileIsStaleFromTheFirstNanosecondBeyondItsAge(String age, String maxAge, boolean stale) {
        List<Finding> found =
                Freshness.check(SET, policy(Environment.DEV, null, maxAge), WRITTEN.plus(Duration.parse(age)));
        assertThat(found).hasSize(stale ? 3 : 0);
    }

    @ParameterizedTest
    @CsvSource({"DEV, , WARNS", "PROD, , FAILS", "DEV, FAILS, FAILS", "PROD, NONE, NONE"})
    void aStaleFileHasTheEffectOfAMissingOne(Environment environment, @Nullable Effect whenMissing, Effect effect) {
        List<Finding> found = Freshness.check(SET, policy(environment, whenMissing, "1"), Example.NOW);
        assertThat(found)
                .containsExactlyElementsOf(SET.files().stream()
                        .map(file -> new Finding.StaleFile(file, BigDecimal.ONE, effect))
                        .toList());
    }

    @Test
    void withoutAMaxAgeAFileMayBeOfAnyAge() {
        assertThat(Freshness.check(SET, Policy.of(Environment.PROD), Instant.MAX))
                .isEmpty();
    }

    @Test
    void aMissingFileHasNoAge() {
        List<FoundFile> files = new ArrayList<>(SET.files());
        files.set(1, FoundFile.missing(MetricsFile.RESOURCE_USAGE, files.get(1).path()));
        SetReading incomplete = new SetReading(SET.directory(), files, true, SET.violations(), SET.run());
        assertThat(Freshness.check(incomplete, policy(Environment.PROD, null, "1"), Example.NOW))
                .extracting(finding -> ((Finding.StaleFile) finding).file().role())
                .containsExactly(MetricsFile.PHASE_METRICS, MetricsFile.LATENCY_HISTOGRAMS);
    }

    private static Policy policy(Environment environment, @Nullable Effect whenMissing, String maxAge) {
        return new Policy(environment, whenMissing, Effect.FAILS, null, null, new BigDecimal(maxAge));
    }
}
