package io.github.metricsgate.files;

import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.util.Optional;

/** Reads a set the way most tests need it: latencies in milliseconds unless it gives another unit, on one core. */
public final class PlainReading {

    private PlainReading() {}

    public static SetReading of(SetLayout layout) throws IOException {
        return SetReader.read(layout, Optional.empty(), ReadOptions.threads(1));
    }
}
