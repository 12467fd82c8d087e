package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code vegeta report -type=json} writes: times of all requests, also of those that failed, in nanoseconds. */
final class VegetaReportFormat implements SourceFormat {

    private static final Pattern PERCENTILE = Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)");
    private static final Set<String> STATISTICS = Set.of("min", "mean", "max");

    @Override
    public String name() {
        return "vegeta-report";
    }

    @Override
    public String description() {
        return "a report of vegeta (report -type=json; read are those of 7 to 12)";
    }

    @Override
    public Set<String> redundantBeside() {
        return Set.of("vegeta");
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isReport = beginning.isJsonObject()
                && beginning.jsonKeys().containsAll(Set.of("latencies", "requests", "status_codes"));
        return isReport ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        json.expectNext(JsonToken.START_OBJECT);
        Report report = new Report();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "latencies" -> report.readLatencies(json);
                case "status_codes" ->
                    report.successful = StatusCodes.read(json).successful();
                case "requests" -> report.requests = json.count();
                case "duration" -> report.duration = json.number();
                case "wait" -> report.wait = json.number();
                // Errors may have whole URLs in them.
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        report.into(items);
    }

    /** As far as it was read. */
    private static final class Report {

        private final ReportedLatencies latencies = new ReportedLatencies(HttpResponses.ALL, DurationUnit.NANOSECONDS);
        private @Nullable Long requests;
        private @Nullable Long successful;
        private BigDecimal duration = BigDecimal.ZERO;
        private BigDecimal wait = BigDecimal.ZERO;

        void readLatencies(JsonInput json) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            String key = json.nextKey();
            while (key != null) {
                Matcher percentile = PERCENTILE.matcher(key);
                BigDecimal rank = percentile.matches() ? new BigDecimal(percentile.group(1)) : BigDecimal.ZERO;
                if (rank.signum() > 0) {
                    latencies.percentile(rank, json.number());
                } else if (STATISTICS.contains(key)) {
                    latencies.statistic(key, json.number());
                } else {
                    json.skip();
                }
                key = json.nextKey();
            }
        }

        void into(Items items) {
            if (requests == null || successful == null) {
                throw new InvalidValueException("it has no " + (requests == null ? "requests" : "status_codes"));
            }
            long failed = requests - successful;
            if (failed < 0) {
                throw new InvalidValueException(
                        "its status_codes count " + successful + " good responses of " + requests + " requests");
            }
            PhaseAccumulator item = items.item(HttpResponses.ALL);
            Summary summary = item.summary().processed(successful).failed(failed);
            if (successful > 0) {
                latencies.into(summary);
            }
            summary.duration(Decimals.milliseconds(duration.add(wait), DurationUnit.NANOSECONDS, "duration and wait"));
            item.detail("unit", "ns");
            item.detail("mode", "summary");
            item.detail("times", "of all requests, those that failed included");
            item.detail(PhaseSource.PERCENTILES, "vegeta's own, estimated");
            if (failed > 0) {
                items.note(
                        "The times in a report of vegeta are of all requests, those that failed included: vegeta encode"
                                + " tells them apart.");
            }
        }
    }
}
