package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code statistics.json} of JMeter's dashboard: an object with one of each label, and one called {@code Total}. Its times
 * are of all samples, also of those that failed, and its percentiles of the last 20,000 of a label.
 */
final class JmeterStatisticsFormat implements SourceFormat {

    private static final long WINDOW = 20_000;
    private static final List<String> PERCENTILES = List.of("pct1ResTime", "pct2ResTime", "pct3ResTime");
    private static final String BY_DEFAULT = "90,95,99";
    private static final Set<String> NUMBERS = Set.of(
            "sampleCount",
            "errorCount",
            "meanResTime",
            "medianResTime",
            "minResTime",
            "maxResTime",
            "pct1ResTime",
            "pct2ResTime",
            "pct3ResTime",
            "throughput");

    @Override
    public String name() {
        return "jmeter-statistics";
    }

    @Override
    public String description() {
        return "a statistics.json of JMeter's dashboard (read are those of 5.1 to 5.6)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES, SourceOption.CHARSET);
    }

    @Override
    public boolean isValid(SourceOption option, String value) {
        return option == SourceOption.PERCENTILES
                ? UnnamedPercentiles.isValid(value, Set.of(PERCENTILES.size()))
                : option.isValid(value);
    }

    @Override
    public String expected(SourceOption option) {
        return option == SourceOption.PERCENTILES
                ? "three different numbers, those of aggregate_rpt_pct1, aggregate_rpt_pct2 and aggregate_rpt_pct3 in JMeter's"
                        + " properties, as in " + BY_DEFAULT
                : option.expected();
    }

    @Override
    public Set<String> redundantBeside() {
        return Set.of("jmeter");
    }

    /** By names alone, which are ASCII: what is between them may be in any charset. */
    @Override
    public Recognition recognise(FileBeginning beginning) {
        String text = beginning.isJsonObject() ? beginning.text() : "";
        boolean hasNames = text.contains("\"transaction\"")
                && text.contains("\"sampleCount\"")
                && text.contains("\"" + PERCENTILES.get(0) + "\"");
        return hasNames ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        List<BigDecimal> ranks = UnnamedPercentiles.required(
                input,
                options,
                String.join(", ", PERCENTILES),
                BY_DEFAULT,
                "aggregate_rpt_pct1, aggregate_rpt_pct2 and aggregate_rpt_pct3 in JMeter's properties say");
        String charset = options.text(SourceOption.CHARSET).orElse(null);
        try {
            read(input, input.json(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset)), ranks, items);
        } catch (CharacterCodingException e) {
            throw input.unreadableUnless(
                    "it is not " + (charset == null ? "UTF-8" : charset),
                    "Before 5.4 JMeter writes it in the charset of the platform: say which one that is, as in"
                            + " <charset>GBK</charset>, or run JMeter with -Dfile.encoding=UTF-8.");
        }
    }

    private static void read(SourceInput input, JsonInput json, List<BigDecimal> ranks, Items items)
            throws IOException {
        json.expectNext(JsonToken.START_OBJECT);
        DistinctItems distinct = new DistinctItems(input);
        String label = json.nextKey();
        while (label != null) {
            distinct.check(Statistic.read(json, label).into(items, ranks));
            label = json.nextKey();
        }
        json.expectEnd();
    }

    /** What the file says of one label. */
    private record Statistic(String label, Map<String, BigDecimal> numbers) {

        static Statistic read(JsonInput json, String label) throws IOException {
            json.expect(JsonToken.START_OBJECT);
            Map<String, BigDecimal> numbers = new HashMap<>();
            String key = json.nextKey();
            while (key != null) {
                BigDecimal number = NUMBERS.contains(key) ? numberOrNone(json) : null;
                if (number != null) {
                    numbers.put(key, number);
                } else {
                    json.skip();
                }
                key = json.nextKey();
            }
            return new Statistic(label, numbers);
        }

        /** Of a rate over no time, or a mean of nothing, JMeter writes what is no number as text. */
        private static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
            if (json.token() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (json.token() == JsonToken.VALUE_STRING
                    && Set.of("NaN", "Infinity", "-Infinity").contains(json.text())) {
                return null;
            }
            return json.number();
        }

        private long count(String field) {
            BigDecimal value = numbers.get(field);
            if (value == null) {
                throw new InvalidValueException(Quoted.text(label) + " has no " + field);
            }
            return Decimals.count(value.toString(), field + " of " + Quoted.text(label));
        }

        PhaseAccumulator into(Items items, List<BigDecimal> ranks) {
            long samples = count("sampleCount");
            long failed = count("errorCount");
            if (failed > samples) {
                throw new InvalidValueException(
                        Quoted.text(label) + " has an errorCount of " + failed + " and a sampleCount of " + samples);
            }
            PhaseAccumulator item = items.item(label);
            Summary summary = item.summary().processed(samples - failed).failed(failed);
            ReportedLatencies latencies = latencies(ranks);
            if (samples > failed) {
                latencies.into(summary);
            }
            BigDecimal throughput = numbers.get("throughput");
            if (throughput != null) {
                summary.throughputOf(throughput, samples - failed, failed);
            }
            describe(item, latencies);
            note(items, samples, failed);
            return item;
        }

        private ReportedLatencies latencies(List<BigDecimal> ranks) {
            ReportedLatencies latencies = new ReportedLatencies(label, DurationUnit.MILLISECONDS)
                    .ranksAreOfThePom()
                    .statistic("min", numbers.get("minResTime"))
                    .statistic("max", numbers.get("maxResTime"))
                    .statistic("mean", numbers.get("meanResTime"))
                    .percentile(BigDecimal.valueOf(50), numbers.get("medianResTime"));
            for (int i = 0; i < PERCENTILES.size(); i++) {
                latencies.percentile(ranks.get(i), numbers.get(PERCENTILES.get(i)));
            }
            return latencies;
        }

        private static void describe(PhaseAccumulator item, ReportedLatencies latencies) {
            item.detail("unit", "ms");
            item.detail("mode", "summary");
            item.detail("times", "of all samples, those that failed included");
            item.detail(
                    PhaseSource.PERCENTILES,
                    "JMeter's own, interpolated between measured values, of the last 20,000 samples of a label unless"
                            + " jmeter.reportgenerator.statistic_window says otherwise");
            if (!latencies.hasAllPercentiles()) {
                item.detail(
                        PhaseSource.OTHER_PERCENTILES,
                        "JMeter writes those of aggregate_rpt_pct1, aggregate_rpt_pct2 and aggregate_rpt_pct3 in its properties;"
                                + " of a JTL any are worked out");
            }
        }

        private static void note(Items items, long samples, long failed) {
            if (samples > WINDOW) {
                items.note(
                        "A label has more than 20,000 samples: JMeter's percentiles are of the last 20,000 alone, unless"
                                + " jmeter.reportgenerator.statistic_window says otherwise. The JTL has all of them.");
            }
            if (failed > 0) {
                items.note(
                        "The times in a statistics.json are of all samples, those that failed included: the JTL tells"
                                + " them apart.");
            }
        }
    }
}
