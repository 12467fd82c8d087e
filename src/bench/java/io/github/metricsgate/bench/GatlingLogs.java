package io.github.metricsgate.bench;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.source.Collected;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.ReadingProgress;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.source.SourceRequest;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A binary log of Gatling as a long load test leaves it, always the same, and our reading of it. Gatling's own report of the
 * same file, which must lie as {@code RESULTS/RUN/simulation.log}:
 *
 * <pre>{@code
 * java --add-opens=java.base/java.lang=ALL-UNNAMED -cp <gatling-charts-highcharts and what it needs> \
 *     io.gatling.app.Gatling -ro RUN -rf RESULTS
 * }</pre>
 */
public final class GatlingLogs {

    private static final int REQUESTS_OF_USER = 10;
    private static final List<String> GROUPS = List.of("Browse", "Basket", "Checkout", "Account");
    private static final int NAMES = 5;
    private static final long START = 1_767_225_600_000L;
    private static final double HOUR = 3_600_000;
    private static final double KO = 0.01;

    private final DataOutputStream out;
    private final Map<String, Integer> cached = new HashMap<>();

    private GatlingLogs(DataOutputStream out) {
        this.out = out;
    }

    /** {@code generate FILE REQUESTS VERSION}, or {@code read FILE PASSES}: seconds of the first pass and the best, answer. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        if (args[0].equals("generate")) {
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
                new GatlingLogs(out).write(Long.parseLong(args[2]), args[3]);
            }
            return;
        }
        double first = 0;
        double best = Double.MAX_VALUE;
        String answer = "";
        for (int pass = 0; pass < Integer.parseInt(args[2]); pass++) {
            long start = System.nanoTime();
            answer = read(file);
            double seconds = (System.nanoTime() - start) / 1e9;
            first = pass == 0 ? seconds : first;
            best = Math.min(best, seconds);
        }
        System.out.println(first + " " + best + " " + answer);
    }

    /** Of all requests: how many succeeded, how many failed, the smallest and the largest latency. */
    static String read(Path file) {
        Collected collected = new Collector(Path.of(""), SourceFormats.all(), ReadingProgress.SILENT)
                .collect(List.of(SourceRequest.of("load", file.toString())));
        if (!collected.problems().isEmpty()) {
            throw new IllegalStateException(collected.problems().toString());
        }
        BigDecimal ok = BigDecimal.ZERO;
        BigDecimal failed = BigDecimal.ZERO;
        BigDecimal min = null;
        BigDecimal max = null;
        for (Phase phase : collected.run().phases()) {
            if (!phase.name().endsWith(" [group]")) {
                ok = ok.add(phase.figures().get(Figure.ITEMS_PROCESSED));
                failed = failed.add(phase.figures().get(Figure.ITEMS_FAILED));
                min = min == null ? phase.latencies().get("min") : min.min(phase.latencies().get("min"));
                max = max == null ? phase.latencies().get("max") : max.max(phase.latencies().get("max"));
            }
        }
        return ok + " " + failed + " " + min + " " + max;
    }

    private void write(long requests, String version) throws IOException {
        out.writeByte(0);
        text(version);
        text("org.example.Simulation");
        out.writeLong(START);
        text("");
        out.writeInt(1);
        text("Shopping");
        out.writeInt(0);
        Random random = new Random(1);
        long written = 0;
        while (written < requests) {
            int now = (int) (HOUR * written / requests);
            user(true, now);
            for (int i = 0; i < REQUESTS_OF_USER && written < requests; i++) {
                String group = GROUPS.get(random.nextInt(GROUPS.size()));
                int latency = (int) Math.min(60_000, Math.exp(4 + random.nextGaussian()));
                boolean ok = random.nextDouble() >= KO;
                out.writeByte(1);
                out.writeInt(1);
                cachedText(group);
                cachedText("Request " + random.nextInt(NAMES));
                out.writeInt(now);
                out.writeInt(now + latency);
                out.writeBoolean(ok);
                cachedText(ok ? "" : "status.find.is(200), but actually found 500");
                out.writeByte(3);
                out.writeInt(1);
                cachedText(group);
                out.writeInt(now);
                out.writeInt(now + latency);
                out.writeInt(latency);
                out.writeBoolean(ok);
                now += latency;
                written++;
            }
            user(false, now);
        }
    }

    private void user(boolean starts, int time) throws IOException {
        out.writeByte(2);
        out.writeInt(0);
        out.writeBoolean(starts);
        out.writeInt(time);
    }

    private void cachedText(String text) throws IOException {
        Integer known = cached.get(text);
        if (known != null) {
            out.writeInt(-known);
            return;
        }
        cached.put(text, cached.size() + 1);
        out.writeInt(cached.size());
        text(text);
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeInt(bytes.length);
        if (bytes.length > 0) {
            out.write(bytes);
            out.writeByte(0);
        }
    }
}
