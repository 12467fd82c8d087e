package io.github.metricsgate.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;

/** Writes resource samples as a pipeline does, one every two seconds: as lines, or as a snapshot. Always the same. */
public final class Generate {

    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-01-01T00:00:00");

    private Generate() {}

    /** {@code lines|snapshot}, the file, the number of samples. */
    public static void main(String[] args) throws IOException {
        write(args[0].equals("snapshot"), Path.of(args[1]), Long.parseLong(args[2]));
    }

    static void write(boolean asSnapshot, Path file, long samples) throws IOException {
        Random random = new Random(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            if (asSnapshot) {
                out.write(bytes("{\"timestamp\": \"2026-01-01T00:00:00\", \"phase_status\": {}, \"abort_status\":"
                        + " {\"is_aborted\": false}, \"phase_metrics\": {}, \"resource_usage\": [\n"));
            }
            for (long i = 0; i < samples; i++) {
                if (i > 0) {
                    out.write(bytes(asSnapshot ? ",\n" : "\n"));
                }
                out.write(bytes(sample(FIRST.plusSeconds(2 * i), random)));
            }
            out.write(bytes(asSnapshot ? "\n]}\n" : "\n"));
        }
    }

    private static String sample(LocalDateTime time, Random random) {
        return String.format(
                Locale.ROOT,
                "{\"timestamp\": \"%tFT%<tT.%06d\", \"cpu_percent\": %d.%d, \"memory_percent\": %d.%02d, \"rss_mb\": %d.%02d,"
                        + " \"worker_budget\": %d}",
                time,
                random.nextInt(1_000_000),
                random.nextInt(100),
                random.nextInt(10),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(100_000),
                random.nextInt(100),
                1 + random.nextInt(8));
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
