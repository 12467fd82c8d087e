package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tests ask of a run that was compared with those before it. */
final class Compared {

    private Compared() {}

    /** A phase of a hundred items that has nothing but a p99. */
    static Phase p99(String value) {
        return p99("1", "checkout", value);
    }

    static Phase p99(String key, String name, String value) {
        return Example.phase(key, name, "100", Map.of("p99", value));
    }

    /** What is suspect or a regression, as "1:p99 SUSPECT NONE". */
    static List<String> outside(Verification verification) {
        List<String> outside = new ArrayList<>();
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            if (verdict.standing() == Standing.SUSPECT || verdict.standing() == Standing.REGRESSION) {
                String phase = verdict.series().phase();
                outside.add((phase == null ? "" : phase + ":")
                        + verdict.series().metric().key() + " " + verdict.standing() + " " + verdict.effect());
            }
        }
        return outside;
    }

    /** The only verdict on a series. */
    static BaselineVerdict verdict(Verification verification, @Nullable String phase, String metric) {
        List<BaselineVerdict> verdicts = verdicts(verification, phase, metric);
        if (verdicts.size() != 1) {
            throw new AssertionError(verdicts.size() + " verdicts on " + metric + ": " + verdicts);
        }
        return verdicts.get(0);
    }

    static List<BaselineVerdict> verdicts(Verification verification, @Nullable String phase, String metric) {
        List<BaselineVerdict> verdicts = new ArrayList<>(verification.findings(BaselineVerdict.class));
        verdicts.removeIf(verdict -> !Objects.equals(verdict.series().phase(), phase)
                || !verdict.series().metric().key().equals(metric));
        return verdicts;
    }

    /** That of the p99 of phase 1. */
    static Baseline baseline(Verification verification) {
        return verdict(verification, "1", "p99").baseline().orElseThrow();
    }

    static Finding.ComparedWith comparedWith(Verification verification) {
        List<Finding.ComparedWith> all = verification.findings(Finding.ComparedWith.class);
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.get(0);
    }

    static RecordedValue recorded(RecordedRun run, String phase, String metric) {
        SeriesName series = new SeriesName(phase, Metric.named(metric).orElseThrow());
        return Objects.requireNonNull(run.values().get(series), () -> metric + " is not in " + run);
    }
}
