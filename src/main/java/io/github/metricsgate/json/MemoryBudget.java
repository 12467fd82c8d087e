package io.github.metricsgate.json;

/**
 * How much of one document may be held in memory at a time: {@value #MEBIBYTES} MiB, so that 64 MiB are enough for the
 * whole process. It is counted in bytes, with about the numbers that are really used: {@value #VALUE} for a value, and
 * {@value #CHARACTER} for each character of a string or number; {@value #KNOWN_KEY} for a key that is among the first
 * {@value #KNOWN_KEYS} distinct ones of the document; {@value #OTHER_KEY} for any other key, plus {@value #CHARACTER}
 * for each of its characters.
 */
final class MemoryBudget {

    static final int MEBIBYTES = 28;
    static final int LIMIT = MEBIBYTES * 1024 * 1024;
    static final int VALUE = 128;
    static final int CHARACTER = 2;
    static final int KNOWN_KEY = 96;
    static final int OTHER_KEY = 192;

    /** This many keys are kept once, however often they occur: most objects of a file have the same keys. */
    static final int KNOWN_KEYS = 1000;

    private long held;

    /** Adds {@code bytes}, and returns whether they fit. */
    boolean hold(long bytes) {
        held += bytes;
        return held <= LIMIT;
    }

    void release(long bytes) {
        held -= bytes;
    }

    long held() {
        return held;
    }

    void releaseTo(long before) {
        held = before;
    }
}
