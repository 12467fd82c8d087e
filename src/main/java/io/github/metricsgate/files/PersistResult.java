package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.Violations;
import java.util.List;

/** The result of persisting a snapshot. */
public sealed interface PersistResult {

    /**
     * The set was published.
     *
     * @param context which run it was, and how it ended
     * @param phases how many it has
     * @param samples how many resource samples it has
     * @param warnings what the schema allows but is probably a mistake, each a sentence
     */
    record Persisted(MetricsSet set, RunContext context, int phases, long samples, List<String> warnings)
            implements PersistResult {}

    /** The snapshot violates the schema; nothing on disk has changed. */
    record Refused(Violations violations) implements PersistResult {}
}
