package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A threshold's metric may be a measure. */
class MeasuredTest {

    private static final Selector EVERY = new Selector.AnyPhase();

    @Test
    void aNameThatNoLatencyHasIsTheMeasureOfThatName() {
        List<Phase> phases = List.of(phase("a", "p99", "gc.count"), phase("b", "gc.count", "gc.norm"));
        assertThat(Measured.by(
                        List.of(
                                threshold("t", EVERY, "gc.norm", "1"),
                                threshold("t", EVERY, "gc.count", "1"),
                                threshold("t", EVERY, "p99", "1"),
                                threshold("t", EVERY, "errors", "1"),
                                threshold("t", EVERY, "unknown", "1")),
                        phases))
                .extracting(Threshold::metric)
                .containsExactly(
                        new PhaseMetric.Measure("gc.norm"),
                        new PhaseMetric.Latency("gc.count"),
                        new PhaseMetric.Latency("p99"),
                        PhaseMetric.Figure.ERRORS,
                        new PhaseMetric.Latency("unknown"));
    }

    @Test
    void aMeasureIsJudgedInItsOwnUnit() {
        Verification verification = verify(
                threshold("t", EVERY, "gc.norm", "24"), phase("a", "p99", "gc.norm"), phase("b", "p99", "other"));
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.threshold().metric(), Verdict::value, Verdict::outcome)
                .containsExactly(
                        tuple(new PhaseMetric.Measure("gc.norm"), new BigDecimal("25"), Outcome.BROKEN),
                        tuple(new PhaseMetric.Measure("gc.norm"), null, Outcome.NOT_MEASURED));
    }

    @Test
    void aLimitInAUnitOfTimeIsAMistakeWhereItMeetsAMeasure() {
        Threshold inTime = new Threshold(
                "t",
                "the pom",
                EVERY,
                new PhaseMetric.Latency("gc.norm"),
                List.of(new Limit.Absolute(Bounds.Side.MAX, new BigDecimal("1000"), true)),
                Severity.WARN,
                null,
                false,
                "");
        Verification ofMeasure = verify(inTime, phase("a", "p99", "gc.norm"));
        assertThat(ofMeasure.findings(Finding.UnitOnMeasure.class)).hasSize(1);
        assertThat(ofMeasure.result()).isEqualTo(Result.FAILED);
        Verification ofLatency = verify(inTime, phase("a", "gc.norm", "other"));
        assertThat(ofLatency.findings(Finding.UnitOnMeasure.class)).isEmpty();
    }

    @Test
    void aMeasureThatNoSelectedPhaseHasIsAMistakeThatNamesThoseThereAre() {
        Verification verification = verify(
                threshold("t", new Selector.Text("b"), "gc.norm", "24"),
                phase("a", "p99", "gc.norm"),
                phase("b", "p99", "other"));
        assertThat(verification.findings(Finding.NoSuchMetric.class))
                .singleElement()
                .extracting(Finding.NoSuchMetric::latencies)
                .isEqualTo(List.of("p99", "other"));
    }

    @Test
    void whatIsWrongWithSourcesIsAFindingEach() {
        SourceFault missing = new SourceFault(SourceFault.Kind.MISSING, "a", "the pom", "is not there", false);
        SourceFault wrong = new SourceFault(SourceFault.Kind.MISCONFIGURED, "b", "the pom", "is wrong", false);
        Verification verification = Gate.collect(rules(List.of()), Path.of("snapshot.json"), List.of(missing, wrong));
        assertThat(verification.subject()).isEqualTo(Verification.Subject.SOURCES);
        assertThat(verification.findings())
                .containsExactly(
                        new Finding.FaultySource(missing, Effect.WARNS), new Finding.MisconfiguredSource(wrong));
        assertThat(verification.result()).isEqualTo(Result.FAILED);
        assertThat(Gate.foreign(rules(List.of()), Path.of("x.json"), "a list", "<x/>")
                        .findings())
                .containsExactly(new Finding.ForeignSnapshot(Path.of("x.json"), "a list", "<x/>"));
    }

    private static Verification verify(Threshold threshold, Phase... phases) {
        return Example.verify(rules(List.of(threshold)), Example.set(phases));
    }

    private static Phase phase(String key, String latency, String measure) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put(latency, BigDecimal.ONE);
        Map<String, @Nullable BigDecimal> measures = new LinkedHashMap<>();
        measures.put(measure, new BigDecimal("25"));
        return new Phase(
                key, key, Map.of(PhaseMetric.Figure.ITEMS_PROCESSED, BigDecimal.ONE), latencies, measures, null, null);
    }
}
