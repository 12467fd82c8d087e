package io.github.metricsgate.source;

/** How much memory the figures of all sources may take. Not exact: what a value costs is estimated. */
final class MemoryBudget {

    private final long limit;
    private final String share;
    private long used;

    MemoryBudget(long limit) {
        this(limit, "half");
    }

    private MemoryBudget(long limit, String share) {
        this.limit = limit;
        this.share = share;
    }

    static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE);
    }

    /** Half of what the JVM may have: the rest is Maven's. */
    static MemoryBudget ofThisJvm() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    /** For one result that must be known whole before anything of it is kept: half of what is left beside all others. */
    static MemoryBudget ofOneResult() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 4, "a quarter");
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
                    + " MB of memory, " + share
                    + " of what this JVM has (-Xmx in MAVEN_OPTS gives it more; <include> and <exclude>"
                    + " take fewer items)");
        }
    }
}
