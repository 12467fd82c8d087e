package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A log of HdrHistogram: a line an interval, each with a histogram of its own. A tag is a phase, in which all its intervals are
 * merged.
 */
final class HlogFormat implements SourceFormat {

    private static final Pattern VERSION = Pattern.compile("#\\[Histogram log format version ([^\\]]{0,100})]");
    private static final Set<String> VERSIONS = Set.of("1.1", "1.2", "1.3");
    private static final Pattern TIME =
            Pattern.compile("#\\[(StartTime|BaseTime): ([0-9.]{1,30}) \\(?seconds since epoch\\)?.*");
    private static final String LEGEND = "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",";
    private static final Pattern LINE = Pattern.compile("(?:Tag=([^,]*),)?([^,]+),([^,]+),([^,]+),([A-Za-z0-9+/=]+)");
    /** Of a log with relative times they are less than what begins its clock by more than that. */
    private static final BigDecimal A_YEAR = BigDecimal.valueOf(365L * 24 * 3600);

    @Override
    public String name() {
        return "hlog";
    }

    @Override
    public String description() {
        return "a log of HdrHistogram (.hlog; read are the versions 1.1, 1.2 and 1.3)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.UNIT, SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        String text = beginning.text();
        boolean hasVersion = text.startsWith("#[") && VERSION.matcher(text).find();
        boolean hasLegend = text.startsWith(LEGEND) || text.contains("\n" + LEGEND);
        return hasVersion || hasLegend ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        DurationUnit unit = HistogramUnit.required(input, options);
        LineReader lines = input.lines();
        Log log = new Log(items, unit);
        String line = lines.next();
        while (line != null) {
            if (line.startsWith("#")) {
                log.comment(line);
            } else if (!line.isBlank() && !line.startsWith(LEGEND)) {
                if (!lines.hasEnded()) {
                    throw new InvalidValueException("the last line has no end");
                }
                log.interval(line);
            }
            line = lines.next();
        }
    }

    /** One log, as far as it was read. */
    private static final class Log {

        private final Items items;
        private final DurationUnit unit;
        private String version = "";
        private BigDecimal startTime = BigDecimal.ZERO;
        private BigDecimal baseTime = BigDecimal.ZERO;

        Log(Items items, DurationUnit unit) {
            this.items = items;
            this.unit = unit;
        }

        void comment(String line) {
            Matcher said = VERSION.matcher(line);
            if (said.matches()) {
                version = said.group(1);
                if (!VERSIONS.contains(version)) {
                    throw new InvalidValueException(
                            "its version is " + Quoted.text(version) + ", read are 1.1, 1.2 and 1.3");
                }
            }
            Matcher time = TIME.matcher(line);
            if (time.matches()) {
                BigDecimal seconds = Decimals.number(time.group(2), time.group(1));
                if (time.group(1).equals("BaseTime")) {
                    baseTime = seconds;
                } else {
                    startTime = seconds;
                }
            }
        }

        void interval(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new InvalidValueException(Quoted.text(line) + " is no interval, expected"
                        + " [Tag=name,]start,length,maximum,histogram in base64");
            }
            String tag = parts.group(1);
            PhaseAccumulator item = items.item(tag == null ? HistogramUnit.UNTAGGED : tag);
            BigDecimal start = seconds(parts.group(2), "the start");
            BigDecimal length = seconds(parts.group(3), "the length");
            Histogram histogram = EncodedHistogram.decode(parts.group(5), items::requireMemory);
            if (!version.isEmpty()) {
                item.detail("version", version);
            }
            item.detail("unit", unit.symbol());
            item.failuresUnknown();
            item.addHistogram(histogram, unit);
            BigDecimal begin = absolute(start);
            item.span(milliseconds(begin, RoundingMode.FLOOR), milliseconds(begin.add(length), RoundingMode.CEILING));
        }

        private static BigDecimal seconds(String text, String what) {
            BigDecimal seconds = Decimals.number(text, what);
            if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0) {
                throw new InvalidValueException(what + " is " + Quoted.text(text) + ", expected seconds");
            }
            return seconds;
        }

        private BigDecimal absolute(BigDecimal start) {
            if (baseTime.signum() > 0) {
                return start.add(baseTime);
            }
            return start.compareTo(startTime.subtract(A_YEAR)) < 0 ? start.add(startTime) : start;
        }

        private static long milliseconds(BigDecimal seconds, RoundingMode rounding) {
            return seconds.movePointRight(3).setScale(0, rounding).longValueExact();
        }
    }
}
