package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of percentiles by HdrHistogram, as text or as CSV. It has not every percentile: for one that it has not, the next
 * larger one stands, which is no better than the true one.
 */
final class HgrmFormat implements SourceFormat {

    private static final BigDecimal ROUNDED = new BigDecimal("0.99");

    private static final Pattern LEGEND = Pattern.compile(
            "\\s*\"?Value\"?[\\s,]+\"?Percentile\"?[\\s,]+\"?TotalCount\"?[\\s,]+\"?1/\\(1-Percentile\\)\"?\\s*");
    private static final Pattern ROW =
            Pattern.compile("\\s*([^\\s,]+)[\\s,]+([^\\s,]+)[\\s,]+([^\\s,]+)([\\s,]+[^\\s,]+)?\\s*");
    private static final Pattern FOOTER =
            Pattern.compile("(Mean|StdDeviation|Max|Total count|SubBuckets) {0,30}= {0,30}([^\\s,\\]]{1,40})");
    private static final List<BigDecimal> RANKS =
            List.of(BigDecimal.valueOf(50), BigDecimal.valueOf(95), BigDecimal.valueOf(99));
    /** How many buckets HdrHistogram has for so many significant digits. */
    private static final Map<String, Integer> DIGITS =
            Map.of("2", 0, "32", 1, "256", 2, "2048", 3, "32768", 4, "262144", 5);

    private static final int MOST_ROWS = 1_000_000;

    @Override
    public String name() {
        return "hgrm";
    }

    @Override
    public String description() {
        return "a percentile distribution of HdrHistogram (.hgrm; read are those of all versions, as text and as CSV)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.UNIT, SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return LEGEND.matcher(beginning.firstLine()).matches() ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        DurationUnit unit = HistogramUnit.required(input, options);
        LineReader lines = input.lines();
        Table table = new Table();
        String line = lines.next();
        boolean isCsv = line != null && line.contains("\"");
        line = lines.next();
        while (line != null) {
            if (line.startsWith("#[")) {
                table.footer(line, unit);
            } else if (!line.isBlank()) {
                table.row(line, unit);
            }
            line = lines.next();
        }
        table.checkWhole(isCsv, lines.hasEnded());
        table.into(items, options, unit);
    }

    private record Row(BigDecimal milliseconds, BigDecimal percentile, long count) {

        boolean isNotBelow(Row before) {
            return milliseconds.compareTo(before.milliseconds) >= 0
                    && percentile.compareTo(before.percentile) >= 0
                    && count >= before.count;
        }
    }

    /** The table, as far as it was read. */
    private static final class Table {

        private final List<Row> rows = new ArrayList<>();
        private @Nullable BigDecimal mean;
        private @Nullable BigDecimal deviation;
        private @Nullable BigDecimal max;
        private @Nullable Long total;
        private @Nullable Integer digits;

        void row(String line, DurationUnit unit) {
            Matcher cells = ROW.matcher(line);
            if (!cells.matches() || total != null) {
                throw new InvalidValueException(Quoted.text(line) + " is no row of the table");
            }
            Row row = new Row(
                    Decimals.milliseconds(cells.group(1), unit, "Value"),
                    Decimals.number(cells.group(2), "Percentile").movePointRight(2),
                    Decimals.count(cells.group(3), "TotalCount"));
            Row before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            boolean ascends = before == null || row.isNotBelow(before);
            if (!ascends || row.percentile().compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new InvalidValueException(Quoted.text(line) + " does not ascend from the row before it");
            }
            if (rows.size() == MOST_ROWS) {
                throw new InvalidValueException("it has more than " + MOST_ROWS + " rows");
            }
            rows.add(row);
        }

        void footer(String line, DurationUnit unit) {
            Matcher figure = FOOTER.matcher(line);
            while (figure.find()) {
                String value = figure.group(2);
                switch (figure.group(1)) {
                    case "Mean" -> mean = orNone(value, unit, "Mean");
                    case "StdDeviation" -> deviation = orNone(value, unit, "StdDeviation");
                    case "Max" -> max = orNone(value, unit, "Max");
                    case "Total count" -> total = Decimals.count(value, "Total count");
                    default -> digits = DIGITS.get(value);
                }
            }
        }

        private static @Nullable BigDecimal orNone(String value, DurationUnit unit, String what) {
            return value.equals("NaN") ? null : Decimals.milliseconds(value, unit, what);
        }

        /** The table ends at 100 %, and only as CSV there is nothing behind it. */
        void checkWhole(boolean isCsv, boolean lastLineHasEnded) {
            Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            boolean isEmpty = last == null && total != null && total == 0;
            boolean endsAtAll = last != null && last.percentile().compareTo(BigDecimal.valueOf(100)) == 0;
            boolean hasFooter = total != null && digits != null;
            if (!lastLineHasEnded || !(isEmpty || endsAtAll) || !(isCsv || hasFooter)) {
                throw new InvalidValueException("its end is missing");
            }
            if (last != null && total != null && total != last.count()) {
                throw new InvalidValueException(
                        "its total count is " + total + ", and its last row counts " + last.count());
            }
        }

        void into(Items items, SourceOptions options, DurationUnit unit) {
            PhaseAccumulator item = items.item(HistogramUnit.UNTAGGED);
            Summary summary = item.summary();
            Set<BigDecimal> ranks = new TreeSet<>(RANKS);
            ranks.addAll(options.percentiles());
            List<String> next = new ArrayList<>();
            long count = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).count();
            for (BigDecimal rank : ranks) {
                Row row = count == 0 ? null : at(LatencyValues.nearest(rank, count));
                summary.latency(LatencyValues.key(rank), row == null ? null : row.milliseconds());
                if (row != null && row.percentile().compareTo(rank) != 0) {
                    next.add(LatencyValues.key(rank));
                }
            }
            summary.processed(count);
            if (count > 0) {
                summary.latency("min", rows.get(0).milliseconds());
                summary.latency("max", largest());
            }
            if (mean != null) {
                summary.latency("mean", mean);
            }
            if (deviation != null) {
                summary.latency("stddev", deviation);
            }
            item.detail("unit", unit.symbol());
            item.detail(
                    "percentiles",
                    "of a histogram" + (digits == null ? "" : " with " + digits + " significant digits")
                            + (next.isEmpty()
                                    ? ""
                                    : "; " + String.join(", ", next)
                                            + ": the next larger one that the file has, no smaller than the true one"));
        }

        /** The footer's or the last row's, which a program may round differently. */
        private BigDecimal largest() {
            BigDecimal last = rows.get(rows.size() - 1).milliseconds();
            if (max != null && max.compareTo(last.multiply(ROUNDED)) < 0) {
                throw new InvalidValueException("its Max is " + Quoted.number(max) + " ms, and its last row is of "
                        + Quoted.number(last) + " ms");
            }
            return max == null || max.compareTo(last) < 0 ? last : max;
        }

        private Row at(long rank) {
            for (Row row : rows) {
                if (row.count() >= rank) {
                    return row;
                }
            }
            throw new AssertionError(rank);
        }
    }
}
