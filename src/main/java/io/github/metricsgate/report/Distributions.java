package io.github.metricsgate.report;

import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Phase;
import java.util.Optional;

/** How often the phases of a run took how long, as far as it is known; asked when a report shows it. */
public interface Distributions {

    /** Those of a run none of whose phases has any. */
    Distributions NONE = new Distributions() {

        @Override
        public Optional<Distribution> of(Phase phase) {
            return Optional.empty();
        }

        @Override
        public Optional<OfBaseline> ofBaseline(Phase phase) {
            return Optional.empty();
        }
    };

    /** That of this run; empty where the phase kept no histogram. */
    Optional<Distribution> of(Phase phase);

    /** That of the runs before it; empty where none of them kept one. */
    Optional<OfBaseline> ofBaseline(Phase phase);

    /**
     * The distributions of several runs as one.
     *
     * @param runs of how many
     */
    record OfBaseline(Distribution distribution, int runs) {}
}
