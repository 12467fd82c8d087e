package io.github.metricsgate.reliability;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes snapshots of any size; those of two runs differ in every file of their sets. */
final class Snapshots {

    private Snapshots() {}

    static Path write(Path file, int run, int phases, int samples) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"timestamp\": \"2024-01-01T00:00:0" + run + "\", \"phase_status\": {},"
                    + " \"abort_status\": {\"is_aborted\": false}, \"phase_metrics\": {");
            for (int i = 0; i < phases; i++) {
                out.write((i == 0 ? "" : ", ") + "\"" + i + "\": {\"phase_id\": " + i + ", \"name\": \"Phase " + i
                        + " of run " + run + "\", \"duration_ms\": " + run + "." + i + ", \"items_processed\": 1000,"
                        + " \"items_total\": 1000, \"latency_histogram\": {\"p50\": 1, \"p95\": 2, \"p99\": " + run
                        + "00}}");
            }
            out.write("}, \"resource_usage\": [");
            for (int i = 0; i < samples; i++) {
                out.write((i == 0 ? "" : ",\n") + "{\"timestamp\": \"2024-01-01T00:00:00\", \"cpu_percent\": " + run
                        + "." + i + ", \"memory_percent\": 2, \"rss_mb\": 512." + i + ", \"worker_budget\": 8}");
            }
            out.write("]}");
        }
        return file;
    }
}
