package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.metrics.ResourceUsage;
import java.io.IOException;
import java.io.OutputStream;

/** Sums up samples, and writes them as the lines of {@code resource_usage.jsonl} until a violation is found. */
final class SampleWriter implements SampleSink {

    private final JsonReader reader;
    private final OutputStream out;
    private final CanonicalWriter writer;
    private final ResourceStatistics statistics = new ResourceStatistics();

    /** @param reader reads the document, and knows its violations */
    SampleWriter(JsonReader reader, OutputStream out) {
        this.reader = reader;
        this.out = out;
        this.writer = new CanonicalWriter(out);
    }

    /** The sums of all samples, written or not. */
    ResourceUsage usage() {
        return statistics.usage();
    }

    @Override
    public void add(JsonValue sample) throws IOException {
        statistics.add(sample);
        if (!reader.hasViolations()) {
            writer.line(sample);
        }
    }

    @Override
    public void add(SampleTemplate template) throws IOException {
        statistics.add(template);
        if (!reader.hasViolations()) {
            template.writeLine(out);
        }
    }
}
