package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes a log of two intervals as HdrHistogram does, the raw values, and what HdrHistogram makes of them. */
public final class LatencyLog {

    private LatencyLog() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Random random = new Random(42);
        Histogram all = new Histogram(3);
        List<String> raw = new ArrayList<>();
        HistogramLogWriter log = new HistogramLogWriter(directory.resolve("latencies.hlog").toFile());
        log.outputLogFormatVersion();
        log.outputLegend();
        for (int interval = 0; interval < 2; interval++) {
            Histogram histogram = new Histogram(3);
            histogram.setTag("login");
            histogram.setStartTimeStamp(1_700_000_000_000L + interval * 1000L);
            histogram.setEndTimeStamp(1_700_000_001_000L + interval * 1000L);
            for (int i = 0; i < 500; i++) {
                long value = 1_000_000 + random.nextInt(50_000_000);
                histogram.recordValue(value);
                all.recordValue(value);
                raw.add(String.valueOf(value));
            }
            log.outputIntervalHistogram(histogram);
        }
        log.close();
        Files.write(directory.resolve("raw.txt"), raw);
        Files.write(
                directory.resolve("hdr.txt"),
                List.of(
                        "p50 " + all.getValueAtPercentile(50),
                        "p95 " + all.getValueAtPercentile(95),
                        "p99 " + all.getValueAtPercentile(99),
                        "max " + all.getMaxValue()));
    }
}
