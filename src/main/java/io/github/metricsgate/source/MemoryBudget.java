package io.github.metricsgate.source;

/** How much memory the figures of all sources may take. Not exact: what a value costs is estimated. */
final class MemoryBudget {

    private static final String FEWER_ITEMS = "<include> and <exclude> take fewer items";

    private final long limit;
    private final String share;
    private final String wayOut;
    private long used;

    MemoryBudget(long limit) {
        this(limit, "half", FEWER_ITEMS);
    }

    private MemoryBudget(long limit, String share, String wayOut) {
        this.limit = limit;
        this.share = share;
        this.wayOut = wayOut;
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
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 4, "a quarter", FEWER_ITEMS);
    }

    /** For a history that is imported, where there are no items to choose from. */
    static MemoryBudget ofAnImport() {
        return ofAnImport(Runtime.getRuntime().maxMemory() / 2);
    }

    static MemoryBudget ofAnImport(long limit) {
        return new MemoryBudget(
                limit, "half", "<importOnly> takes the runs of one machine, environment or testbed alone");
    }

    /** Whether more was wanted than there is: whatever follows is refused too. */
    boolean isUsedUp() {
        return used > limit;
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
                    + " of what this JVM has (-Xmx in MAVEN_OPTS gives it more; " + wayOut + ")");
        }
    }
}
