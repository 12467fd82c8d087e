package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import java.io.IOException;

/** Takes resource samples, in their order. */
interface SampleSink {

    /** Takes a sample that was read, whatever the schema makes of it. */
    void add(JsonValue sample) throws IOException;

    /** Takes the sample that {@code template} matched last. */
    void add(SampleTemplate template) throws IOException;
}
