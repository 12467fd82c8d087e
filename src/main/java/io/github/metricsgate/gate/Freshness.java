package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.SetReading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether files are as recent as the policy requires. */
final class Freshness {

    /** How far the clock of a file server may be ahead. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private Freshness() {}

    /** The files that are too old, or so far in the future that their time is meaningless. */
    static List<Finding> check(SetReading set, Policy policy, Instant now) {
        BigDecimal maxAge = policy.maxAge();
        List<Finding> stale = new ArrayList<>();
        if (maxAge == null) {
            return stale;
        }
        for (FoundFile file : set.files()) {
            Instant lastModified = file.lastModified();
            if (lastModified != null && isStale(Duration.between(lastModified, now), maxAge)) {
                stale.add(new Finding.StaleFile(file, maxAge, policy.ofMissing()));
            }
        }
        return stale;
    }

    private static boolean isStale(Duration age, BigDecimal maxAge) {
        return milliseconds(age).compareTo(maxAge) > 0 || age.compareTo(CLOCK_DIFFERENCE.negated()) < 0;
    }

    private static BigDecimal milliseconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .movePointRight(9)
                .add(BigDecimal.valueOf(duration.getNano()))
                .movePointLeft(6);
    }
}
