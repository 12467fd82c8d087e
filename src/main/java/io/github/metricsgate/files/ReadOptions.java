package io.github.metricsgate.files;

/**
 * How files are read. This does not affect the result.
 *
 * @param threads how many may read one file
 * @param strict whether the strict reader reads every single resource sample, which is slow: for tests and benchmarks
 */
public record ReadOptions(int threads, boolean strict) {

    /**
     * More would only wait: one thread reads and hashes the file, and that takes longer than what is left for the
     * others.
     */
    private static final int MOST_THREADS = 4;

    public ReadOptions {
        threads = Math.max(1, Math.min(threads, MOST_THREADS));
    }

    /** As many threads as given; at least one and at most {@value #MOST_THREADS} are used. */
    public static ReadOptions threads(int threads) {
        return new ReadOptions(threads, false);
    }

    /** One thread, and only the strict reader. */
    public static ReadOptions strictly() {
        return new ReadOptions(1, true);
    }
}
