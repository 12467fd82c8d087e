package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.SeriesName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs before one in which a phase was as it usually is, for people to look at: no verdict follows from them. */
public final class BaselineRuns {

    private final List<RecordedRun> comparable;
    private final Map<SeriesName, Acceptance> acceptances;
    private final int window;

    private BaselineRuns(Rules rules, Past past) {
        comparable = ComparableRuns.ofBaseline(past, rules.baselines()).runs();
        acceptances = past.acceptancesThatCount();
        window = rules.baselines().window();
    }

    /** Empty where the run was not compared with others. */
    public static Optional<BaselineRuns> of(Verification verification) {
        return verification.past().map(past -> new BaselineRuns(verification.rules(), past));
    }

    /**
     * The runs in which no latency of the phase was set aside, and that are of the same series as this run's; the newest
     * first, at most a window of them.
     */
    public List<RecordedRun> of(Phase phase) {
        List<RecordedRun> normal = new ArrayList<>();
        for (int i = comparable.size() - 1; i >= 0 && normal.size() < window; i--) {
            if (isNormal(comparable.get(i), phase)) {
                normal.add(comparable.get(i));
            }
        }
        return normal;
    }

    private boolean isNormal(RecordedRun run, Phase phase) {
        boolean hasLatency = false;
        for (String statistic : phase.latencies().keySet()) {
            SeriesName series = new SeriesName(phase.key(), new PhaseMetric.Latency(statistic));
            RecordedValue value = run.values().get(series);
            if (value == null) {
                continue;
            }
            hasLatency = true;
            if (value.status() != RecordedValue.Status.NORMAL
                    || !ComparableRuns.isUnder(acceptances.get(series), value)) {
                return false;
            }
        }
        return hasLatency;
    }
}
