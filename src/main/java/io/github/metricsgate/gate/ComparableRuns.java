package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.SeriesName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a history that a run can be compared with.
 *
 * @param runs by time, the oldest first
 * @param leftOut how many others there are, by the reason, as in "of another jdk (21)"
 */
record ComparableRuns(List<RecordedRun> runs, Map<String, Integer> leftOut) {

    private static final String JDK = "jdk";
    private static final String WITHOUT_VALUE = "without a value";
    private static final String LATER = "dated after this run";

    /** 1.8.0_292 is 8, 17.0.15 is 17. */
    private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?([0-9]{1,4}).*");

    /** Those of the baseline's branch. */
    static ComparableRuns ofBaseline(Past past, BaselineRules rules) {
        return of(past.onBaselineBranch(), past.self(), rules.compareBy());
    }

    static ComparableRuns of(PastRuns past, Past.Self self, List<String> compareBy) {
        List<RecordedRun> runs = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        for (RecordedRun run : past.runs()) {
            if (run.digest().equals(self.digest())) {
                // A run is never its own baseline; verifying the same set again replaces its entry.
                continue;
            }
            String difference = difference(run, self, compareBy);
            if (difference.isEmpty()) {
                runs.add(run);
            } else {
                leftOut.merge(difference, 1, Integer::sum);
            }
        }
        return new ComparableRuns(List.copyOf(runs), leftOut);
    }

    /** @param acceptances those that count */
    boolean reachFarEnough(Rules rules, Map<SeriesName, Acceptance> acceptances) {
        if (runs.size() < rules.runsToCompareWith()) {
            return false;
        }
        Map<SeriesName, Integer> normal = new HashMap<>();
        for (RecordedRun run : runs) {
            run.values().forEach((series, value) -> {
                if (value.status() == RecordedValue.Status.NORMAL && isUnder(acceptances.get(series), value)) {
                    normal.merge(series, 1, Integer::sum);
                }
            });
        }
        for (Map.Entry<SeriesName, RecordedValue> last :
                runs.get(runs.size() - 1).values().entrySet()) {
            RecordedValue value = last.getValue();
            Acceptance acceptance = acceptances.get(last.getKey());
            boolean hasExpired = acceptance == null && value.acceptance() != null;
            if ((value.status() != RecordedValue.Status.NORMAL || hasExpired)
                    && normal.getOrDefault(last.getKey(), 0) < rules.baselines().minRuns()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value was judged under this acceptance, or under none: runs from before and after it are two series. */
    static boolean isUnder(@Nullable Acceptance acceptance, RecordedValue value) {
        return Objects.equals(acceptance == null ? null : acceptance.id(), value.acceptance());
    }

    private static String difference(RecordedRun run, Past.Self self, List<String> compareBy) {
        if (run.values().isEmpty()) {
            // An aborted run is kept without values: it says nothing of what is normal.
            return WITHOUT_VALUE;
        }
        if (run.time().isAfter(self.time())) {
            // A clock was wrong, or an old set is verified again: it would stand between a suspect run and the next.
            return LATER;
        }
        for (String fact : compareBy) {
            String theirs = fact(run.identity().environment(), fact);
            String ours = fact(self.identity().environment(), fact);
            if (!theirs.equals(ours)) {
                return "of another " + fact + " (" + (theirs.isEmpty() ? "not known" : theirs) + ")";
            }
        }
        return "";
    }

    /** What runs have in common that can be compared with each other. */
    static List<String> facts(Map<String, String> environment, List<String> compareBy) {
        return compareBy.stream().map(fact -> fact(environment, fact)).toList();
    }

    private static String fact(Map<String, String> environment, String fact) {
        String value = environment.getOrDefault(fact, "").strip();
        Matcher feature = FEATURE.matcher(value);
        return fact.equals(JDK) && feature.matches() ? feature.group(1) : value;
    }
}
