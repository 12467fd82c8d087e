package io.github.metricsgate.source;

/** How much memory the figures of all sources may take. Not exact: what a value costs is estimated. */
final class MemoryBudget {

    private final long limit;
    private long used;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE);
    }

    /** Half of what the JVM may have: the rest is Maven's. */
    static MemoryBudget ofThisJvm() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Accounts for bytes that are taken, or given back if negative.
     *
     * @throws InvalidValueException if there are not so many left
     */
    void take(long bytes) {
        used += bytes;
        if (used > limit) {
            throw new InvalidValueException("its figures need more than " + (limit >> 20)
                    + " MB of memory, half of what this JVM has (-Xmx in MAVEN_OPTS gives it more; <include> and <exclude>"
                    + " take fewer items)");
        }
    }
}
