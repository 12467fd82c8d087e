package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import java.io.IOException;

/** Receives resource samples in their order. */
interface SampleSink {

    /** Receives a sample that was read, valid or not. */
    void add(JsonValue sample) throws IOException;

    /** Receives the sample that {@code template} matched last. */
    void add(SampleTemplate template) throws IOException;
}
