package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the files of a source say of one item. It takes, in any mix: latencies one by one, which are kept exactly and
 * merged exactly; histograms, which are merged exactly; and summaries, which cannot be merged.
 */
public final class PhaseAccumulator {

    private static final int LONGEST_DETAIL = 1000;
    /** Here and in the phase that is made of it. Nearly all texts are constants of a format. */
    private static final int BYTES_OF_A_DETAIL = 80;

    private final String item;
    private final String name;
    private final boolean discarding;
    private final LatencyValues values;
    private final MemoryBudget budget;
    private final List<Summary> summaries = new ArrayList<>();
    private final Map<String, String> details = new LinkedHashMap<>();
    private final Set<BigDecimal> ranks = new TreeSet<>();
    private final Map<String, Counter> counters = new LinkedHashMap<>();

    private @Nullable MergedHistogram histogram;
    private boolean measuresItems;
    private long failed;
    private boolean failuresKnown = true;
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private @Nullable BigDecimal duration;
    private @Nullable BigDecimal resolution;

    /** Something that is counted beside the items. */
    record Counter(long count, Better better) {}

    PhaseAccumulator(String item, String name, MemoryBudget budget, boolean discarding) {
        this.item = item;
        this.name = name;
        this.budget = budget;
        this.values = new LatencyValues(budget);
        this.discarding = discarding;
    }

    /** Whether the pom leaves the item out: what is told to this accumulator is forgotten, and need not be worked out. */
    public boolean isDiscarding() {
        return discarding;
    }

    /** A successful item that took so long. */
    public void addNanoseconds(long latency) {
        addNanoseconds(latency, 1);
    }

    /** So many successful items that took so long each. */
    public void addNanoseconds(long latency, long count) {
        if (!discarding) {
            measuresItems = true;
            values.addNanoseconds(latency, count);
        }
    }

    /** So many successful items that took so long each; see {@link Decimals#milliseconds(String, DurationUnit, String)}. */
    public void addMilliseconds(BigDecimal latency, long count) {
        if (!discarding) {
            measuresItems = true;
            values.addMilliseconds(latency, count);
        }
    }

    /** The same of many; {@code unit} is what the values are in that {@code added} takes for nanoseconds. */
    void addAll(LatencyValues added, DurationUnit unit) {
        if (!discarding) {
            measuresItems = true;
            values.addAll(added, unit);
        }
    }

    /** A percentile that the tool has, to be worked out beside p50, p95 and p99; 0 and 100 are the minimum and the maximum. */
    public void alsoPercentile(BigDecimal rank) {
        if (!discarding && rank.signum() > 0 && rank.compareTo(BigDecimal.valueOf(100)) < 0) {
            ranks.add(rank);
        }
    }

    /** Successful items of which only a histogram is known; {@code unit} is that of its values. */
    public void addHistogram(AbstractHistogram added, DurationUnit unit) {
        if (discarding) {
            return;
        }
        measuresItems = true;
        if (histogram == null) {
            histogram = new MergedHistogram(budget, unit);
        }
        histogram.add(added, unit);
    }

    /** So many items that failed. */
    public void fail(long items) {
        if (!discarding) {
            measuresItems = true;
            if (items < 0 || failed + items < 0) {
                throw new InvalidValueException("a number of failures of " + items);
            }
            failed += items;
        }
    }

    /** Says that the file has values of successful items and no word on others. */
    public void failuresUnknown() {
        failuresKnown = false;
    }

    /**
     * So many more of something that is counted beside the items, as {@code flaky}: a measure that is summed up over all
     * files. It exists from its first report on, even if it is 0.
     */
    public void count(String measure, long count, Better better) {
        if (!discarding) {
            Counter before = counters.getOrDefault(measure, new Counter(0, better));
            counters.put(measure, new Counter(Math.addExact(before.count(), count), better));
        }
    }

    /** Says that the tool writes no finer times than this, in milliseconds. */
    public void resolution(BigDecimal milliseconds) {
        resolution = milliseconds;
    }

    /**
     * An item, successful or not, began and ended then; in milliseconds since 1970. The phase lasted from the first beginning
     * to the last end, over all files.
     */
    public void span(long beginning, long ending) {
        if (!discarding) {
            begin = Math.min(begin, beginning);
            end = Math.max(end, ending);
        }
    }

    /** The phase took so long, beside what other files say of it. Not for formats that call {@link #span}. */
    public void addDuration(BigDecimal milliseconds) {
        if (!discarding) {
            duration = duration == null ? milliseconds : duration.add(milliseconds);
        }
    }

    /** Another summary of the item. Where a file has several numbers of one result, they go into one summary. */
    public Summary summary() {
        Summary summary = new Summary(discarding ? MemoryBudget.unlimited() : budget);
        if (!discarding) {
            summaries.add(summary);
        }
        return summary;
    }

    /**
     * Something worth knowing of where the figures come from, in {@code source} beside the source's name, format and file:
     * {@code version}, {@code unit}, {@code mode}, {@code percentiles} (where the tool wrote none, {@code none: } and how it can
     * be told to). The first file's word is kept. Never a secret.
     */
    public void detail(String key, String text) {
        if (!discarding) {
            String shown = text.length() > LONGEST_DETAIL ? Quoted.bare(text) : text;
            if (details.putIfAbsent(Items.unicode(key), WithoutSecrets.of(Items.unicode(shown))) == null) {
                budget.take(BYTES_OF_A_DETAIL);
            }
        }
    }

    String item() {
        return item;
    }

    String name() {
        return name;
    }

    LatencyValues values() {
        return values;
    }

    @Nullable
    MergedHistogram histogram() {
        return histogram;
    }

    List<Summary> summaries() {
        return summaries;
    }

    Set<BigDecimal> ranks() {
        return ranks;
    }

    Map<String, Counter> counters() {
        return counters;
    }

    /** Null where the tool's is not known. */
    @Nullable
    BigDecimal resolution() {
        return resolution;
    }

    Map<String, String> details() {
        return details;
    }

    /** Whether it received single items or a histogram, even if only failures. */
    boolean measuresItems() {
        return measuresItems;
    }

    /** Null where nobody can say. */
    @Nullable
    Long failed() {
        return measuresItems && failuresKnown ? Long.valueOf(failed) : null;
    }

    /** In milliseconds; null where nobody said. */
    @Nullable
    BigDecimal duration() {
        return end >= begin ? BigDecimal.valueOf(end).subtract(BigDecimal.valueOf(begin)) : duration;
    }
}
