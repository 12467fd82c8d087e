package io.github.metricsgate.json;

/**
 * How much of one document may be held in memory at a time: {@value #MEBIBYTES} MiB, so that a process with 64 MiB can hold
 * it and do its work. What is held is counted in bytes, about as many as it takes: {@value #VALUE} for a value, and
 * {@value #CHARACTER} for each character of a string or number; {@value #KNOWN_KEY} for a key that is one of the first
 * {@value #KNOWN_KEYS} different ones of the document, and {@value #OTHER_KEY} for another one, and {@value #CHARACTER} for
 * each of its characters.
 */
final class MemoryBudget {

    static final int MEBIBYTES = 28;
    static final int LIMIT = MEBIBYTES * 1024 * 1024;
    static final int VALUE = 128;
    static final int CHARACTER = 2;
    static final int KNOWN_KEY = 96;
    static final int OTHER_KEY = 192;

    /** So many keys are held once, however often they occur: the objects of a file have mostly the same. */
    static final int KNOWN_KEYS = 1000;

    private long held;

    /** Holds {@code bytes} more, and says whether that fits. */
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
