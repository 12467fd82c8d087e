package io.github.metricsgate.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The figures of a whole run of Artillery, in the shape of version 1 or of version 2. */
final class ArtilleryAggregate {

    private static final String RESPONSE_TIME = "http.response_time";
    private static final String SESSION_LENGTH = "vusers.session_length";
    /** Metrics of which Artillery and its own plugins say that they are milliseconds. */
    private static final Pattern TIME = Pattern.compile("(?:.*\\.)?response_time(?:\\..*)?|vusers\\.session_length"
            + "|http\\.(?:dns|tcp|tls|total)|browser\\.(?:step|page)\\..*");
    /** Of the pages of a browser, what is a score and no time. */
    private static final Pattern SCORE = Pattern.compile("browser\\.page\\.CLS(?:\\..*)?");
    /** Response times of one class of status codes. */
    private static final Pattern OF_A_CLASS = Pattern.compile("http\\.response_time\\.([1-5])xx");

    private static final Pattern OF_AN_ENDPOINT =
            Pattern.compile("(plugins\\.metrics-by-endpoint\\.)response_time\\.(.*)");
    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{2})([0-9]{0,3})");
    private static final Pattern CODE = Pattern.compile("[0-9]{1,6}");
    private static final int FIRST_FAILURE = 400;

    /** Percentiles of version 2 are of a sketch with this accuracy, and all figures are rounded to 0.1 ms. */
    private static final BigDecimal ACCURACY = new BigDecimal("0.011");

    private static final BigDecimal ROUNDED_BY = new BigDecimal("0.1");

    private final JsonNode aggregate;
    private final SourceOptions options;
    private final Items items;
    private final DistinctItems distinct;
    private final boolean isVersion1;

    /**
     * How items ended.
     *
     * @param failedResponses those that have a time
     * @param failed all
     */
    private record Outcome(long failedResponses, long failed) {}

    ArtilleryAggregate(JsonNode aggregate, SourceOptions options, Items items, DistinctItems distinct) {
        this.aggregate = aggregate;
        this.options = options;
        this.items = items;
        this.distinct = distinct;
        this.isVersion1 = aggregate.has("latency") && !aggregate.has("histograms");
    }

    void read() throws IOException {
        if (isVersion1) {
            readVersion1();
        } else {
            readVersion2();
        }
    }

    private void readVersion1() throws IOException {
        long responses = sum(object(aggregate, "codes"), "", 0);
        long failedResponses = sum(object(aggregate, "codes"), "", FIRST_FAILURE);
        Outcome outcome = new Outcome(failedResponses, added(failedResponses, total(object(aggregate, "errors"), "")));
        Summary summary = take(RESPONSE_TIME, object(aggregate, "latency"), responses, outcome);
        BigDecimal rate = number(object(aggregate, "rps"), "mean");
        if (summary != null && rate != null) {
            summary.throughputOf(rate, responses - failedResponses, outcome.failed());
        }
        JsonNode session = aggregate.get("scenarioDuration");
        if (session != null && !session.isEmpty()) {
            long completed = count(aggregate, "scenariosCompleted");
            long created = count(aggregate, "scenariosCreated");
            take(SESSION_LENGTH, session, completed, new Outcome(0, Math.max(created - completed, 0)));
        }
        takeAll(object(aggregate, "customStats"));
    }

    private void readVersion2() throws IOException {
        takeAll(object(aggregate, aggregate.has("summaries") ? "summaries" : "histograms"));
    }

    private void takeAll(JsonNode summaries) throws IOException {
        for (Map.Entry<String, JsonNode> each : summaries.properties()) {
            String name = Items.checkedName(each.getKey());
            Matcher ofAClass = OF_A_CLASS.matcher(name);
            boolean isOfFailures = ofAClass.matches() && ofAClass.group(1).compareTo("4") >= 0;
            if (!isOfFailures) {
                JsonNode figures = object(summaries, each.getKey());
                take(name, figures, figures.has("count") ? count(figures, "count") : null, outcome(name));
            }
        }
    }

    /** Null where the file does not say it. */
    private @Nullable Outcome outcome(String name) {
        JsonNode counters = object(aggregate, "counters");
        if (name.equals(RESPONSE_TIME)) {
            long failed = sum(counters, "http.codes.", FIRST_FAILURE);
            long unanswered = count(counters, "http.requests") - count(counters, "http.responses");
            return new Outcome(failed, added(failed, Math.max(unanswered, 0)));
        }
        if (name.equals(SESSION_LENGTH)) {
            return counters.has("vusers.failed") ? new Outcome(0, count(counters, "vusers.failed")) : null;
        }
        Matcher endpoint = OF_AN_ENDPOINT.matcher(name);
        if (endpoint.matches()) {
            String prefix = endpoint.group(1) + endpoint.group(2);
            long failed = sum(counters, prefix + ".codes.", FIRST_FAILURE);
            return new Outcome(failed, added(failed, total(counters, prefix + ".errors.")));
        }
        return OF_A_CLASS.matcher(name).matches() ? new Outcome(0, 0) : null;
    }

    private @Nullable Summary take(String name, JsonNode figures, @Nullable Long count, @Nullable Outcome outcome)
            throws IOException {
        boolean isTime = TIME.matcher(name).matches() && !SCORE.matcher(name).matches();
        DurationUnit unit = isTime ? DurationUnit.MILLISECONDS : options.unit().orElse(null);
        if (unit == null) {
            items.note("The metric " + Quoted.text(name)
                    + " is left out: Artillery does not say that its values are times. <unit> in the pom does.");
            return null;
        }
        PhaseAccumulator item = items.item(name);
        distinct.check(item);
        Summary summary = item.summary();
        Long processed = count;
        if (outcome != null) {
            summary.failed(outcome.failed());
            processed = count == null ? null : Long.valueOf(Math.max(count - outcome.failedResponses(), 0));
        }
        if (processed != null) {
            summary.processed(processed);
        }
        if (processed == null || processed > 0) {
            latencies(name, figures, unit).into(summary);
        }
        BigDecimal duration = duration();
        if (duration != null) {
            summary.duration(duration);
            item.detail("duration", "the whole test run's");
        }
        describe(item, unit, outcome);
        return summary;
    }

    private static ReportedLatencies latencies(String name, JsonNode figures, DurationUnit unit) {
        ReportedLatencies latencies = new ReportedLatencies(name, unit).approximate(ACCURACY, ROUNDED_BY);
        latencies.percentile(BigDecimal.valueOf(50), number(figures, "median"));
        for (String statistic : new String[] {"min", "max", "mean"}) {
            latencies.statistic(statistic, number(figures, statistic));
        }
        for (Map.Entry<String, JsonNode> each : figures.properties()) {
            Matcher percentile = PERCENTILE.matcher(each.getKey());
            if (percentile.matches()) {
                BigDecimal rank = new BigDecimal(percentile.group(1) + "." + percentile.group(2) + "0");
                if (rank.signum() > 0) {
                    latencies.percentile(rank, number(figures, each.getKey()));
                }
            }
        }
        return latencies;
    }

    private void describe(PhaseAccumulator item, DurationUnit unit, @Nullable Outcome outcome) {
        item.detail("unit", unit.symbol());
        item.detail("mode", "summary");
        item.detail(
                PhaseSource.PERCENTILES,
                isVersion1
                        ? "Artillery's own, of a histogram"
                        : "Artillery's own, of a sketch that is within 1 % of the measured value");
        if (outcome != null && outcome.failedResponses() > 0) {
            item.detail("times", "of all responses, those with a status code from 400 on included");
            items.note(
                    "Artillery takes a response with a status code from 400 on for a good one. Here it counts as failed; its"
                            + " time is among those of the others.");
        }
    }

    private @Nullable BigDecimal duration() {
        BigDecimal first = number(aggregate, "firstMetricAt");
        BigDecimal last = number(aggregate, "lastMetricAt");
        if (first == null || last == null || first.signum() <= 0 || last.compareTo(first) < 0) {
            return null;
        }
        return Decimals.plain(last.subtract(first));
    }

    /** What stands there; an empty one if nothing does. */
    private static JsonNode object(JsonNode parent, String key) {
        JsonNode child = parent.get(key);
        if (child == null || child.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!child.isObject()) {
            throw new InvalidValueException(Quoted.text(key) + " is no object");
        }
        return child;
    }

    private static @Nullable BigDecimal number(JsonNode parent, String key) {
        JsonNode value = parent.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new InvalidValueException(Quoted.text(key) + " is no number");
        }
        return value.decimalValue();
    }

    private static long count(JsonNode parent, String key) {
        BigDecimal value = number(parent, key);
        return value == null ? 0 : Decimals.count(value.toString(), Quoted.bare(key));
    }

    /** The sum of all counters that are called so and a status code, from {@code first} on. */
    private static long sum(JsonNode counters, String prefix, int first) {
        long sum = 0;
        for (Map.Entry<String, JsonNode> each : counters.properties()) {
            String code = each.getKey().startsWith(prefix) ? each.getKey().substring(prefix.length()) : "";
            if (CODE.matcher(code).matches() && Integer.parseInt(code) >= first) {
                sum = added(sum, count(counters, each.getKey()));
            }
        }
        return sum;
    }

    private static long total(JsonNode counters, String prefix) {
        long sum = 0;
        for (Map.Entry<String, JsonNode> each : counters.properties()) {
            if (each.getKey().startsWith(prefix)) {
                sum = added(sum, count(counters, each.getKey()));
            }
        }
        return sum;
    }

    private static long added(long sum, long count) {
        if (sum + count < 0) {
            throw new InvalidValueException("its counters have a sum of more than 2^63-1");
        }
        return sum + count;
    }
}
