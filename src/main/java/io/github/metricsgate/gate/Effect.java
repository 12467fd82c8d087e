package io.github.metricsgate.gate;

/** The effect of a finding on the build. */
public enum Effect {
    FAILS,
    WARNS,
    /** It is in the reports, and has no other effect. */
    NONE;

    /** The same, but no worse than a warning if {@code severity} says so. */
    Effect limitedTo(Severity severity) {
        return severity == Severity.WARN && this == FAILS ? WARNS : this;
    }
}
