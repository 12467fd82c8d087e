package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a histogram or a summary says under one set of labels, in the unit of the file. */
final class PrometheusSeries {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.999999999");

    private final SortedMap<String, String> labels;
    /** How many items took at most that time, in the order of the file; null is the time that nothing exceeds. */
    private final List<Bucket> buckets = new ArrayList<>();
    /** By percentile; null where the file says that there is none. */
    private final TreeMap<BigDecimal, @Nullable BigDecimal> quantiles = new TreeMap<>();

    private @Nullable Long count;
    private @Nullable BigDecimal sum;
    private boolean hasSum;

    /** A bucket that has those of lower bounds in it. */
    record Bucket(@Nullable BigDecimal bound, long count) {}

    PrometheusSeries(SortedMap<String, String> labels) {
        this.labels = labels;
    }

    SortedMap<String, String> labels() {
        return labels;
    }

    void bucket(String bound, String value) {
        BigDecimal end = isInfinite(bound) ? null : Decimals.number(bound, "le");
        buckets.add(new Bucket(end, Decimals.count(value, "a bucket")));
    }

    void quantile(String quantile, String value) {
        BigDecimal rank = Decimals.number(quantile, "quantile").movePointRight(2);
        if (rank.signum() < 0 || rank.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new InvalidValueException("quantile is " + Quoted.text(quantile) + ", expected one from 0 to 1");
        }
        BigDecimal key = Decimals.plain(rank);
        if (quantiles.containsKey(key)) {
            throw new InvalidValueException("the quantile " + Quoted.text(quantile) + " is there twice");
        }
        quantiles.put(key, value.equals("NaN") ? null : Decimals.number(value, "a quantile"));
    }

    void count(String value) {
        if (count != null) {
            throw new InvalidValueException("its _count is there twice");
        }
        count = Decimals.count(value, "_count");
    }

    void sum(String value) {
        if (hasSum) {
            throw new InvalidValueException("its _sum is there twice");
        }
        hasSum = true;
        sum = value.equals("NaN") ? null : Decimals.number(value, "_sum");
        if (sum != null && sum.signum() < 0) {
            throw new InvalidValueException("_sum is " + Quoted.text(value) + ", expected one of times");
        }
    }

    /** @throws InvalidValueException if something of a histogram is missing or cannot be true */
    void checkHistogram(boolean needsSum) {
        checkWhole(needsSum);
        buckets.sort((a, b) -> a.bound() == null || b.bound() == null
                ? Boolean.compare(a.bound() == null, b.bound() == null)
                : a.bound().compareTo(b.bound()));
        Bucket before = new Bucket(null, 0);
        boolean isFirst = true;
        for (Bucket bucket : buckets) {
            BigDecimal lower = before.bound();
            boolean isSame =
                    !isFirst && (lower == null || (bucket.bound() != null && lower.compareTo(bucket.bound()) == 0));
            if (isSame) {
                throw new InvalidValueException("its bucket " + shown(bucket.bound()) + " is there twice");
            }
            if (bucket.count() < before.count()) {
                throw new InvalidValueException("its bucket " + shown(bucket.bound()) + " has " + bucket.count()
                        + " items and the one before it " + before.count()
                        + ": a bucket has those of the lower ones in it");
            }
            if (bucket.bound() != null && bucket.bound().signum() < 0 && bucket.count() > 0) {
                throw new InvalidValueException("its bucket " + shown(bucket.bound()) + " has items, expected times");
            }
            before = bucket;
            isFirst = false;
        }
        if (buckets.isEmpty() || before.bound() != null) {
            throw new InvalidValueException("its bucket le=\"+Inf\" is missing");
        }
        if (before.count() != processed()) {
            throw new InvalidValueException(
                    "its _count is " + processed() + ", and its bucket le=\"+Inf\" has " + before.count() + " items");
        }
    }

    /** @throws InvalidValueException if something of a summary is missing or cannot be true */
    void checkSummary(boolean needsSum) {
        checkWhole(needsSum);
        BigDecimal largest = BigDecimal.ZERO;
        for (BigDecimal value : quantiles.values()) {
            if (value != null && value.compareTo(largest.multiply(TOLERANCE)) < 0) {
                throw new InvalidValueException("its quantiles are negative or do not ascend");
            }
            largest = value == null ? largest : value;
        }
    }

    private void checkWhole(boolean needsSum) {
        if (count == null || (needsSum && !hasSum)) {
            throw new InvalidValueException("its " + (count == null ? "_count" : "_sum") + " is missing");
        }
    }

    /** Adds what was measured under other labels. */
    void add(PrometheusSeries other) {
        boolean isAlike = buckets.size() == other.buckets.size();
        for (int i = 0; isAlike && i < buckets.size(); i++) {
            BigDecimal bound = buckets.get(i).bound();
            BigDecimal same = other.buckets.get(i).bound();
            isAlike = (bound == null && same == null) || (bound != null && same != null && bound.compareTo(same) == 0);
        }
        if (!isAlike) {
            throw new InvalidValueException("its histograms have other bounds and cannot be added up");
        }
        for (int i = 0; i < buckets.size(); i++) {
            buckets.set(
                    i,
                    new Bucket(
                            buckets.get(i).bound(),
                            Math.addExact(
                                    buckets.get(i).count(), other.buckets.get(i).count())));
        }
        count = Math.addExact(processed(), other.processed());
        sum = sum == null || other.sum == null ? null : sum.add(other.sum);
    }

    long processed() {
        return count == null ? 0 : count;
    }

    /** Of all values; null where the file does not say it. */
    @Nullable
    BigDecimal sum() {
        return sum;
    }

    /** In ascending order, once it was checked. */
    List<Bucket> buckets() {
        return buckets;
    }

    /** By percentile. */
    Map<BigDecimal, @Nullable BigDecimal> quantiles() {
        return quantiles;
    }

    /** Whether its quantiles are 0 while its values are not: those of Micrometer are, when nothing was measured lately. */
    boolean hasForgotten() {
        BigDecimal largest = quantiles.isEmpty() ? null : quantiles.lastEntry().getValue();
        return largest != null && largest.signum() == 0 && sum != null && sum.signum() > 0;
    }

    private static boolean isInfinite(String bound) {
        return bound.equals("+Inf") || bound.equals("Inf");
    }

    private static String shown(@Nullable BigDecimal bound) {
        return "le=\"" + (bound == null ? "+Inf" : Quoted.number(bound)) + "\"";
    }
}
