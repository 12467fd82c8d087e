package io.github.metricsgate.files;

/**
 * How files are read. Nothing that is found depends on it.
 *
 * @param threads how many may read one file
 * @param strict whether the strict reader reads every single resource sample, which is slow: for tests and benchmarks
 */
public record ReadOptions(int threads, boolean strict) {

    /** More would wait: one thread reads and hashes the file, and the others are faster than that. */
    private static final int MOST_THREADS = 4;

    public ReadOptions {
        threads = Math.max(1, Math.min(threads, MOST_THREADS));
    }

    /** On as many threads as given; at least one and at most {@value #MOST_THREADS} are used. */
    public static ReadOptions threads(int threads) {
        return new ReadOptions(threads, false);
    }

    /** One thread, and the strict reader alone. */
    public static ReadOptions strictly() {
        return new ReadOptions(1, true);
    }
}
