package io.github.metricsgate.metrics;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The resource samples over the run, thinned: of each stretch of time the extremes, so that no peak is lost. A stretch
 * without samples is left out, and so is a sample of a day that does not exist.
 *
 * @param milliseconds how long a stretch is: the smallest power of two for which there are at most {@link #MOST}
 *     between the first sample and the last, with and without samples; each begins at a multiple of it since 1970
 * @param stretches by time
 */
public record ResourceCurve(long milliseconds, List<Stretch> stretches) {

    /** The curve of a run without samples. */
    public static final ResourceCurve NONE = new ResourceCurve(1, List.of());

    /** There are no more stretches than this, a power of two. */
    public static final int MOST = 256;

    /**
     * Some samples next to each other.
     *
     * @param samples how many; at least 1
     */
    public record Stretch(Instant start, long samples, Map<Resource, Extremes> extremes) {

        public Stretch {
            extremes = Collections.unmodifiableMap(new EnumMap<>(extremes));
        }
    }

    /** The smallest and the largest sample, in the unit of the resource. */
    public record Extremes(double min, double max) {}

    public ResourceCurve {
        stretches = List.copyOf(stretches);
    }
}
