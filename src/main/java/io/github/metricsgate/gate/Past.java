package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs before the one that is judged, as its history has them.
 *
 * @param self which run is judged
 * @param baselineBranch the branch whose runs it is compared with; empty if nobody knows its name
 * @param onBaselineBranch what the history has of that branch
 * @param onOwnBranch what it has of the run's own branch: what was suspect there is confirmed there; the same if that is
 *     the baseline's
 * @param acceptances the changes that were intended, expired or not
 * @param today the day on which an acceptance is expired or not
 */
public record Past(
        Self self,
        String baselineBranch,
        PastRuns onBaselineBranch,
        PastRuns onOwnBranch,
        List<Acceptance> acceptances,
        LocalDate today) {

    /**
     * The run that is judged.
     *
     * @param module what it is a run of
     * @param digest of the bytes of its set
     * @param identity which run it was and where it ran, whoever said so
     * @param observed what of the identity is not in the snapshot
     */
    public record Self(String module, String digest, Instant time, RunIdentity identity, List<String> observed) {

        public Self {
            observed = List.copyOf(observed);
        }
    }

    public Past {
        acceptances = List.copyOf(acceptances);
    }

    /**
     * Whether older runs could not change a verdict: there is a whole window of comparable ones, and for what has been a
     * regression for long, or was accepted until lately, the baseline from before it.
     */
    public boolean isSufficientFor(Rules rules) {
        return onBaselineBranch.complete()
                || ComparableRuns.ofBaseline(this, rules.baselines()).reachFarEnough(rules, acceptancesThatCount());
    }

    /** By series; those that have expired do not count. */
    Map<SeriesName, Acceptance> acceptancesThatCount() {
        Map<SeriesName, Acceptance> counting = new HashMap<>();
        for (Acceptance acceptance : acceptances) {
            if (!acceptance.isExpired(today)) {
                counting.put(acceptance.series(), acceptance);
            }
        }
        return counting;
    }

    /** Whether the run is of another branch than its baseline. */
    public boolean isOnAnotherBranch() {
        String own = self.identity().branch();
        return !baselineBranch.equals(own == null ? "" : own);
    }
}
