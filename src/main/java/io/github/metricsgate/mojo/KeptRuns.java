package io.github.metricsgate.mojo;

import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.text.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which runs of a branch its history will keep: the others would be removed as soon as they are recorded. */
final class KeptRuns {

    static final Comparator<RecordedRun> ORDER =
            Comparator.comparing(RecordedRun::time).thenComparing(RecordedRun::digest);

    private final Retention retention;
    private final Instant now;
    private int beyond;
    private int older;

    KeptRuns(Retention retention, Instant now) {
        this.retention = retention;
        this.now = now;
    }

    /** Returns the runs that are kept, in the order of time, and counts the added ones that are not. */
    List<RecordedRun> of(List<RecordedRun> present, List<RecordedRun> added) {
        List<RecordedRun> all = new ArrayList<>(present);
        all.addAll(added);
        all.sort(ORDER.reversed());
        Set<String> isNew = new HashSet<>();
        added.forEach(run -> isNew.add(run.digest()));
        Instant oldest = retention.oldest(now).orElse(Instant.MIN);
        List<RecordedRun> kept = new ArrayList<>();
        for (RecordedRun run : all) {
            boolean isTooOld = run.time().isBefore(oldest);
            boolean isKept = kept.isEmpty() || (kept.size() < retention.keepRuns() && !isTooOld);
            if (isKept) {
                kept.add(run);
            } else if (isNew.contains(run.digest())) {
                older += isTooOld ? 1 : 0;
                beyond += isTooOld ? 0 : 1;
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    /** What is left out, a line each. */
    List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        if (older > 0) {
            lines.add("Left out: " + Counted.of(older, "run") + " older than <keepFor>");
        }
        if (beyond > 0) {
            lines.add(
                    "Left out: " + Counted.of(beyond, "run") + " beyond <keepRuns>, which is " + retention.keepRuns());
        }
        return lines;
    }
}
