package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.phase;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a run that nobody has judged. */
class RecordingTest {

    private static final Past.Self SELF =
            new Past.Self("org.example:shop", "0", Instant.EPOCH, RunIdentity.UNKNOWN, List.of());

    private static RecordedRun unjudged(AbortStatus abortStatus, Map<String, String> phaseStatuses) {
        ResourceUsage zeros = new ResourceUsage(
                1, Map.of(Resource.MEMORY_PERCENT, ResourceSummary.of(BigDecimal.ZERO)), ResourceCurve.NONE);
        RunContext context = new RunContext(null, abortStatus, phaseStatuses, Optional.empty(), RunIdentity.UNKNOWN);
        Run run = new Run(context, List.of(phase("1", "load", "10"), phase("2", "score", "20")), zeros);
        return Recording.unjudged(SELF, run);
    }

    @Test
    void aFailedPhaseHasNoValuesAndTheOthersHave() {
        RecordedRun run = unjudged(AbortStatus.COMPLETED, Map.of("1", "completed", "2", "failed"));
        assertThat(run.phaseNames()).containsEntry("1", "load").containsEntry("2", "score");
        assertThat(run.values().keySet())
                .extracting(SeriesName::phase)
                .contains("1")
                .doesNotContain("2");
    }

    @Test
    void anAbortedRunHasNoValues() {
        RecordedRun run = unjudged(new AbortStatus(true, "disk full"), Map.of());
        assertThat(run.phaseNames()).isEmpty();
        assertThat(run.values()).isEmpty();
    }
}
