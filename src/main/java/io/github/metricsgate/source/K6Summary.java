package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of k6's summaries: data of {@code handleSummary}, {@code --summary-export}, which says neither types nor units, or the
 * machine-readable summary, which is a list of metrics. What a summary does not say is not known.
 */
final class K6Summary {

    private static final int MOST_METRICS = 10_000;
    private static final String TREND_STATS = "--summary-trend-stats=\"avg,min,med,max,p(90),p(95),p(99)\"";

    private final SourceOptions options;
    private final Items items;
    private final Map<String, K6SummaryMetric> metrics = new LinkedHashMap<>();
    private @Nullable BigDecimal duration;
    private @Nullable String version;
    private boolean isMachineReadable;

    K6Summary(SourceOptions options, Items items) {
        this.options = options;
        this.items = items;
    }

    void read(JsonInput json) throws IOException {
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "metrics" -> readMetrics(json);
                case "state" -> duration = numberOf(json, "testRunDurationMs", DurationUnit.MILLISECONDS);
                case "config" -> duration = numberOf(json, "duration", DurationUnit.SECONDS);
                case "metadata" -> version = textOf(json, "k6Version");
                case "results" -> readResults(json);
                case "version" -> checkVersion(json.text());
                // Of no use, or as setup_data full of secrets.
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        take();
    }

    private static void checkVersion(String said) {
        if (!said.startsWith("1.")) {
            throw new InvalidValueException(
                    "it is a machine-readable summary of version " + Quoted.text(said) + ", read is 1");
        }
    }

    private static @Nullable BigDecimal numberOf(JsonInput json, String wanted, DurationUnit unit) throws IOException {
        BigDecimal found = null;
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals(wanted)) {
                found = Decimals.milliseconds(json.number(), unit, wanted);
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return found;
    }

    private static @Nullable String textOf(JsonInput json, String wanted) throws IOException {
        String found = null;
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals(wanted)) {
                found = json.text();
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return found;
    }

    private void readMetrics(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            json.expect(JsonToken.START_OBJECT);
            keep(K6SummaryMetric.read(json, name));
            name = json.nextKey();
        }
    }

    private void readResults(JsonInput json) throws IOException {
        isMachineReadable = true;
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("metrics")) {
                json.expect(JsonToken.START_ARRAY);
                while (json.next() != JsonToken.END_ARRAY) {
                    json.expect(JsonToken.START_OBJECT);
                    keep(K6SummaryMetric.read(json, ""));
                }
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
    }

    private void keep(K6SummaryMetric metric) {
        if (metrics.size() == MOST_METRICS) {
            throw new InvalidValueException("it has more than " + MOST_METRICS + " metrics");
        }
        if (metrics.put(metric.name(), metric) != null) {
            throw new InvalidValueException("the metric " + Quoted.text(metric.name()) + " is there twice");
        }
    }

    private void take() {
        for (K6SummaryMetric metric : metrics.values()) {
            boolean isOfRequest =
                    metric.name().equals(K6Metric.SUCCESSFUL_REQUEST) && metrics.containsKey(K6Metric.REQUEST);
            if (metric.isTrend() && !isOfRequest) {
                Optional<DurationUnit> unit = metric.metric().unit(options, items);
                if (unit.isPresent()) {
                    take(metric, unit.get());
                }
            }
        }
    }

    private void take(K6SummaryMetric metric, DurationUnit unit) {
        PhaseAccumulator item = items.item(metric.name());
        Summary summary = item.summary();
        K6SummaryMetric successful = metrics.get(K6Metric.SUCCESSFUL_REQUEST);
        boolean isRequest = metric.name().equals(K6Metric.REQUEST);
        K6SummaryMetric measured = isRequest && successful != null && successful.isTrend() ? successful : metric;
        if (!measured.isEmpty()) {
            measured.addLatencies(summary, unit);
        }
        measured.count().ifPresent(summary::processed);
        if (isRequest) {
            addFailures(summary, measured == metric);
            item.detail("times", "of " + measured.name());
        }
        metric.thresholdsFailed()
                .ifPresent(
                        failed -> summary.measure("thresholds_failed", BigDecimal.valueOf(failed), "", Better.LOWER));
        if (duration != null) {
            summary.duration(duration);
            item.detail("duration", "the whole test run's");
        }
        describe(item, measured, unit);
    }

    /** Of requests, how many failed is a metric of its own. */
    private void addFailures(Summary summary, boolean withFailures) {
        K6SummaryMetric failures = metrics.get(K6Metric.FAILED);
        if (failures == null) {
            return;
        }
        Optional<Long> failed = failures.trueValues();
        Optional<Long> succeeded = failures.falseValues();
        if (failed.isPresent() && succeeded.isPresent()) {
            summary.failed(failed.get());
            summary.processed(succeeded.get());
            if (failed.get() > 0 && withFailures) {
                items.note("The summary has no " + K6Metric.SUCCESSFUL_REQUEST + ": the " + failed.get()
                        + " requests that failed are in the latencies of " + K6Metric.REQUEST + ".");
            }
        }
    }

    private void describe(PhaseAccumulator item, K6SummaryMetric measured, DurationUnit unit) {
        if (version != null) {
            item.detail("version", version);
        }
        item.detail("unit", unit.symbol());
        item.detail("mode", "summary");
        item.detail(
                PhaseSource.PERCENTILES,
                measured.isEmpty()
                        ? PhaseSource.NO_PERCENTILES + "nothing was measured, as no sample has these tags"
                        : "k6's own, interpolated between measured values");
        if (!measured.hasAllPercentiles() && !measured.isEmpty()) {
            String others = isMachineReadable
                    ? "the machine-readable summary of k6 never has a p99, whatever is asked for: have k6 write all points (k6 run"
                            + " --out json=points.json), or the summary of before with --new-machine-readable-summary=false "
                            + TREND_STATS
                    : "k6 writes into a summary the percentiles that it is asked for: k6 run " + TREND_STATS
                            + " gives p50, p95 and p99";
            item.detail(PhaseSource.OTHER_PERCENTILES, others);
            items.note("A summary is read: " + others + ".");
        }
    }
}
