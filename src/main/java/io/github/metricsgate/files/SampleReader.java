package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads resource samples one by one: those whose bytes match the template without parsing, all others strictly. */
final class SampleReader implements JsonReader.ValueHandler {

    private final JsonReader reader;
    private final Schema schema;
    private final SampleSink sink;
    private final Supplier<? extends @Nullable SampleTemplate> templates;
    private int warmUp;
    private @Nullable SampleTemplate template;
    private long matches;

    /**
     * @param templates gives the template, or null to read everything strictly; called once
     * @param warmUp how many samples are read strictly before that
     */
    SampleReader(
            JsonReader reader,
            Schema schema,
            SampleSink sink,
            Supplier<? extends @Nullable SampleTemplate> templates,
            int warmUp) {
        this.reader = reader;
        this.schema = schema;
        this.sink = sink;
        this.templates = templates;
        this.warmUp = warmUp;
    }

    /** How many samples were skipped because they matched the template. */
    long matches() {
        return matches;
    }

    @Override
    public void read() throws IOException, MalformedJsonException {
        if (warmUp-- == 0) {
            template = templates.get();
            if (template != null) {
                template.passTo(sink);
            }
        }
        if (template == null) {
            readStrictly();
        } else if (reader.skipMatching(template)) {
            matches++;
        } else if (readStrictly()) {
            reader.showLastValueTo(template);
        }
    }

    /** Returns whether the sample is valid. */
    private boolean readStrictly() throws IOException, MalformedJsonException {
        JsonPointer at = reader.pointer();
        JsonValue sample = reader.passingValue();
        Violations broken = schema.sample(sample, at);
        reader.report(broken);
        sink.add(sample);
        return broken.isEmpty() && sample.isValid();
    }
}
