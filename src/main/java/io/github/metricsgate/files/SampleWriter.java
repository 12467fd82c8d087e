package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.ViolationCollector;
import java.io.IOException;
import java.io.OutputStream;

/** Writes samples as the lines of {@code resource_usage.jsonl}, while there is no violation. */
final class SampleWriter implements SampleReader.Sink {

    private final OutputStream out;
    private final CanonicalWriter writer;
    private final ViolationCollector violations;

    SampleWriter(OutputStream out, ViolationCollector violations) {
        this.out = out;
        this.writer = new CanonicalWriter(out);
        this.violations = violations;
    }

    @Override
    public void add(JsonValue sample) throws IOException {
        if (violations.isEmpty()) {
            writer.line(sample);
        }
    }

    @Override
    public void add(SampleSpelling spelling) throws IOException {
        if (violations.isEmpty()) {
            spelling.writeLine(out);
        }
    }
}
