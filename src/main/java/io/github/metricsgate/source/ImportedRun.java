package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunIdentity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run of somebody else's history.
 *
 * @param time when it took place, as far as the history knows
 * @param digest 64 lower-case hexadecimal digits of its content: the same however often it is imported
 * @param identity what the history says of it; its environment has what the history calls the machine
 * @param places what tells its machine from others of the history, by kind: {@code machine}, {@code testbed}, {@code suite}
 * @param run its figures
 */
public record ImportedRun(Instant time, String digest, RunIdentity identity, Map<String, String> places, Run run) {

    public ImportedRun {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }
}
