package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.Violations;
import java.util.List;

/** What became of a snapshot. */
public sealed interface PersistResult {

    /**
     * The set was published.
     *
     * @param context who the run is, and how it ended
     * @param phases how many it has
     * @param samples how many resource samples it has
     * @param warnings what the schema allows and is probably a mistake, each a sentence
     */
    record Persisted(MetricsSet set, RunContext context, int phases, long samples, List<String> warnings)
            implements PersistResult {}

    /** The snapshot breaks the schema; nothing on disk has changed. */
    record Refused(Violations violations) implements PersistResult {}
}
