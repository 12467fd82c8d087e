package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All latencies of a phase, each exactly as it was written. Times of whole nanoseconds, which nearly all are, are counted as
 * such; finer ones as the 18 digits of a decimal and its exponent.
 */
final class LatencyValues {

    /** Digits that are kept of what cannot be exact: a mean, a standard deviation. More than a double has. */
    static final MathContext INEXACT = new MathContext(18, RoundingMode.HALF_EVEN);

    /** 31 years. Nothing that anyone measures takes longer, and nanoseconds of it fit into a long. */
    private static final long LONGEST = 1_000_000_000_000_000_000L;

    private static final int DIGITS = 18;
    /** From milliseconds to nanoseconds. */
    private static final int TO_NANOSECONDS = 6;

    private static final int FINEST_EXPONENT = -60;

    private final MemoryBudget budget;
    private final SortedCounts nanoseconds;
    /** By exponent: a value is the number, of 18 digits, times 10 to that power, in nanoseconds. */
    private final TreeMap<Integer, SortedCounts> finer = new TreeMap<>();

    LatencyValues(MemoryBudget budget) {
        this.budget = budget;
        this.nanoseconds = new SortedCounts(budget);
    }

    long total() {
        long total = nanoseconds.total();
        for (SortedCounts counts : finer.values()) {
            total += counts.total();
        }
        return total;
    }

    void addNanoseconds(long value, long count) {
        if (value < 0 || value > LONGEST) {
            throw new InvalidValueException("a time of " + value + " ns, expected one from 0 to 31 years");
        }
        nanoseconds.add(value, count);
    }

    void addMilliseconds(BigDecimal value, long count) {
        BigDecimal scaled = value.movePointRight(TO_NANOSECONDS);
        if (value.signum() < 0 || scaled.precision() - scaled.scale() > DIGITS + 1) {
            throw new InvalidValueException(
                    "a time of " + Quoted.number(value) + " ms, expected one from 0 to 31 years");
        }
        if (value.signum() == 0) {
            nanoseconds.add(0, count);
            return;
        }
        BigDecimal exact = scaled.stripTrailingZeros();
        if (exact.scale() <= 0) {
            addNanoseconds(exact.longValueExact(), count);
            return;
        }
        int exponent = exact.precision() - exact.scale() - DIGITS;
        if (exact.precision() > DIGITS || exponent < FINEST_EXPONENT) {
            throw new InvalidValueException("a time of " + Quoted.number(value) + " ms, expected one of at most "
                    + DIGITS + " digits and no finer than 1e-36 s");
        }
        finer.computeIfAbsent(exponent, e -> new SortedCounts(budget))
                .add(exact.scaleByPowerOfTen(-exponent).longValueExact(), count);
    }

    /** All of {@code other}, which stays as it is; {@code unit} is what its nanoseconds really are. */
    void addAll(LatencyValues other, DurationUnit unit) {
        Walk walk = other.new Walk();
        while (walk.next()) {
            addMilliseconds(unit.toMilliseconds(walk.nanoseconds()), walk.count());
        }
    }

    /**
     * The percentiles by nearest rank, then {@code min}, {@code max}, {@code mean} and, of two values or more, {@code stddev},
     * all in milliseconds. The values are walked through once.
     *
     * @param ranks over 0 and up to 100
     */
    Map<String, @Nullable BigDecimal> statistics(Collection<BigDecimal> ranks) {
        long total = total();
        TreeMap<BigDecimal, String> ascending = new TreeMap<>();
        Map<String, @Nullable BigDecimal> statistics = new LinkedHashMap<>();
        for (BigDecimal rank : ranks) {
            ascending.put(rank, key(rank));
            statistics.put(key(rank), null);
        }
        if (total == 0) {
            return statistics;
        }
        List<Map.Entry<BigDecimal, String>> wanted = new ArrayList<>(ascending.entrySet());
        Moments moments = new Moments();
        Walk walk = new Walk();
        int next = 0;
        long seen = 0;
        while (walk.next()) {
            seen += walk.count();
            moments.add(walk);
            while (next < wanted.size() && nearest(wanted.get(next).getKey(), total) <= seen) {
                statistics.put(wanted.get(next).getValue(), walk.milliseconds());
                next++;
            }
            if (!statistics.containsKey("min")) {
                statistics.put("min", walk.milliseconds());
            }
            if (seen == total) {
                statistics.put("max", walk.milliseconds());
            }
        }
        statistics.put("mean", moments.mean());
        if (total > 1) {
            statistics.put("stddev", moments.standardDeviation());
        }
        return statistics;
    }

    static String key(BigDecimal rank) {
        return "p" + rank.stripTrailingZeros().toPlainString();
    }

