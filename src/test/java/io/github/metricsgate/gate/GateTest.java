package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    @ParameterizedTest
    @CsvSource({
        "500, 500ms, KEPT",
        "500.0000000000000000000001, 500ms, BROKEN",
        "499.9999999999999999999999, 500ms, KEPT",
        "9007199254740993, 9007199254740992, BROKEN",
        "0.25, 250us, KEPT",
        "0.2500001, 250us, BROKEN",
        "1500, 1.5s, KEPT",
        "1500.1, 1.5s, BROKEN",
        "1e-1000000000, 0, BROKEN",
        "0, 0, KEPT",
        "0e10, 0, KEPT",
        "1.7976931348623157e308, 1h, BROKEN",
    })
    void aValueOverItsLimitIsBrokenAndAnEqualOneKept(String value, String limit, Outcome outcome) {
        Verification verification = verify(List.of(everything(limit)), phase("0", "a", value));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(outcome);
    }

    @Test
    void theMostSpecificSelectorAppliesWhateverTheOrder() {
        List<Threshold> thresholds = new ArrayList<>(List.of(
                everything("1"),
                threshold("any", new Selector.AnyPhase(), "p99", "2"),
                threshold("short-glob", new Selector.Text("*"), "p99", "3"),
                threshold("long-glob", new Selector.Text("Rep*"), "p99", "4"),
                threshold("name", new Selector.Text("Report"), "p99", "5"),
                threshold("key", new Selector.Text("7"), "p99", "6")));
        Phase phase = phase("7", "Report", "1");
        Random random = new Random(7);
        while (!thresholds.isEmpty()) {
            String mostSpecific = thresholds.get(thresholds.size() - 1).name();
            for (int i = 0; i < 20; i++) {
                List<Threshold> shuffled = new ArrayList<>(thresholds);
                Collections.shuffle(shuffled, random);
                assertThat(verify(shuffled, phase).verdicts())
                        .extracting(verdict -> verdict.threshold().name())
                        .containsExactly(mostSpecific);
            }
            thresholds.remove(thresholds.size() - 1);
        }
    }

    @Test
    void equallySpecificSelectorsBothApply() {
        Verification verification = verify(
                List.of(
                        threshold("first", new Selector.Text("Re*"), "p99", "1"),
                        threshold("second", new Selector.Text("*rt"), "p99", "100"),
                        threshold("third", new Selector.Text("R*"), "p99", "100")),
                phase("7", "Report", "50"));
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.threshold().name() + " " + verdict.outcome())
                .containsExactly("first BROKEN", "second KEPT");
    }

    @Test
    void everyMetricIsDecidedSeparately() {
        Verification verification = verify(
                List.of(
                        everything("100"),
                        threshold("p95-of-the-phase", new Selector.Text("7"), "p95", "1"),
                        threshold("max-of-all", new Selector.AnyPhase(), "max", "60")),
                phase("7", "Report", Map.of("p50", "1", "p95", "2", "p99", "3", "max", "61")));
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.threshold().name() + " " + verdict.outcome())
                .containsExactly("p99Threshold KEPT", "p95-of-the-phase BROKEN", "max-of-all BROKEN");
    }

    @Test
    void aValueThatWasNotMeasuredBreaksAThresholdThatNamesThePhaseAndNoOther() {
        Phase unmeasured = phase("7", "Report", (String) null);
        Phase measured = phase("8", "Export", "1");
        for (String named : List.of("7", "Report")) {
            Verification verification =
                    verify(List.of(threshold("t", new Selector.Text(named), "p99", "1")), unmeasured, measured);
            assertThat(verification.verdicts())
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN))
                    .satisfies(verdict -> assertThat(verdict.value()).isNull());
        }
        for (Selector other : List.of(new Selector.Text("R*"), new Selector.AnyPhase(), new Selector.Everything())) {
            Verification verification = verify(List.of(threshold("t", other, "p99", "1")), unmeasured);
            assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.NOT_MEASURED);
        }
    }

    @Test
    void aMetricThatOnePhaseLacksIsNotMeasuredThere() {
        Verification verification = verify(
                List.of(threshold("t", new Selector.AnyPhase(), "max", "10")),
                phase("1", "a", Map.of("p50", "1", "p95", "2", "p99", "3")),
                phase("2", "b", Map.of("p50", "1", "p95", "2", "p99", "3", "max", "4")));
        assertThat(verification.verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.NOT_MEASURED, Outcome.KEPT);
        assertThat(verification.findings(Finding.UnusedThreshold.class)).isEmpty();
    }

    @Test
    void aThresholdThatAppliesToNothingIsAMistake() {
        Threshold noPhase = threshold("no-phase", new Selector.Text("Reprot"), "p99", "1");
        Threshold noMetric = threshold("no-metric", new Selector.AnyPhase(), "p999", "1");
        Verification verification = verify(List.of(noPhase, noMetric), phase("7", "Report", "1"));
        assertThat(verification.findings(Finding.UnusedThreshold.class))
                .containsExactly(
                        new Finding.NoSuchPhase(noPhase),
                        new Finding.NoSuchMetric(noMetric, List.of("p50", "p95", "p99")));
    }

    @Test
    void aSelectorThatIsOverriddenEverywhereIsNotAMistake() {
        Threshold overridden = threshold("glob", new Selector.Text("Rep*"), "p99", "1");
        Threshold decides = threshold("key", new Selector.Text("7"), "p99", "100");
        Verification verification = verify(List.of(overridden, decides), phase("7", "Report", "50"));
        assertThat(verification.findings(Finding.UnusedThreshold.class)).isEmpty();
        assertThat(verification.verdicts()).extracting(Verdict::threshold).containsExactly(decides);
    }

    @Test
    void nothingMeasuredIsOnlyReportedIfThresholdsAreSet() {
        Phase unmeasured = phase("7", "Report", (String) null);
        Threshold threshold = everything("1");
        assertThat(nothingMeasured(verify(List.of(threshold), unmeasured)))
                .containsExactly(new Finding.NothingMeasured(List.of(threshold), 1));
        assertThat(nothingMeasured(verify(List.of(threshold))))
                .containsExactly(new Finding.NothingMeasured(List.of(threshold), 0));
        assertThat(verify(List.of(threshold)).result()).isEqualTo(Result.FAILED);
        assertThat(nothingMeasured(verify(List.of(), unmeasured))).isEmpty();
        assertThat(nothingMeasured(verify(List.of(threshold), unmeasured, phase("8", "b", "1"))))
                .isEmpty();
    }

    private static List<Finding.NothingMeasured> nothingMeasured(Verification verification) {
        return verification.findings(Finding.NothingMeasured.class);
    }

    @Test
    void phasesAreOrderedByTheirNumericKeys() {
        Verification verification = verify(
                List.of(),
                phase("b", "x", "1"),
                phase("10", "x", "1"),
                phase("2", "x", "1"),
                phase("", "x", "1"),
                phase("a", "x", "1"),
                phase("02", "x", "1"),
                phase("9".repeat(40), "x", "1"));
        assertThat(verification.phases())
                .extracting(Phase::key)
                .containsExactly("02", "2", "10", "", "9".repeat(40), "a", "b");
    }
}
