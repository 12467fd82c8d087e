package io.github.metricsgate.files;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;

/** A set read as most tests need it: latencies in milliseconds, on one core. */
public final class PlainReading {

    private PlainReading() {}

    public static SetReading of(SetLayout layout) throws IOException {
        return SetReader.read(layout, DurationUnit.MILLISECONDS, ReadOptions.plain());
    }
}
