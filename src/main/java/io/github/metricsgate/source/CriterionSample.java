package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All samples of one benchmark: how many calls each was of, and how long they took together. In {@code sample.json} in
 * nanoseconds and without a name; in a message of cargo-criterion, which has other names for the same, with both.
 */
final class CriterionSample {

    private static final int MOST_SAMPLES = 1_000_000;
    private static final long MEMORY_OF_A_SAMPLE = 128;
    private static final String COMPLETE = "benchmark-complete";
    private static final String NO_CALLS =
            "Criterion.rs times several calls at once, unless one is slow; mean, median and slope are there";

    private final MemoryBudget budget = MemoryBudget.ofOneResult();
    private final List<Long> calls = new ArrayList<>();
    private final List<BigDecimal> times = new ArrayList<>();
    private final Map<String, BigDecimal> throughput = new TreeMap<>();
    private String unit = DurationUnit.NANOSECONDS.symbol();
    private @Nullable String reason;
    private @Nullable String id;
    private boolean hasSlope = true;

    private CriterionSample() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static CriterionSample read(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        CriterionSample sample = new CriterionSample();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "reason" -> sample.reason = json.text();
                case "id" -> sample.id = json.text();
                case "iters", "iteration_count" -> sample.readCalls(json);
                case "times", "measured_values" -> sample.readTimes(json);
                case "unit" -> sample.unit = json.text();
                case "sampling_mode" -> sample.hasSlope = json.text().equals("Linear");
                case "slope" -> {
                    sample.hasSlope = json.token() != JsonToken.VALUE_NULL;
                    json.skip();
                }
                case "throughput" -> sample.readThroughput(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return sample;
    }

    private void readCalls(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            checkNumber(calls.size());
            calls.add(json.count());
        }
    }

    private void readTimes(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            checkNumber(times.size());
            times.add(json.number());
        }
    }

    private void checkNumber(int samples) {
        budget.take(MEMORY_OF_A_SAMPLE / 2);
        if (samples == MOST_SAMPLES) {
            throw new InvalidValueException("a benchmark has more than " + MOST_SAMPLES + " samples");
        }
    }

    /** {@code [{"per_iteration": 8, "unit": "bytes"}]}. */
    private void readThroughput(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            BigDecimal number = null;
            String kind = null;
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "per_iteration" -> number = json.number();
                    case "unit" -> kind = json.text();
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            if (number != null && kind != null) {
                CriterionBenchmark.put(throughput, kind, number);
            }
        }
    }

    /** Whether it says itself what it is. */
    boolean isMessage() {
        return reason != null;
    }

    /** Of a message; one of other things than a benchmark says nothing. */
    void into(Items items) {
        if (!COMPLETE.equals(reason)) {
            return;
        }
        if (id == null) {
            throw new InvalidValueException("a message of " + COMPLETE + " has no id");
        }
        into(items, new CriterionBenchmark(id, throughput));
    }

    void into(Items items, CriterionBenchmark benchmark) {
        if (calls.size() != times.size() || times.isEmpty()) {
            throw new InvalidValueException("the benchmark " + Quoted.text(benchmark.id()) + " has " + times.size()
                    + " times of " + calls.size() + " samples");
        }
        Optional<DurationUnit> time = DurationUnit.ofSymbol(unit);
        if (time.isEmpty()) {
            items.note("What Criterion.rs measured of " + Quoted.text(benchmark.id()) + " is no time but "
                    + Quoted.text(unit) + ", and is left out.");
            return;
        }
        PhaseAccumulator item = items.item(benchmark.id());
        item.detail("unit", unit);
        SampleTimes samples = samples(time.get());
        Summary before = samples.into(item, 0, NO_CALLS);
        addMeasures(item, before, benchmark, samples, time.get());
    }

    private SampleTimes samples(DurationUnit time) {
        SampleTimes samples = new SampleTimes(budget);
        for (int i = 0; i < times.size(); i++) {
            long ofCalls = calls.get(i);
            BigDecimal all = times.get(i);
            if (ofCalls == 0) {
                throw new InvalidValueException("a sample of 0 calls");
            }
            samples.add(
                    ofCalls == 1 ? all : all.divide(BigDecimal.valueOf(ofCalls), LatencyValues.INEXACT), time, ofCalls);
        }
        return samples;
    }

    private void addMeasures(
            PhaseAccumulator item,
            @Nullable Summary before,
            CriterionBenchmark benchmark,
            SampleTimes samples,
            DurationUnit time) {
        BigDecimal slope = hasSlope && !samples.areCalls() ? time.toMilliseconds(slope()) : null;
        if (slope == null && benchmark.throughput().isEmpty()) {
            return;
        }
        Summary summary = before == null ? item.summary() : before;
        if (slope != null) {
            summary.measure("slope", Decimals.plain(slope), "ms", Better.LOWER);
        }
        // As Criterion does: of the slope if there is one.
        BigDecimal typical = slope == null ? samples.mean() : slope;
        new TreeMap<>(benchmark.throughput()).forEach((kind, number) -> {
            BigDecimal rate = typical.signum() == 0
                    ? null
                    : Decimals.plain(number.movePointRight(3).divide(typical, LatencyValues.INEXACT));
            summary.measure(kind + "_per_second", rate, kind + "/s", Better.HIGHER);
        });
    }

    /** Of the line through the origin that is nearest to all samples, in the unit of the file: Criterion's own best estimate. */
    private BigDecimal slope() {
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < times.size(); i++) {
            BigDecimal ofCalls = BigDecimal.valueOf(calls.get(i));
            products = products.add(ofCalls.multiply(times.get(i)));
            squares = squares.add(ofCalls.multiply(ofCalls));
        }
        return products.divide(squares, LatencyValues.INEXACT);
    }
}
