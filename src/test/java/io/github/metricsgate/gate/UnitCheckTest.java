package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCheckTest {

    private static final Optional<DurationUnit> NOBODY = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        // of 100 items in 1000 ms, the median, and how many ms a unit of it seems to have
        "10, ",
        "0.01, 1E+3",
        "0.005, 1E+3",
        "0.02, 1E+3",
        "0.00499, ",
        "0.02001, ",
        "0.00001, 1E+6",
        "0.000005, 1E+6",
        "0.00000499, ",
        "10000000, 0.000001",
        "20000000, 0.000001",
        "20000001, ",
        // As 1000 items may have been measured at the same time.
        "10000, ",
        "0.00000001, "
    })
    void aMedianThatIsOffByAPowerOfAThousandIsSuspect(String median, @Nullable BigDecimal milliseconds) {
        Phase phase = phase("1", "100", median, "1000");
        List<Finding> found = UnitCheck.check(rules(NOBODY, Environment.DEV), run(NOBODY, phase));
        if (milliseconds == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().isInstanceOfSatisfying(Finding.SuspectUnit.class, suspect -> {
                assertThat(suspect.milliseconds()).isEqualByComparingTo(milliseconds);
                assertThat(suspect.example()).isEqualTo(phase);
                assertThat(suspect.phases()).isOne();
                assertThat(suspect.effect()).isEqualTo(Effect.WARNS);
            });
        }
    }

    @Test
    void inProdItFails() {
        assertThat(UnitCheck.check(rules(NOBODY, Environment.PROD), run(NOBODY, phase("1", "100", "0.01", "1000"))))
                .extracting(Finding::effect)
                .containsExactly(Effect.FAILS);
    }

    @Test
    void mostComparablePhasesMustShowIt() {
        Phase suspect = phase("1", "100", "0.01", "1000");
        Phase another = phase("2", "100", "0.011", "1000");
        Phase fits = phase("3", "100", "10", "1000");
        assertThat(suspects(suspect, fits)).isEmpty();
        assertThat(suspects(suspect, another, fits)).containsExactly("1 of 2");
        assertThat(suspects(fits, another, suspect)).containsExactly("1 of 2");
        List<Phase> incomparable = List.of(
                phase("4", null, "10", "1000"),
                phase("5", "100", null, "1000"),
                phase("6", "100", "10", null),
                phase("7", "100", "0", "1000"),
                phase("8", "100", "10", "0"),
                phase("9", "0", "10", "1000"));
        assertThat(suspects(incomparable.toArray(Phase[]::new))).isEmpty();
        List<Phase> all = new ArrayList<>(incomparable);
        all.add(suspect);
        assertThat(suspects(all.toArray(Phase[]::new))).containsExactly("1 of 1");
    }

    @Test
    void anExplicitUnitIsBelieved() {
        Phase suspect = phase("1", "100", "0.01", "1000");
        Optional<DurationUnit> said = Optional.of(DurationUnit.MILLISECONDS);
        assertThat(UnitCheck.check(rules(said, Environment.PROD), run(NOBODY, suspect)))
                .isEmpty();
        assertThat(UnitCheck.check(rules(NOBODY, Environment.PROD), run(said, suspect)))
                .isEmpty();
        assertThat(UnitCheck.check(rules(said, Environment.PROD), run(said, suspect)))
                .isEmpty();
    }

    @Test
    void twoUnitsAreAMistakeWhateverTheFigures() {
        assertThat(UnitCheck.check(
                        rules(Optional.of(DurationUnit.SECONDS), Environment.DEV),
                        run(Optional.of(DurationUnit.MICROSECONDS), phase("1", "100", "10", "1000"))))
                .containsExactly(new Finding.ContradictoryUnits(DurationUnit.SECONDS, DurationUnit.MICROSECONDS));
    }

    private static List<String> suspects(Phase... phases) {
        List<String> suspects = new ArrayList<>();
        for (Finding finding : UnitCheck.check(rules(NOBODY, Environment.DEV), run(NOBODY, phases))) {
            Finding.SuspectUnit suspect = (Finding.SuspectUnit) finding;
            suspects.add(suspect.example().key() + " of " + suspect.phases());
        }
        return suspects;
    }

    private static Rules rules(Optional<DurationUnit> unit, Environment environment) {
        return new Rules("module", unit, List.of(), Policy.of(environment));
    }

    private static Run run(Optional<DurationUnit> unit, Phase... phases) {
        RunContext context = new RunContext(null, AbortStatus.COMPLETED, Map.of(), unit, RunIdentity.UNKNOWN);
        return new Run(context, List.of(phases), ResourceUsage.none());
    }

    private static Phase phase(String key, @Nullable String items, @Nullable String median, @Nullable String duration) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        if (items != null) {
            figures.put(Figure.ITEMS_PROCESSED, new BigDecimal(items));
        }
        if (duration != null) {
            figures.put(Figure.DURATION, new BigDecimal(duration));
        }
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", median == null ? null : new BigDecimal(median));
        return new Phase(key, "n", figures, latencies);
    }
}
