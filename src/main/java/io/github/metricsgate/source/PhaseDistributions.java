package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Distributions from the histograms that phases keep, in buckets that are few enough to be drawn from.
 *
 * <p>The edges do not depend on the latencies: each power of two, in nanoseconds, is divided into equal parts, 1024, 512 or
 * any smaller power of two of them, as many as there is room for. So the edges of one distribution are among those of any
 * finer one, and two can be laid over each other. A histogram has an edge at each of them, so that no count is divided.
 */
public final class PhaseDistributions {

    /**
     * Of a distribution, from the first bucket to the last: so many more than there are bars in a picture that it makes no
     * difference on which side of an edge a bucket is counted. With one part there are at most as many as a long has bits.
     */
    static final int MOST = 1024;

    private static final int FINEST = 1024;
    private static final double NANOSECONDS = 1e6;

    private PhaseDistributions() {}

    /**
     * Of everything that these histograms have counted.
     *
     * @param histograms as phases keep them
     * @return empty where nothing was counted, or a text is no histogram
     */
    public static Optional<Distribution> of(List<String> histograms) {
        List<Histogram> decoded = new ArrayList<>();
        MemoryBudget budget = MemoryBudget.ofOneResult();
        try {
            for (String histogram : histograms) {
                Histogram one = EncodedHistogram.decode(histogram, budget::take);
                if (one.getTotalCount() > 0) {
                    decoded.add(one);
                }
            }
        } catch (InvalidValueException notAHistogram) {
            // Only what collect-metrics writes is known to be one: to the schema it is a text.
            return Optional.empty();
        }
        return decoded.isEmpty() ? Optional.empty() : Optional.of(together(decoded));
    }

    private static Distribution together(List<Histogram> histograms) {
        int parts = parts(histograms);
        SortedMap<Long, Part> parted = new TreeMap<>();
        for (Histogram histogram : histograms) {
            for (HistogramIterationValue recorded : histogram.recordedValues()) {
                long value = recorded.getValueIteratedTo();
                // Only a histogram that is less exact than ours tells less apart than the finest parts.
                long to = above(histogram.highestEquivalentValue(value), parts);
                parted.merge(
                        floor(histogram.lowestEquivalentValue(value), parts),
                        new Part(to, recorded.getCountAddedInThisIterationStep()),
                        Part::and);
            }
        }
        List<Bucket> buckets = new ArrayList<>();
        long from = 0;
        Part open = new Part(0, 0);
        for (Map.Entry<Long, Part> next : parted.entrySet()) {
            if (next.getKey() >= open.to()) {
                add(buckets, from, open.to(), open.count());
                from = next.getKey();
                open = next.getValue();
            } else {
                open = open.and(next.getValue());
            }
        }
        add(buckets, from, open.to(), open.count());
        return new Distribution(buckets);
    }

    /** What begins somewhere: where it ends, and how often. */
    private record Part(long to, long count) {

        Part and(Part other) {
            return new Part(Math.max(to, other.to), count + other.count);
        }
    }

    private static int parts(List<Histogram> histograms) {
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (Histogram histogram : histograms) {
            lowest = Math.min(lowest, histogram.lowestEquivalentValue(histogram.getMinValue()));
            highest = Math.max(highest, histogram.getMaxValue());
        }
        int parts = FINEST;
        while (parts > 1 && index(highest, parts) - index(lowest, parts) >= MOST) {
            parts /= 2;
        }
        return parts;
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
