package io.github.metricsgate.gate;

/** What a finding does to the build. */
public enum Effect {
    FAILS,
    WARNS,
    /** It is in the reports and nothing more. */
    NONE;

    /** The same, but never worse than a warning where {@code severity} says so. */
    Effect limitedTo(Severity severity) {
        return severity == Severity.WARN && this == FAILS ? WARNS : this;
    }
}
