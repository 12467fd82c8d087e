package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;

/** The text cannot be read on from here. Whoever reads with {@link JsonReader} lets it through to the reader. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    /** @param problem as a violation has it */
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
