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

/** What oha writes with {@code --output-format json}: a summary of all responses, also of those with a status code of 400 and more. */
final class OhaFormat implements SourceFormat {

    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,2}(?:\\.[0-9]{1,10})?)");
    private static final String ALL = "latencyPercentiles";
    /** Only with {@code --stats-success-breakdown}. */
    private static final String SUCCESSFUL = "latencyPercentilesSuccessful";
    /** What oha gave up when its time was over is no failure. */
    private static final String GIVEN_UP = "aborted due to deadline";

    @Override
    public String name() {
        return "oha";
    }

    @Override
    public String description() {
        return "a result of oha (--output-format json; read are those of 0.5 to 1.x)";
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isResult = beginning.isJsonObject()
                && beginning.jsonKeys().containsAll(Set.of("summary", ALL, "statusCodeDistribution"));
        return isResult ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.json();
        json.expectNext(JsonToken.START_OBJECT);
        Result result = new Result();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "summary" -> result.readSummary(json);
                case ALL -> readPercentiles(json, result.all);
                case SUCCESSFUL -> {
                    result.hasBreakdown = true;
                    readPercentiles(json, result.successful);
                }
                case "statusCodeDistribution" -> result.codes = StatusCodes.read(json);
                case "errorDistribution" -> result.readErrors(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        result.into(items);
    }

    private static void readPercentiles(JsonInput json, ReportedLatencies latencies) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            Matcher percentile = PERCENTILE.matcher(key);
            if (percentile.matches() && new BigDecimal(percentile.group(1)).signum() > 0) {
                latencies.percentile(new BigDecimal(percentile.group(1)), numberOrNone(json));
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
    }

    private static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
        return json.token() == JsonToken.VALUE_NULL ? null : json.number();
    }

    /** As far as it was read. */
    private static final class Result {

        private final ReportedLatencies all = new ReportedLatencies(HttpResponses.ALL, DurationUnit.SECONDS);
        private final ReportedLatencies successful = new ReportedLatencies(HttpResponses.ALL, DurationUnit.SECONDS);
        private boolean hasBreakdown;
        private @Nullable StatusCodes codes;
        private long errors;
        private @Nullable BigDecimal total;

        void readSummary(JsonInput json) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "total" -> total = numberOrNone(json);
                    case "slowest" -> all.statistic("max", numberOrNone(json));
                    case "fastest" -> all.statistic("min", numberOrNone(json));
                    case "average" -> all.statistic("mean", numberOrNone(json));
                    default -> json.skip();
                }
                key = json.nextKey();
            }
        }

        void readErrors(JsonInput json) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            String text = json.nextKey();
            while (text != null) {
                if (text.equals(GIVEN_UP)) {
                    json.skip();
                } else {
                    errors = StatusCodes.sum(errors, json.count());
                }
                text = json.nextKey();
            }
        }

        void into(Items items) {
            if (codes == null) {
                throw new InvalidValueException("it has no statusCodeDistribution");
            }
            PhaseAccumulator item = items.item(HttpResponses.ALL);
            Summary summary =
                    item.summary().processed(codes.successful()).failed(StatusCodes.sum(codes.failed(), errors));
            boolean areAllSuccessful = codes.failed() == 0;
            if (codes.successful() > 0) {
                (areAllSuccessful || !hasBreakdown ? all : successful).into(summary);
            }
            if (total != null) {
                summary.duration(Decimals.milliseconds(total, DurationUnit.SECONDS, "total"));
            }
            item.detail("unit", "s");
            item.detail("mode", "summary");
            item.detail(PhaseSource.PERCENTILES, "oha's own, each a measured value");
            if (!areAllSuccessful && hasBreakdown) {
                item.detail("times", "of responses with a status code from 200 to 299");
            } else if (!areAllSuccessful) {
                item.detail("times", "of all responses, those with another status code than 200 to 399 included");
                items.note("The times in a result of oha are of all responses, those with a status code from 400 on"
                        + " included: oha --stats-success-breakdown tells them apart.");
            }
        }
    }
}
