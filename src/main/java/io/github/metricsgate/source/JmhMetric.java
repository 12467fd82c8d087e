package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A score with its unit and, in mode {@code sample}, what it was made of. */
final class JmhMetric {

    private static final String TIME = "/op";
    private static final String RATE = "ops/";
    private static final Pattern RANK = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,10})?");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** What is of use in mode {@code sample} alone. */
    private static final Set<String> OF_SAMPLES = Set.of("scorePercentiles", "rawDataHistogram");

    private static final int MOST_PERCENTILES = 100;
    private static final long MEMORY = 256L << 20;

    private @Nullable BigDecimal score;
    private @Nullable BigDecimal error;
    private String unit = "";
    private final Map<BigDecimal, @Nullable BigDecimal> percentiles = new TreeMap<>();
    /** In the unit of the file, each as if it were nanoseconds: the unit may come behind them. */
    private @Nullable LatencyValues histogram;

    private JmhMetric() {}

    /** Reads the metric whose beginning is at hand, to its end, with all that it was made of. */
    static JmhMetric readWhole(JsonInput json) throws IOException {
        return read(json, true);
    }

    /** The same without what single calls took. */
    static JmhMetric readScore(JsonInput json) throws IOException {
        return read(json, false);
    }

    private static JmhMetric read(JsonInput json, boolean whole) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        JmhMetric metric = new JmhMetric();
        String key = json.nextKey();
        while (key != null) {
            switch (whole || !OF_SAMPLES.contains(key) ? key : "") {
                case "score" -> metric.score = JmhResult.numberOrNone(json);
                case "scoreError" -> metric.error = JmhResult.numberOrNone(json);
                case "scoreUnit" -> metric.unit = json.text();
                case "scorePercentiles" -> metric.readPercentiles(json);
                case "rawDataHistogram" -> metric.readHistogram(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return metric;
    }

    private void readPercentiles(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (!RANK.matcher(key).matches() || new BigDecimal(key).compareTo(ALL) > 0) {
                throw new InvalidValueException(json.pointer() + " is no percentile");
            }
            if (percentiles.size() == MOST_PERCENTILES) {
                throw new InvalidValueException("scorePercentiles has more than " + MOST_PERCENTILES);
            }
            percentiles.put(new BigDecimal(key).stripTrailingZeros(), JmhResult.numberOrNone(json));
            key = json.nextKey();
        }
    }

    /** {@code [fork][iteration][[value, count]]}. */
    private void readHistogram(JsonInput json) throws IOException {
        LatencyValues values = new LatencyValues(new MemoryBudget(MEMORY));
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_ARRAY);
            while (json.next() != JsonToken.END_ARRAY) {
                json.expect(JsonToken.START_ARRAY);
                while (json.next() != JsonToken.END_ARRAY) {
                    readPair(json, values);
                }
            }
        }
        histogram = values;
    }

    private static void readPair(JsonInput json, LatencyValues values) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        json.next();
        BigDecimal value = json.number();
        json.next();
        long count = json.count();
        values.addMilliseconds(DurationUnit.NANOSECONDS.toMilliseconds(value), count);
        json.expectNext(JsonToken.END_ARRAY);
    }

    boolean hasHistogram() {
        LatencyValues values = histogram;
        return values != null && values.total() > 0;
    }

    /** Null where JMH says that there is none. */
    @Nullable
    BigDecimal score() {
        return score;
    }

    String unit() {
        return unit;
    }

    Better better() {
        if (unit.endsWith(TIME) || JmhResult.unit(unit) != null) {
            return Better.LOWER;
        }
        return unit.startsWith(RATE) ? Better.HIGHER : Better.UNKNOWN;
    }

    void addValues(PhaseAccumulator item) {
        LatencyValues values = histogram;
        if (values != null) {
            item.addAll(values, timeUnit());
            for (BigDecimal rank : percentiles.keySet()) {
                item.alsoPercentile(rank);
            }
        }
    }

    /** The mean or the throughput, and its error. */
    void addScore(Summary summary) {
        if (unit.startsWith(RATE)) {
            DurationUnit per = JmhResult.unit(unit.substring(RATE.length()));
            if (per == null) {
                throw unknownUnit();
            }
            if (score != null) {
                summary.throughput(Decimals.perSecond(score, per, "score"));
            }
            summary.measure(
                    "throughput_error",
                    error == null ? null : Decimals.perSecond(error, per, "scoreError"),
                    "ops/s",
                    Better.LOWER);
            return;
        }
        summary.latency("mean", milliseconds(score, "score"));
        summary.latency("error", milliseconds(error, "scoreError"));
    }

    /** Those of mode {@code sample}, which are of single calls. */
    void addPercentiles(Summary summary) {
        percentiles.forEach((rank, value) -> {
            String key = rank.signum() == 0 ? "min" : rank.compareTo(ALL) == 0 ? "max" : LatencyValues.key(rank);
            summary.latency(key, milliseconds(value, key));
        });
        summary.latency("mean", milliseconds(score, "score"));
        summary.latency("error", milliseconds(error, "scoreError"));
    }

    private @Nullable BigDecimal milliseconds(@Nullable BigDecimal value, String what) {
        DurationUnit time = timeUnit();
        return value == null ? null : Decimals.milliseconds(value, time, what);
    }

    private DurationUnit timeUnit() {
        DurationUnit time =
                unit.endsWith(TIME) ? JmhResult.unit(unit.substring(0, unit.length() - TIME.length())) : null;
        if (time == null) {
            throw unknownUnit();
        }
        return time;
    }

    private InvalidValueException unknownUnit() {
        return new InvalidValueException("scoreUnit is " + Quoted.text(unit)
                + ", expected one of ns/op, us/op, ms/op, s/op, min/op, hr/op, day/op, ops/ns, ops/us, ops/ms, ops/s, ops/min,"
                + " ops/hr, ops/day");
    }
}
