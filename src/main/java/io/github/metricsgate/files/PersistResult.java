package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.Violations;
import java.util.List;

/** What became of a snapshot. */
public sealed interface PersistResult {

    /**
     * The set was published.
     *
     * @param warnings what the schema allows and a reader should know, each a sentence
     */
    record Persisted(MetricsSet set, List<String> warnings) implements PersistResult {}

    /** The snapshot breaks the schema; nothing on disk has changed. */
    record Refused(Violations violations) implements PersistResult {}
}
