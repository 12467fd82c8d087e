package io.github.metricsgate.bench;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.source.Collected;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.ReadingProgress;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.source.SourceOption;
import io.github.metricsgate.source.SourceOptions;
import io.github.metricsgate.source.SourceRequest;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One way to read what a tool wrote. Prints the seconds of the first pass, the median of the later ones, and the answer: of a
 * log, for each label how many samples succeeded and failed, p50, p95, p99, the largest and how long it took.
 */
public final class SourceContestant {

    private static final Map<String, Contestant.Pass> PASSES = Map.of(
            "metrics-gate", SourceContestant::ours,
            "duckdb-jtl", SourceContestant::duckDb,
            "commons-csv", SourceContestant::libraryAlone);

    private SourceContestant() {}

    /** Who, the file, the number of passes. */
    public static void main(String[] args) throws Exception {
        Contestant.time(PASSES.get(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
    }

    private static String ours(Path file) {
        Collected collected = new Collector(Path.of(""), SourceFormats.all(), ReadingProgress.SILENT)
                .collect(List.of(request(file)));
        if (!collected.problems().isEmpty()) {
            throw new IllegalStateException(collected.problems().toString());
        }
        TreeSet<String> answers = new TreeSet<>();
        for (Phase phase : collected.run().phases()) {
            answers.add(String.join(
                    "|",
                    phase.name(),
                    plain(phase.figures().get(Figure.ITEMS_PROCESSED)),
                    plain(phase.figures().get(Figure.ITEMS_FAILED)),
                    plain(phase.latencies().get("p50")),
                    plain(phase.latencies().get("p95")),
                    plain(phase.latencies().get("p99")),
                    plain(phase.latencies().get("max")),
                    plain(phase.figures().get(Figure.DURATION))));
        }
        long samples = 0;
        for (SampleSeries series : collected.sources().get(0).samples()) {
            samples += series.samples();
        }
        if (samples > 0) {
            answers.add(samples + " samples");
        }
        return answers.size() > 100 ? String.valueOf(answers.size()) : String.join(";", answers);
    }

    /** Some files do not say which percentiles they have. */
    private static SourceRequest request(Path file) {
        String name = file.toString();
        String percentiles = name.endsWith(".jmeter-statistics") ? "90,95,99" : "50,75,95,99";
        boolean mustSay = name.endsWith(".jmeter-statistics") || name.endsWith(".gatling-stats");
        SourceRequest request = SourceRequest.of("it", name);
        return new SourceRequest(
                request.name(),
                request.files(),
                request.format(),
                request.items(),
                request.repetitions(),
                mustSay ? new SourceOptions(Map.of(SourceOption.PERCENTILES, percentiles)) : SourceOptions.NONE);
    }

    private static String plain(BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    private static String duckDb(Path file) throws Exception {
        TreeSet<String> answers = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT label, count(*) FILTER (success), count(*) FILTER (NOT success),"
                        + " quantile_disc(elapsed, 0.5) FILTER (success), quantile_disc(elapsed, 0.95) FILTER (success),"
                        + " quantile_disc(elapsed, 0.99) FILTER (success), max(elapsed) FILTER (success),"
                        + " max(timeStamp + elapsed) - min(timeStamp) FROM read_csv('" + file + "') GROUP BY label")) {
            while (row.next()) {
                StringBuilder answer = new StringBuilder(row.getString(1));
                for (int i = 2; i <= 8; i++) {
                    answer.append('|').append(row.getLong(i));
                }
                answers.add(answer.toString());
            }
        }
        return String.join(";", answers);
    }

    /** Splits the rows and looks at two cells of each. What a reader on top of it would do more is not done. */
    private static String libraryAlone(Path file) throws IOException {
        long rows = 0;
        long length = 0;
        try (Reader text = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180.parse(text)) {
            for (CSVRecord row : parser) {
                rows++;
                length += row.get(1).length() + row.get(2).length();
            }
        }
        return rows + " " + length;
    }
}
