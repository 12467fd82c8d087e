package io.github.metricsgate.source;

import java.util.Optional;

/**
 * What to make of several results of one item that cannot be merged, as two percentiles cannot. Raw values and histograms
 * are always merged exactly, whatever it says.
 */
public enum Repetitions {
    /** It is an error. */
    REFUSE(""),
    /** Of each figure the one in the middle; of an even number the worse of the two. */
    MEDIAN("median"),
    /** Of each figure the best; the median where nobody knows which direction is better. */
    BEST("best");

    private final String element;

    Repetitions(String element) {
        this.element = element;
    }

    /** What {@code <repetitions>} says; empty for the default. */
    public String element() {
        return element;
    }

    public static Optional<Repetitions> of(String element) {
        for (Repetitions repetitions : values()) {
            if (repetitions.element.equals(element) && !element.isEmpty()) {
                return Optional.of(repetitions);
            }
        }
        return Optional.empty();
    }
}
