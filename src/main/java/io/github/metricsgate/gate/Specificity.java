package io.github.metricsgate.gate;

/**
 * How specifically a selector refers to a phase: by its key, then its name, then a glob (the more literal characters,
 * the more specific), then no selector, then {@code p99Threshold}. For each phase and metric, only the most specific
 * apply.
 *
 * @param rank the kind of match
 * @param literals how many characters of a glob are literal; 0 for the other kinds
 */
record Specificity(Rank rank, int literals) implements Comparable<Specificity> {

    /** From the least to the most specific. */
    enum Rank {
        EVERYTHING,
        ANY_PHASE,
        GLOB,
        NAME,
        KEY
    }

    static final Specificity EVERYTHING = new Specificity(Rank.EVERYTHING, 0);
    static final Specificity ANY_PHASE = new Specificity(Rank.ANY_PHASE, 0);
    static final Specificity NAME = new Specificity(Rank.NAME, 0);
    static final Specificity KEY = new Specificity(Rank.KEY, 0);

    static Specificity glob(int literals) {
        return new Specificity(Rank.GLOB, literals);
    }

    /** Whether the user named exactly this phase, and so expects it to be there and measured. */
    boolean namesThePhase() {
        return rank == Rank.KEY || rank == Rank.NAME;
    }

    @Override
    public int compareTo(Specificity other) {
        int order = rank.compareTo(other.rank);
        return order != 0 ? order : Integer.compare(literals, other.literals);
    }
}
