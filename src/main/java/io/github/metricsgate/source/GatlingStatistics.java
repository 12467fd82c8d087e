package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Gatling worked out of one request, group or of all requests: objects of {@code total}, {@code ok} and {@code ko}. What is
 * OK is taken, as of the log.
 */
final class GatlingStatistics {

    static final List<String> PERCENTILES = List.of("percentiles1", "percentiles2", "percentiles3", "percentiles4");
    static final String BY_DEFAULT = "50,75,95,99";
    /** Until 2.0 there are two. */
    static final Set<Integer> NUMBERS_OF_PERCENTILES = Set.of(2, 4);

    private static final String REQUESTS = "numberOfRequests";
    private static final String RATE = "meanNumberOfRequestsPerSecond";
    private static final Set<String> FIELDS = Set.of(
            REQUESTS,
            "minResponseTime",
            "maxResponseTime",
            "meanResponseTime",
            "standardDeviation",
            "percentiles1",
            "percentiles2",
            "percentiles3",
            "percentiles4",
            RATE);

    private final Map<String, Cells> cells = new HashMap<>();
    private String name = "";

    /** Null for none, which Gatling writes as {@code -1}, {@code -1.0} or {@code -}. */
    private record Cells(@Nullable BigDecimal ok, @Nullable BigDecimal ko) {}

    private GatlingStatistics() {}

    static List<BigDecimal> ranks(SourceInput input, SourceOptions options) throws UnreadableSourceException {
        return UnnamedPercentiles.required(
                input,
                options,
                "percentiles1 to percentiles4",
                BY_DEFAULT,
                "percentile1 to percentile4 in gatling.conf (gatling.charts.indicators) say");
    }

    /** Reads the object whose beginning is at hand, to its end. */
    static GatlingStatistics read(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        GatlingStatistics statistics = new GatlingStatistics();
        String key = json.nextKey();
        while (key != null) {
            if (FIELDS.contains(key)) {
                statistics.cells.put(key, cells(json));
            } else if (key.equals("name")) {
                statistics.name = Items.checkedName(json.text());
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return statistics;
    }

    private static Cells cells(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        BigDecimal ok = null;
        BigDecimal ko = null;
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "ok" -> ok = numberOrNone(json);
                case "ko" -> ko = numberOrNone(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return new Cells(ok, ko);
    }

    private static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
        BigDecimal number;
        if (json.token() == JsonToken.VALUE_STRING) {
            String text = json.text();
            number = text.equals("-") ? null : Decimals.number(text, json.pointer());
        } else {
            number = json.number();
        }
        return number == null || number.compareTo(BigDecimal.ONE.negate()) == 0 ? null : number;
    }

    String name() {
        return name;
    }

    /**
     * @param times what the times are of
     * @throws InvalidValueException if the ranks are not as many as the percentiles, or the figures cannot be true
     */
    void into(PhaseAccumulator item, List<BigDecimal> ranks, String times) {
        Cells requests = cells.get(REQUESTS);
        if (requests == null) {
            throw new InvalidValueException(Quoted.text(name) + " has no " + REQUESTS);
        }
        long successful = count(requests.ok());
        Summary summary = item.summary().processed(successful).failed(count(requests.ko()));
        ReportedLatencies latencies = latencies(ranks);
        if (successful > 0) {
            latencies.into(summary);
        }
        BigDecimal rate = ok(RATE);
        if (rate != null) {
            summary.throughput(Decimals.perSecond(rate, DurationUnit.SECONDS, RATE + " of " + Quoted.text(name)));
        }
        describe(item, latencies, times);
    }

    /** Where there are none, some versions write that there is no number. */
    private long count(@Nullable BigDecimal value) {
        return value == null ? 0 : Decimals.count(value.toString(), REQUESTS + " of " + Quoted.text(name));
    }

    private @Nullable BigDecimal ok(String field) {
        Cells found = cells.get(field);
        return found == null ? null : found.ok();
    }

    private ReportedLatencies latencies(List<BigDecimal> ranks) {
        List<String> there = new ArrayList<>(PERCENTILES);
        there.removeIf(field -> !cells.containsKey(field));
        if (there.size() != ranks.size()) {
            throw new InvalidValueException(Quoted.text(name) + " has " + there.size()
                    + " percentiles, and <percentiles> in the pom says which ones " + ranks.size() + " are");
        }
        ReportedLatencies latencies = new ReportedLatencies(name, DurationUnit.MILLISECONDS)
                .ranksAreOfThePom()
                .statistic("min", ok("minResponseTime"))
                .statistic("max", ok("maxResponseTime"))
                .statistic("mean", ok("meanResponseTime"))
                .statistic("stddev", ok("standardDeviation"));
        for (int i = 0; i < there.size(); i++) {
            latencies.percentile(ranks.get(i), ok(there.get(i)));
        }
        return latencies;
    }

    private static void describe(PhaseAccumulator item, ReportedLatencies latencies, String times) {
        item.detail("unit", "ms");
        item.detail("mode", "summary");
        item.detail("times", times);
        item.detail(PhaseSource.PERCENTILES, "Gatling's own, of a digest and rounded to milliseconds");
        if (!latencies.hasAllPercentiles()) {
            item.detail(
                    PhaseSource.OTHER_PERCENTILES,
                    "Gatling writes those of percentile1 to percentile4 in gatling.conf (gatling.charts.indicators); of"
                            + " simulation.log any are worked out");
        }
    }
}
