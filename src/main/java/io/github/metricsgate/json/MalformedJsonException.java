package io.github.metricsgate.json;

/** The text cannot be read on from here; the violation that says why was reported before this was thrown. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedJsonException() {
        super("reported as a violation", null, false, false);
    }
}
