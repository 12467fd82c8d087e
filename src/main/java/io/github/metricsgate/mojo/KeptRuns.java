package io.github.metricsgate.mojo;

import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.text.Counted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

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

    /** Returns those that are kept, in the order of time; counts those of them that are new and are not. */
    List<RecordedRun> of(List<RecordedRun> present, List<RecordedRun> added) {
        List<RecordedRun> all = new ArrayList<>(present);
        all.addAll(added);
        all.sort(ORDER.reversed());
        Instant oldest = retention.keepFor().map(this::before).orElse(Instant.MIN);
        List<RecordedRun> kept = new ArrayList<>();
        for (RecordedRun run : all) {
            boolean isTooOld = run.time().isBefore(oldest);
            boolean isKept = kept.isEmpty() || (kept.size() < retention.keepRuns() && !isTooOld);
            if (isKept) {
                kept.add(run);
            } else if (added.contains(run)) {
                older += isTooOld ? 1 : 0;
                beyond += isTooOld ? 0 : 1;
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    private Instant before(Duration duration) {
        try {
            return now.minus(duration);
        } catch (DateTimeException | ArithmeticException longerThanTime) {
            return Instant.MIN;
        }
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
