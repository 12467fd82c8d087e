package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;

/** Counts samples, and writes them as the lines of {@code resource_usage.jsonl} until a violation is found. */
final class SampleWriter implements SampleSink {

    private final JsonReader reader;
    private final OutputStream out;
    private final CanonicalWriter writer;
    private long samples;

    /** @param reader reads the document, and knows its violations */
    SampleWriter(JsonReader reader, OutputStream out) {
        this.reader = reader;
        this.out = out;
        this.writer = new CanonicalWriter(out);
    }

    /** The number of samples, written or not. */
    long samples() {
        return samples;
    }

    @Override
    public void add(JsonValue sample) throws IOException {
        samples++;
        if (!reader.hasViolations()) {
            writer.line(sample);
        }
    }

    @Override
    public void add(SampleTemplate template) throws IOException {
        samples++;
        if (!reader.hasViolations()) {
            template.writeLine(out);
        }
    }
}
