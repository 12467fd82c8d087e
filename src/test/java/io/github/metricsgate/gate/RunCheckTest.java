package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCheckTest {

    private static final Policy LENIENT = Policy.of(Environment.DEV);
    private static final Policy STRICT = Policy.of(Environment.PROD);

    @Test
    void aRunThatEndedWellHasNoFindings() {
        assertThat(RunCheck.check(STRICT, run(AbortStatus.COMPLETED, Map.of("1", "completed"), usage("1"))))
                .isEmpty();
        assertThat(RunCheck.check(STRICT, Run.unknown())).isEmpty();
    }

    @Test
    void anAbortedRunAndFailedPhasesHaveTheEffectOfThePolicy() {
        AbortStatus aborted = new AbortStatus(true, "disk full");
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("2", "failed");
        statuses.put("1", "completed");
        statuses.put("3", " FAILED ");
        Run run = run(aborted, statuses, usage("1"));
        assertThat(RunCheck.check(LENIENT, run))
                .containsExactly(
                        new Finding.AbortedRun(aborted, Effect.WARNS),
                        new Finding.FailedPhase("2", "failed", Effect.WARNS),
                        new Finding.FailedPhase("3", " FAILED ", Effect.WARNS));
        assertThat(RunCheck.check(STRICT, run)).extracting(Finding::effect).containsOnly(Effect.FAILS);
    }

    @Test
    void aRunNeedsNoReasonToBeAborted() {
        AbortStatus aborted = new AbortStatus(true, "");
        assertThat(RunCheck.check(STRICT, run(aborted, Map.of(), usage("1"))))
                .containsExactly(new Finding.AbortedRun(aborted, Effect.FAILS));
    }

    @ParameterizedTest
    @CsvSource({"failed, true", "Failed, true", "failure, false", "not failed, false", "'', false"})
    void aPhaseHasFailedIfItsStatusIsThatWord(String status, boolean failed) {
        assertThat(RunCheck.check(STRICT, run(AbortStatus.COMPLETED, Map.of("1", status), usage("1"))))
                .hasSize(failed ? 1 : 0);
    }

    @Test
    void resourcesWithOnlyZeroSamplesAreListed() {
        ResourceSummary zeros = ResourceSummary.of(new BigDecimal("0.0")).and(ResourceSummary.of(BigDecimal.ZERO));
        ResourceSummary once = ResourceSummary.of(BigDecimal.ZERO).and(ResourceSummary.of(new BigDecimal("1e-400")));
        ResourceUsage usage = new ResourceUsage(
                2,
                Map.of(
                        Resource.RSS_MB, zeros,
                        Resource.CPU_PERCENT, zeros,
                        Resource.MEMORY_PERCENT, once));
        assertThat(RunCheck.check(STRICT, run(AbortStatus.COMPLETED, Map.of(), usage)))
                .containsExactly(new Finding.OnlyZeros(List.of(Resource.CPU_PERCENT, Resource.RSS_MB)));
    }

    private static Run run(AbortStatus status, Map<String, String> statuses, ResourceUsage usage) {
        RunContext context = new RunContext(null, status, statuses, Optional.empty(), RunIdentity.UNKNOWN);
        return new Run(context, List.of(), usage);
    }
}
