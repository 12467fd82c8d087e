package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of a file of Google Benchmark: a repetition, or what was made of several. */
final class GoogleRun {

    private static final int MOST_COUNTERS = 200;

    /** Numbers that say which run it is; every other number is a counter. */
    private static final Set<String> NO_COUNTERS = Set.of(
            "family_index",
            "per_family_instance_index",
            "repetitions",
            "repetition_index",
            "threads",
            "cpu_coefficient",
            "real_coefficient",
            "rms");

    private static final Set<String> TEXTS =
            Set.of("name", "run_name", "run_type", "aggregate_name", "aggregate_unit", "time_unit", "big_o");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, @Nullable BigDecimal> counters = new LinkedHashMap<>();
    private @Nullable BigDecimal realTime;
    private @Nullable BigDecimal cpuTime;
    private long iterations = -1;
    private boolean failed;
    private boolean skipped;
    private boolean isFit;

    private GoogleRun() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static GoogleRun read(JsonInput json) throws IOException {
        GoogleRun run = new GoogleRun();
        String key = json.nextKey();
        while (key != null) {
            run.readMember(key, json);
            key = json.nextKey();
        }
        if (run.name().isEmpty()) {
            throw new InvalidValueException("a run has no name");
        }
        return run;
    }

    private void readMember(String key, JsonInput json) throws IOException {
        isFit |= key.equals("big_o") || key.equals("rms");
        switch (key) {
            case "real_time" -> realTime = json.numberOrNone();
            case "cpu_time" -> cpuTime = json.numberOrNone();
            case "iterations" -> iterations = json.count();
            case "error_occurred" -> failed = json.token() == JsonToken.VALUE_TRUE;
            case "skipped" -> skipped = json.token() == JsonToken.VALUE_TRUE;
            default -> readOther(key, json);
        }
    }

    private void readOther(String key, JsonInput json) throws IOException {
        if (TEXTS.contains(key)) {
            texts.put(key, json.text());
        } else if (json.isNumber() && !NO_COUNTERS.contains(key)) {
            if (counters.size() == MOST_COUNTERS) {
                throw new InvalidValueException("a run has more than " + MOST_COUNTERS + " counters");
            }
            counters.put(Items.checkedName(key), json.numberOrNone());
        } else {
            // Labels and messages of errors, which may say anything.
            json.skip();
        }
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }

    private String name() {
        return text("name");
    }

    /** What it is a run of. Before 1.5 there is no run_name, and an aggregate's name has the aggregate's behind it. */
    String benchmark() {
        String runName = text("run_name");
        String behind = "_" + aggregate();
        return !runName.isEmpty()
                ? runName
                : isAggregate() && name().endsWith(behind)
                        ? name().substring(0, name().length() - behind.length())
                        : name();
    }

    /** Whether it is fitted to benchmarks of several sizes. */
    boolean isOfNoSingleBenchmark() {
        return isFit || aggregate().equals("BigO") || aggregate().equals("RMS");
    }

    boolean isAggregate() {
        return text("run_type").equals("aggregate")
                || (text("run_type").isEmpty() && !aggregate().isEmpty());
    }

    /** {@code mean}, {@code median}, {@code stddev}, {@code cv}, or one of the program's own; empty for a repetition. */
    String aggregate() {
        String own = text("aggregate_name");
        if (!own.isEmpty() || texts.containsKey("run_type")) {
            return own;
        }
        for (String ending : new String[] {"mean", "median", "stddev", "cv", "BigO", "RMS"}) {
            if (name().endsWith("_" + ending)) {
                return ending;
            }
        }
        return "";
    }

    /** Whether its figures are shares and no times. */
    boolean isPercentage() {
        return text("aggregate_unit").equals("percentage") || aggregate().equals("cv");
    }

    boolean failed() {
        return failed;
    }

    boolean skipped() {
        return skipped;
    }

    /** @throws InvalidValueException if the run does not say it */
    long iterations() {
        if (iterations < 1) {
            throw new InvalidValueException("the run " + Quoted.text(name()) + " has no iterations");
        }
        return iterations;
    }

    /** @throws InvalidValueException if the run does not say it */
    BigDecimal realTime() {
        if (realTime == null) {
            throw new InvalidValueException("the run " + Quoted.text(name()) + " has no real_time");
        }
        return realTime;
    }

    @Nullable
    BigDecimal cpuTime() {
        return cpuTime;
    }

    Map<String, @Nullable BigDecimal> counters() {
        return counters;
    }

    /** @throws InvalidValueException if the run does not say it */
    DurationUnit unit() {
        String unit = text("time_unit");
        return switch (unit) {
            case "ns", "us", "ms", "s" -> DurationUnit.ofSymbol(unit).orElseThrow();
            default ->
                throw new InvalidValueException("time_unit of the run " + Quoted.text(name()) + " is "
                        + Quoted.text(unit) + ", expected one of ns, us, ms, s");
        };
    }
}
