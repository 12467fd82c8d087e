package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verification;
import java.io.IOException;

/** One way to show a verification. Renders, never decides. */
public interface Report {

    /**
     * Writes {@code verification} as text.
     *
     * @param out where the text goes; closed by whoever opened it
     */
    void write(Verification verification, Appendable out) throws IOException;
}
