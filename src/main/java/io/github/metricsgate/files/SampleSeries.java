package io.github.metricsgate.files;

import io.github.metricsgate.metrics.ResourceSample;
import java.nio.file.Path;
import java.util.List;

/** Resource samples of one origin, in the order in which they were taken. */
public sealed interface SampleSeries {

    /** How many there are. */
    long samples();

    /**
     * The lines of a file, which was {@linkplain RecordingReader#check checked} and is read again when they are written.
     *
     * @param shown the file's name for people
     */
    record Recorded(Path file, String shown, long samples) implements SampleSeries {}

    /** Samples in memory. */
    record Measured(List<ResourceSample> all) implements SampleSeries {

        public Measured {
            all = List.copyOf(all);
        }

        @Override
        public long samples() {
            return all.size();
        }
    }
}
