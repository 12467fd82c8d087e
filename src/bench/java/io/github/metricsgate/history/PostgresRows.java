package io.github.metricsgate.history;

import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What PostgresStore would write, as a line for COPY, which is many times as fast: a benchmark needs a million. */
public final class PostgresRows {

    private PostgresRows() {}

    public static byte[] line(RecordedRun run) throws IOException {
        PostgresKey key = PostgresKey.of(run);
        byte[] entry = CompressedLine.of(EntryWriter.line(run));
        return (key.module() + '\t' + key.branch() + '\t' + key.epochSecond() + '\t' + key.nano() + "\t\\\\x"
                        + HexFormat.of().formatHex(key.digest()) + "\t\\\\x"
                        + HexFormat.of().formatHex(entry) + '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The size of a run before it is compressed. */
    public static int uncompressed(RecordedRun run) throws IOException {
        return EntryWriter.line(run).length;
    }

    /** The statement that reads a baseline, with its parameters written out. */
    public static String newest(String module, String branch, int most) {
        return "(SELECT CAST(0 AS integer) AS place, epoch_second, nano, digest, entry FROM " + PostgresTables.RUNS
                + " WHERE module = '" + module + "' AND branch = '" + branch
                + "' ORDER BY epoch_second DESC, nano DESC, digest DESC LIMIT " + (most + 1) + ")";
    }
}
