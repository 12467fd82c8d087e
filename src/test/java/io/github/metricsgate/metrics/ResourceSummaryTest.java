package io.github.metricsgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How samples are summarised, one by one. */
class ResourceSummaryTest {

    @Test
    void equalSamplesKeepTheFirstSpellingExceptForTheLastSample() {
        ResourceSummary summary = of("1.0", "1.00", "1e0");
        assertThat(summary.max()).isEqualTo("1.0");
        assertThat(summary.min()).isEqualTo("1.0");
        assertThat(summary.last()).isEqualTo("1");
        assertThat(summary.samples()).isEqualTo(3);
    }

    @Test
    void theSumIsExact() {
        assertThat(of("1e308", "1e-1999", "-1e308", "0.1").sum())
                .isEqualByComparingTo("0.1".concat("0".repeat(1997)).concat("1"));
    }

    @Test
    void decimalsAfterTheLastSummedOneAreRoundedUp() {
        BigDecimal unit = BigDecimal.valueOf(1, ResourceSummary.SUMMED_DECIMALS);
        assertThat(of("1e-2000").sum()).isEqualTo(unit);
        assertThat(of("1e-2001").sum()).isEqualTo(unit);
        assertThat(of("1.1e-1999").sum()).isEqualTo(unit.multiply(BigDecimal.valueOf(11)));
        assertThat(of("1.11e-1999").sum()).isEqualTo(unit.multiply(BigDecimal.valueOf(12)));
        assertThat(of("0", "0").mean(0)).isEqualTo(BigDecimal.ZERO);
    }

    /** Against the plainest way to write it down. */
    @Test
    void everyStatisticEqualsThatOfTheWholeList() {
        Random random = new Random(42);
        for (int run = 0; run < 200; run++) {
            BigDecimal[] samples = new BigDecimal[1 + random.nextInt(20)];
            Arrays.setAll(samples, i -> BigDecimal.valueOf(random.nextLong(), random.nextInt(40) - 20));
            ResourceSummary summary = of(samples);
            assertThat(summary.max())
                    .isEqualByComparingTo(
                            Arrays.stream(samples).max(BigDecimal::compareTo).orElseThrow());
            assertThat(summary.min())
                    .isEqualByComparingTo(
                            Arrays.stream(samples).min(BigDecimal::compareTo).orElseThrow());
            assertThat(summary.last()).isEqualTo(samples[samples.length - 1]);
            assertThat(summary.sum())
                    .isEqualByComparingTo(Arrays.stream(samples).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    @Test
    void unitsAndFilesHaveTheNamesThatPomsAndArtifactsUse() {
        assertThat(DurationUnit.values())
                .extracting(DurationUnit::symbol)
                .containsExactly("ns", "us", "ms", "s", "m", "h", "d");
        assertThat(MetricsFile.values()).extracting(MetricsFile::type).containsExactly("json", "jsonl", "json", "json");
    }

    private static ResourceSummary of(String... samples) {
        return of(Arrays.stream(samples).map(BigDecimal::new).toArray(BigDecimal[]::new));
    }

    private static ResourceSummary of(BigDecimal... samples) {
        ResourceSummary summary = ResourceSummary.of(samples[0]);
        for (int i = 1; i < samples.length; i++) {
            summary = summary.and(ResourceSummary.of(samples[i]));
        }
        return summary;
    }
}
