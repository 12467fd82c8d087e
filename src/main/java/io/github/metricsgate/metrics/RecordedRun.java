package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as the history keeps it.
 *
 * @param module what it is a run of: groupId, artifactId and the directory of its set, as in
 *     {@code org.example:shop/artifacts/plan1}
 * @param digest 64 lower-case hexadecimal digits of the set's content: two runs with the same are one
 * @param time when it took place
 * @param identity which run it was and where it ran, whoever said so; its branch is the one that it is kept under
 * @param observed what of the identity was observed by verify-metrics and is not in the snapshot: {@code commit},
 *     {@code branch}, {@code environment.os} …
 * @param result what the verification came to: {@code passed}, {@code failed} or {@code nothing_judged}
 * @param runFactor what the whole run suffered: 1 for nothing
 * @param phaseNames the name of each phase by its key, in reading order
 * @param values what was measured
 */
public record RecordedRun(
        String module,
        String digest,
        Instant time,
        RunIdentity identity,
        List<String> observed,
        String result,
        BigDecimal runFactor,
        Map<String, String> phaseNames,
        Map<SeriesName, RecordedValue> values) {

    public RecordedRun {
        observed = List.copyOf(observed);
        phaseNames = Collections.unmodifiableMap(new LinkedHashMap<>(phaseNames));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
