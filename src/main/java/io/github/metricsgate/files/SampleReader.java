package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.json.ViolationCollector;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads resource samples one by one: those that are spelled like the one before by their spelling, others strictly. */
final class SampleReader implements JsonReader.ValueHandler {

    /** Takes the samples, in order. */
    interface Sink {

        /** Takes a sample that was read, whatever the schema makes of it. */
        void add(JsonValue sample) throws IOException;

        /** Takes the sample that {@code spelling} knew last. */
        void add(SampleSpelling spelling) throws IOException;
    }

    private final JsonReader reader;
    private final Schema schema;
    private final ViolationCollector violations;
    private final Sink sink;
    private final @Nullable SampleSpelling spelling;

    /** @param spelling null to read all strictly */
    SampleReader(
            JsonReader reader,
            Schema schema,
            ViolationCollector violations,
            Sink sink,
            @Nullable SampleSpelling spelling) {
        this.reader = reader;
        this.schema = schema;
        this.violations = violations;
        this.sink = sink;
        this.spelling = spelling;
        if (spelling != null) {
            spelling.passTo(sink);
        }
    }

    @Override
    public void read() throws IOException, MalformedJsonException {
        if (spelling != null && reader.take(spelling)) {
            return;
        }
        JsonPointer at = reader.pointer();
        long before = violations.total();
        JsonValue sample = reader.value();
        schema.sample(sample, at);
        if (spelling != null && violations.total() == before) {
            reader.teach(spelling);
        }
        sink.add(sample);
    }
}