    /** The rank of the smallest value that at least so many percent of all are not above. */
    static long nearest(BigDecimal percent, long total) {
        return percent.multiply(BigDecimal.valueOf(total))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** How many values are at most that. */
    long countUpTo(BigDecimal milliseconds) {
        long count = 0;
        Walk walk = new Walk();
        while (walk.next() && walk.milliseconds().compareTo(milliseconds) <= 0) {
            count += walk.count();
        }
        return count;
    }

    /** All values in a histogram of ours. Fractions of a nanosecond are rounded. */
    Histogram histogram() {
        Histogram histogram = PhaseHistogram.empty();
        Walk walk = new Walk();
        while (walk.next()) {
            histogram.recordValueWithCount(walk.roundedNanoseconds(), walk.count());
        }
        return histogram;
    }

    /** Through all values in ascending order. */
    private final class Walk {

        private final CountCursor whole = nanoseconds.cursor();
        private final List<Map.Entry<Integer, SortedCounts>> rest = new ArrayList<>(finer.entrySet());
        private int exponent;
        private @Nullable CountCursor fine;
        private boolean wholeLeft = whole.next();
        private boolean atWhole;
        private boolean started;

        boolean next() {
            if (!started) {
                started = true;
                nextFine();
            } else if (atWhole) {
                wholeLeft = whole.next();
            } else {
                nextFine();
            }
            atWhole = wholeLeft
                    && (fine == null || BigDecimal.valueOf(whole.value()).compareTo(fineValue(fine)) < 0);
            return atWhole || fine != null;
        }

        private void nextFine() {
            while (fine == null || !fine.next()) {
                if (rest.isEmpty()) {
                    fine = null;
                    return;
                }
                Map.Entry<Integer, SortedCounts> first = rest.remove(0);
                exponent = first.getKey();
                fine = first.getValue().cursor();
            }
        }

        private BigDecimal fineValue(CountCursor cursor) {
            return BigDecimal.valueOf(cursor.value()).scaleByPowerOfTen(exponent);
        }

        private CountCursor current() {
            return atWhole || fine == null ? whole : fine;
        }

        long count() {
            return current().count();
        }

        /** The whole nanoseconds; -1 if it is finer. */
        long wholeNanoseconds() {
            return atWhole ? whole.value() : -1;
        }

        BigDecimal nanoseconds() {
            return atWhole ? BigDecimal.valueOf(whole.value()) : fineValue(current());
        }

        long roundedNanoseconds() {
            return atWhole
                    ? whole.value()
                    : nanoseconds().setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        }

        BigDecimal milliseconds() {
            return Decimals.plain(nanoseconds().movePointLeft(TO_NANOSECONDS));
        }
    }

    /** Sums of values and of their squares, exact. */
    private static final class Moments {

        private long count;
        private long partialSum;
        private BigInteger sum = BigInteger.ZERO;
        private BigInteger squares = BigInteger.ZERO;
        private BigDecimal fineSum = BigDecimal.ZERO;
        private BigDecimal fineSquares = BigDecimal.ZERO;

        void add(Walk walk) {
            long times = walk.count();
            long value = walk.wholeNanoseconds();
            count += times;
            if (value < 0) {
                BigDecimal fine = walk.nanoseconds();
                BigDecimal all = fine.multiply(BigDecimal.valueOf(times));
                fineSum = fineSum.add(all);
                fineSquares = fineSquares.add(all.multiply(fine));
                return;
            }
            long high = Math.multiplyHigh(value, times);
            long product = value * times;
            if (high != 0 || product < 0 || partialSum + product < 0) {
                sum = sum.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(times)));
            } else {
                partialSum += product;
            }
            squares = squares.add(BigInteger.valueOf(value)
                    .multiply(BigInteger.valueOf(value))
                    .multiply(BigInteger.valueOf(times)));
        }

        private BigDecimal total() {
            return new BigDecimal(sum.add(BigInteger.valueOf(partialSum))).add(fineSum);
        }

        BigDecimal mean() {
            return Decimals.plain(
                    total().divide(BigDecimal.valueOf(count), INEXACT).movePointLeft(TO_NANOSECONDS));
        }

        /** Of a sample, that is with one less than the number of values below the line. */
        BigDecimal standardDeviation() {
            BigDecimal n = BigDecimal.valueOf(count);
            BigDecimal total = total();
            BigDecimal spread =
                    new BigDecimal(squares).add(fineSquares).multiply(n).subtract(total.multiply(total));
            BigDecimal variance =
                    spread.divide(n.multiply(n.subtract(BigDecimal.ONE)), new MathContext(2 * INEXACT.getPrecision()));
            return Decimals.plain(variance.sqrt(INEXACT).movePointLeft(TO_NANOSECONDS));
        }
    }
}
