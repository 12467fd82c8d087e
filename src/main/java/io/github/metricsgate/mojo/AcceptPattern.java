package io.github.metricsgate.mojo;

import io.github.metricsgate.metrics.Glob;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.report.VerificationFile;
import java.util.List;

/** How a change is named on the command line: {@code checkout}, {@code checkout:p99}, {@code check*}, {@code rss_mb.max}. */
final class AcceptPattern {

    private AcceptPattern() {}

    /** What names exactly this series. */
    static String of(SeriesName series) {
        String metric = series.metric().key();
        if (series.phase() == null) {
            return metric;
        }
        return series.metric() instanceof PhaseMetric.Presence ? series.phase() : series.phase() + ":" + metric;
    }

    static boolean anyMatches(List<String> patterns, VerificationFile.Change change) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, change));
    }

    private static boolean matches(String pattern, VerificationFile.Change change) {
        SeriesName series = change.series();
        String metric = series.metric().key();
        if (series.phase() == null) {
            return isOrMatches(pattern, metric);
        }
        String name = change.phaseName() == null ? series.phase() : change.phaseName();
        return isOrMatches(pattern, series.phase())
                || isOrMatches(pattern, name)
                || isOrMatches(pattern, series.phase() + ":" + metric)
                || isOrMatches(pattern, name + ":" + metric);
    }

    /** A key may contain what a glob has a meaning for. */
    private static boolean isOrMatches(String pattern, String text) {
        return pattern.equals(text) || new Glob(pattern).matches(text);
    }
}
