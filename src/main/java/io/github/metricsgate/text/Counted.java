package io.github.metricsgate.text;

/** A number and what it counts. */
public final class Counted {

    private Counted() {}

    /** "1 phase", "2 phases". */
    public static String of(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
