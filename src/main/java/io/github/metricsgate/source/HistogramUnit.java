package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;

/** What HdrHistogram's files do not say. */
final class HistogramUnit {

    /** The item of values without a tag. */
    static final String UNTAGGED = "untagged";

    private HistogramUnit() {}

    /** @throws UnreadableSourceException if the pom does not say it */
    static DurationUnit required(SourceInput input, SourceOptions options) throws UnreadableSourceException {
        DurationUnit unit = options.unit().orElse(null);
        if (unit == null) {
            throw input.unreadableUnless(
                    "it does not say which unit its values have",
                    "Add it to the source in the pom: <unit>ns</unit>, or us, ms, s.");
        }
        return unit;
    }
}
