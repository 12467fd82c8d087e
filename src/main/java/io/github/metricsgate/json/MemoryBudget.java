package io.github.metricsgate.json;

/**
 * How much of one document may be held in memory at a time. It is counted in bytes, {@value #EACH} for each key and value
 * and {@value #CHARACTER} for each of their characters, which is about what they take. With {@value #LIMIT} in all, a
 * process that has 64 MiB can hold them and do its work.
 */
final class MemoryBudget {

    static final int LIMIT = 32 * 1024 * 1024;
    static final int EACH = 128;
    static final int CHARACTER = 2;

    private long held;

    /** What a key, or a value without what is in it, takes; {@code length} in characters. */
    static long cost(int length) {
        return EACH + (long) CHARACTER * length;
    }

    /** Holds {@code cost} bytes more, and says whether that fits. */
    boolean hold(long cost) {
        held += cost;
        return held <= LIMIT;
    }

    void release(long cost) {
        held -= cost;
    }

    long held() {
        return held;
    }

    void releaseTo(long before) {
        held = before;
    }
}
