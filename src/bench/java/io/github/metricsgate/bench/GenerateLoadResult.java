package io.github.metricsgate.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Writes what tools for load tests write beside logs: summaries, and results a line. Always the same. */
public final class GenerateLoadResult {

    private static final String LOCUST_HEADER =
            "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,"
                    + "Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\n";
    private static final String PICTURE = "data:image/jpeg;base64," + "A".repeat(900_000);

    private final OutputStream out;
    private final Random random = new Random(1);

    private GenerateLoadResult(OutputStream out) {
        this.out = out;
    }

    /** The kind, the file, the number of labels, endpoints, pictures or results. */
    public static void main(String[] args) throws IOException {
        long count = Long.parseLong(args[2]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
            GenerateLoadResult generate = new GenerateLoadResult(out);
            switch (args[0]) {
                case "jmeter-statistics" -> generate.jmeterStatistics(count);
                case "gatling-stats" -> generate.gatlingStats(count);
                case "locust" -> generate.locust(count);
                case "artillery" -> generate.artillery(count);
                case "lighthouse" -> generate.lighthouse(count);
                case "vegeta" -> generate.vegeta(count);
                case "oha-csv" -> generate.oha(count);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private void write(String format, Object... values) throws IOException {
        out.write(String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.US_ASCII));
    }

    private void jmeterStatistics(long labels) throws IOException {
        write("{");
        for (long i = 0; i < labels; i++) {
            double time = 1 + 100 * random.nextDouble();
            write(
                    "%s\"GET /api/%d\": {\"transaction\": \"GET /api/%d\", \"sampleCount\": 1000, \"errorCount\": 3, \"errorPct\": 0.3,"
                            + " \"meanResTime\": %f, \"medianResTime\": %f, \"minResTime\": 1.0, \"maxResTime\": 900.0, \"pct1ResTime\": %f,"
                            + " \"pct2ResTime\": %f, \"pct3ResTime\": %f, \"throughput\": 12.5, \"receivedKBytesPerSec\": 1.5,"
                            + " \"sentKBytesPerSec\": 0.5}",
                    i == 0 ? "" : ",\n", i, i, time, time, 2 * time, 3 * time, 4 * time);
        }
        write("}\n");
    }

    private String gatling(String name) {
        StringBuilder json = new StringBuilder("{\"name\": \"" + name
                + "\", \"numberOfRequests\": {\"total\": 1000, \"ok\": 990, \"ko\": 10}");
        int time = 1 + random.nextInt(100);
        for (String field : new String[] {
            "minResponseTime", "percentiles1", "percentiles2", "percentiles3", "percentiles4", "maxResponseTime"
        }) {
            json.append(", \"").append(field).append("\": {\"total\": ").append(time);
            json.append(", \"ok\": ").append(time).append(", \"ko\": ").append(time).append('}');
            time += 10;
        }
        return json.append(", \"meanNumberOfRequestsPerSecond\": {\"total\": 10.0, \"ok\": 9.9, \"ko\": 0.1}}")
                .toString();
    }

    private void gatlingStats(long requests) throws IOException {
        write("{\"type\": \"GROUP\", \"name\": \"All Requests\", \"path\": \"\", \"stats\": %s, \"contents\": {", gatling("All Requests"));
        for (long i = 0; i < requests; i++) {
            write(
                    "%s\"req_%d\": {\"type\": \"REQUEST\", \"name\": \"GET %d\", \"path\": \"GET %d\", \"stats\": %s}",
                    i == 0 ? "" : ",\n", i, i, i, gatling("GET " + i));
        }
        write("}}\n");
    }

    private void locust(long names) throws IOException {
        write("%s", LOCUST_HEADER);
        for (long i = 0; i <= names; i++) {
            int time = 10 * (1 + random.nextInt(50));
            write(
                    "%s,%s,1000,10,%d,%f,1.5,%d.5,512.5,10.5,0.1,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d\r\n",
                    i == names ? "" : "GET", i == names ? "Aggregated" : "/api/" + i, time, time * 1.1, 2 * time, time, time, time,
                    time, time, time, time, time, 2 * time, 2 * time, 2 * time);
        }
    }

    private void artillery(long endpoints) throws IOException {
        write("{\"aggregate\": {\"counters\": {\"http.requests\": 10");
        for (long i = 0; i < endpoints; i++) {
            write(", \"plugins.metrics-by-endpoint./%d.codes.200\": 1000", i);
        }
        write("}, \"summaries\": {\"http.response_time\": {\"min\": 1, \"max\": 2, \"count\": 10, \"p50\": 1, \"p95\": 2, \"p99\": 2}");
        for (long i = 0; i < endpoints; i++) {
            write(
                    ", \"plugins.metrics-by-endpoint.response_time./%d\": {\"min\": 1, \"max\": 217, \"count\": 1000, \"p50\": 13.1,"
                            + " \"p95\": 117.9, \"p99\": 190.6}",
                    i);
        }
        write("}}, \"intermediate\": [");
        for (int i = 0; i < 100; i++) {
            write("%s{\"counters\": {\"http.requests\": 10", i == 0 ? "" : ",");
            for (long j = 0; j < endpoints; j++) {
                write(", \"plugins.metrics-by-endpoint./%d.codes.200\": 10", j);
            }
            write("}}");
        }
        write("]}\n");
    }

    private void lighthouse(long pictures) throws IOException {
        write("{\"lighthouseVersion\": \"12.2.1\", \"requestedUrl\": \"https://shop.example.org/\", \"audits\": {"
                + "\"largest-contentful-paint\": {\"numericValue\": 2500.5, \"numericUnit\": \"millisecond\"}");
        for (long i = 0; i < pictures; i++) {
            write(", \"picture-%d\": {\"score\": null, \"details\": {\"type\": \"screenshot\", \"data\": \"%s\"}}", i, PICTURE);
        }
        write("}, \"categories\": {\"performance\": {\"score\": 0.9}}}\n");
    }

    private void vegeta(long results) throws IOException {
        for (long i = 0; i < results; i++) {
            write(
                    "{\"attack\":\"\",\"seq\":%d,\"code\":%d,\"timestamp\":\"2026-01-05T11:%02d:%02d.%09dZ\",\"latency\":%d,\"bytes_out\":0,"
                            + "\"bytes_in\":12,\"error\":\"\",\"body\":\"aGVsbG8=\",\"method\":\"GET\",\"url\":\"http://localhost:8080/\","
                            + "\"headers\":null}\n",
                    i, random.nextInt(100) == 0 ? 503 : 200, i / 60 % 60, i % 60, random.nextInt(1_000_000_000),
                    1_000_000 + random.nextInt(50_000_000));
        }
    }

    private void oha(long responses) throws IOException {
        write("request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n");
        for (long i = 0; i < responses; i++) {
            int time = 1_000_000 + random.nextInt(50_000_000);
            write("%d.%09d,0,0,0.%09d,0.%09d,11,%d\n", i / 1000, i % 1000 * 1_000_000, time - 100, time,
                    random.nextInt(100) == 0 ? 503 : 200);
        }
    }
}
