package io.github.metricsgate.gate;

import io.github.metricsgate.gate.BaselineVerdict.Relative;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits that are relative to a baseline, by the series that they apply to. */
final class RelativeLimits {

    private RelativeLimits() {}

    static Map<SeriesName, List<Relative>> of(List<Threshold> evaluated, Precedence precedence) {
        Map<SeriesName, List<Relative>> limits = new HashMap<>();
        for (Precedence.Applied applied : precedence.applied()) {
            SeriesName series = new SeriesName(applied.phase().key(), applied.metric());
            for (Limit limit : applied.limits()) {
                if (limit instanceof Limit.Relative relative) {
                    add(limits, series, new Relative(applied.threshold(), relative));
                }
            }
        }
        for (Threshold threshold : evaluated) {
            if (threshold.metric() instanceof RunMetric) {
                for (Limit.Relative relative : threshold.relativeLimits()) {
                    add(limits, new SeriesName(null, threshold.metric()), new Relative(threshold, relative));
                }
            }
        }
        return limits;
    }

    private static void add(Map<SeriesName, List<Relative>> limits, SeriesName series, Relative relative) {
        limits.computeIfAbsent(series, key -> new ArrayList<>()).add(relative);
    }
}
