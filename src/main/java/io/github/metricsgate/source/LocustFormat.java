package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code _stats.csv} of Locust: a row for each request and one for all. Its times are of all requests, also of those that
 * failed, and its percentiles are rounded to two digits.
 */
final class LocustFormat implements SourceFormat {

    private static final String TYPE = "Type";
    private static final String NAME = "Name";
    private static final String REQUESTS = "Request Count";
    private static final String FAILURES = "Failure Count";
    private static final String MEDIAN = "Median Response Time";
    private static final String RATE = "Requests/s";
    private static final Map<String, String> STATISTICS = Map.of(
            "Average Response Time", "mean",
            "Min Response Time", "min",
            "Max Response Time", "max");
    private static final Pattern PERCENTILE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,10})?)%");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final String TOTAL = "Aggregated";
    private static final Pattern HEADER = Pattern.compile("\"?Type\"?,\"?Name\"?,\"?(?:Request Count|# requests)\"?,");
    /** Of 0.x. */
    private static final String OLD_REQUESTS = "# requests";

    /** What rounding to whole milliseconds and to two digits can make of a value. */
    private static final BigDecimal ROUNDED_BY_PART = new BigDecimal("0.05");

    private static final BigDecimal ROUNDED_BY = new BigDecimal("0.5");

    @Override
    public String name() {
        return "locust";
    }

    @Override
    public String description() {
        return "a _stats.csv of Locust (not its _stats_history.csv or _failures.csv; read are those of 1.0 to 2.x)";
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return HEADER.matcher(beginning.firstLine()).lookingAt() ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        rows.delimiter(',');
        if (!rows.next()) {
            throw new InvalidValueException("it is empty");
        }
        Columns columns = Columns.of(rows);
        DistinctItems distinct = new DistinctItems(input);
        boolean isWhole = false;
        while (rows.next()) {
            if (rows.cells() != columns.count()) {
                throw new InvalidValueException("the line has " + rows.cells() + " cells, expected " + columns.count()
                        + " as in the first line");
            }
            Row row = new Row(rows, columns);
            isWhole = row.isTotal();
            distinct.check(row.into(items));
        }
        if (!isWhole) {
            throw new InvalidValueException("its last row is not " + TOTAL + ", which Locust writes behind all others");
        }
    }

    /** On Windows, a line may end with two carriage returns. */
    private static String cell(DelimitedRows rows, int index) {
        return rows.text(index).strip();
    }

    /** @param percentiles by rank, without that of the maximum, which has a column that is not rounded */
    private record Columns(int count, Map<String, Integer> byName, Map<BigDecimal, Integer> percentiles) {

        private static final int MOST = 1000;

        static Columns of(DelimitedRows rows) {
            if (rows.cells() > MOST) {
                throw new InvalidValueException("it has more than " + MOST + " columns");
            }
            Map<String, Integer> byName = new HashMap<>();
            Map<BigDecimal, Integer> percentiles = new LinkedHashMap<>();
            for (int i = 0; i < rows.cells(); i++) {
                String name = cell(rows, i);
                Matcher percentile = PERCENTILE.matcher(name);
                BigDecimal rank = percentile.matches() ? new BigDecimal(percentile.group(1)) : BigDecimal.ZERO;
                if (byName.put(name, i) != null) {
                    throw new InvalidValueException("it has two columns " + Quoted.text(name));
                }
                if (rank.signum() > 0 && rank.compareTo(ALL) < 0) {
                    percentiles.put(rank, i);
                }
            }
            if (byName.containsKey(OLD_REQUESTS)) {
                throw new InvalidValueException("it is of Locust 0.x, read are those of 1.0 to 2.x");
            }
            for (String required : new String[] {TYPE, NAME, REQUESTS, FAILURES}) {
                if (!byName.containsKey(required)) {
                    throw new InvalidValueException("it has no column " + required);
                }
            }
            return new Columns(rows.cells(), byName, percentiles);
        }
    }

    private record Row(DelimitedRows rows, Columns columns) {

        private String text(String column) {
            Integer index = columns.byName().get(column);
            return index == null ? "" : cell(rows, index);
        }

        private @Nullable BigDecimal number(String column) {
            String text = text(column);
            return text.isEmpty() || text.equals("N/A") ? null : Decimals.number(text, column);
        }

        boolean isTotal() {
            return text(TYPE).isEmpty() && text(NAME).equals(TOTAL);
        }

        PhaseAccumulator into(Items items) {
            String type = text(TYPE);
            String name = type.isEmpty() ? text(NAME) : type + " " + text(NAME);
            long requests = Decimals.count(text(REQUESTS), REQUESTS);
            long failed = Decimals.count(text(FAILURES), FAILURES);
            if (failed > requests) {
                throw new InvalidValueException(
                        Quoted.text(name) + " has " + failed + " failures of " + requests + " requests");
            }
            PhaseAccumulator item = items.item(name);
            Summary summary = item.summary().processed(requests - failed).failed(failed);
            ReportedLatencies latencies = latencies(name);
            if (requests > failed) {
                latencies.into(summary);
            }
            BigDecimal rate = number(RATE);
            if (rate != null) {
                summary.throughputOf(rate, requests - failed, failed);
            }
            describe(item, latencies);
            note(items, failed);
            return item;
        }

        private ReportedLatencies latencies(String name) {
            ReportedLatencies latencies =
                    new ReportedLatencies(name, DurationUnit.MILLISECONDS).approximate(ROUNDED_BY_PART, ROUNDED_BY);
            latencies.percentile(BigDecimal.valueOf(50), number(MEDIAN));
            columns.percentiles().forEach((rank, index) -> {
                String text = cell(rows, index);
                latencies.percentile(rank, text.equals("N/A") ? null : Decimals.number(text, LatencyValues.key(rank)));
            });
            STATISTICS.forEach((column, statistic) -> latencies.statistic(statistic, number(column)));
            return latencies;
        }

        private static void describe(PhaseAccumulator item, ReportedLatencies latencies) {
            item.detail("unit", "ms");
            item.detail("mode", "summary");
            item.detail("times", "of all requests, those that failed included");
            item.detail(PhaseSource.PERCENTILES, "Locust's own, rounded to two significant digits");
            if (!latencies.hasAllPercentiles()) {
                item.detail(
                        PhaseSource.OTHER_PERCENTILES,
                        "Locust writes those of PERCENTILES_TO_REPORT (locust.stats.PERCENTILES_TO_REPORT = [0.5, 0.95, 0.99] in"
                                + " the locustfile)");
            }
        }

        private static void note(Items items, long failed) {
            items.note(
                    "Locust rounds percentiles to two significant digits: of 100 ms and more, a limit can be missed or"
                            + " crossed by up to 5 %.");
            if (failed > 0) {
                items.note("The times in a _stats.csv are of all requests, those that failed included.");
            }
        }
    }
}
