package io.github.metricsgate.files;

import org.jspecify.annotations.Nullable;

/**
 * How files are read. Nothing that is found depends on it.
 *
 * @param threads how many may read one file
 * @param speculative whether samples that are spelled like the one before are not read by the strict reader
 */
public record ReadOptions(int threads, boolean speculative) {

    /** More would wait: one thread reads and hashes the file, and the others are faster than that. */
    private static final int MOST_THREADS = 4;

    /** In files smaller than this, there is nothing to win. */
    static final int WORTH_SPECULATION = 1 << 16;

    public ReadOptions {
        threads = Math.max(1, Math.min(threads, MOST_THREADS));
    }

    /** What a reader of samples may go by; null if it is to read all strictly. */
    @Nullable
    SampleSpelling spelling() {
        return speculative ? new SampleSpelling() : null;
    }

    static ReadOptions plain() {
        return new ReadOptions(1, true);
    }
}
