package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import io.github.metricsgate.metrics.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Distributions from the histograms that phases keep, few enough buckets for a picture.
 *
 * <p>The edges do not depend on the latencies: each power of two, in nanoseconds, is divided into equal parts, 1024, 512 or
 * any smaller power of two of them, as many as there is room for. So the edges of one distribution are among those of any
 * finer one, and two can be laid over each other. A histogram has an edge at each of them, so that no count is divided.
 */
public final class PhaseDistributions {

    /** Of a distribution, from the first bucket to the last. With one part there are at most as many as a long has bits. */
    static final int MOST = 64;

    private static final int FINEST = 1024;
    private static final double NANOSECONDS = 1e6;

    private PhaseDistributions() {}

    /** Empty where the phase has no histogram, an empty one, or a text that is none. */
    public static Optional<Distribution> of(Phase phase) {
        String encoded = phase.histogram();
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            return of(EncodedHistogram.decode(encoded, MemoryBudget.ofOneResult()::take));
        } catch (InvalidValueException notAHistogram) {
            // Only what collect-metrics writes is known to be one: to the schema it is a text.
            return Optional.empty();
        }
    }

    private static Optional<Distribution> of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return Optional.empty();
        }
        long lowest = histogram.lowestEquivalentValue(histogram.getMinValue());
        int parts = FINEST;
        while (parts > 1 && index(histogram.getMaxValue(), parts) - index(lowest, parts) >= MOST) {
            parts /= 2;
        }
        List<Bucket> buckets = new ArrayList<>();
        long from = 0;
        long to = 0;
        long count = 0;
        for (HistogramIterationValue recorded : histogram.recordedValues()) {
            long value = recorded.getValueIteratedTo();
            long start = floor(histogram.lowestEquivalentValue(value), parts);
            if (start >= to) {
                add(buckets, from, to, count);
                from = start;
                count = 0;
            }
            // Only a histogram that is less exact than ours tells less apart than the finest parts.
            to = Math.max(to, above(histogram.highestEquivalentValue(value), parts));
            count += recorded.getCountAddedInThisIterationStep();
        }
        add(buckets, from, to, count);
        return Optional.of(new Distribution(buckets));
    }

    private static void add(List<Bucket> buckets, long from, long to, long count) {
        if (count > 0) {
            buckets.add(new Bucket(from / NANOSECONDS, to / NANOSECONDS, count));
        }
    }

    /** How many parts there are below that of the value. */
    private static long index(long value, int parts) {
        if (value == 0) {
            return 0;
        }
        int octave = octave(value);
        long before = 1;
        for (int i = 0; i < octave; i++) {
            before += (1L << i) / width(i, parts);
        }
        return before + (value - (1L << octave)) / width(octave, parts);
    }

    private static long floor(long value, int parts) {
        return value == 0 ? 0 : value - value % width(octave(value), parts);
    }

    private static long above(long value, int parts) {
        if (value == 0) {
            return 1;
        }
        long above = floor(value, parts) + width(octave(value), parts);
        return above < 0 ? Long.MAX_VALUE : above;
    }

    private static int octave(long value) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    }

    /** Of a part, in nanoseconds, of which there is no half. */
    private static long width(int octave, int parts) {
        return Math.max(1, (1L << octave) / parts);
    }
}
