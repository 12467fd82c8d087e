package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.Violations;
import java.util.List;

/** The result of persisting a snapshot. */
public sealed interface PersistResult {

    /**
     * The set was published.
     *
     * @param run what the snapshot contains
     * @param warnings what the schema allows but is probably a mistake, each a sentence
     */
    record Persisted(MetricsSet set, Run run, List<String> warnings) implements PersistResult {}

    /** The snapshot violates the schema; nothing on disk has changed. */
    record Refused(Violations violations) implements PersistResult {}
}
