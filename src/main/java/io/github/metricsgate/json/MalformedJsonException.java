package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;

/** Reading cannot continue from here. Callers of {@link JsonReader} must not catch it; the reader handles it. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    /** @param problem the phrase for the violation */
    MalformedJsonException(Position position, String problem) {
        super(problem, null, false, false);
        this.position = position;
    }

    Position position() {
        return position;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
