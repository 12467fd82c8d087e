package io.github.metricsgate.report;

import java.io.IOException;

/** One way to show a verification. It renders and never decides. */
public interface Report {

    /**
     * Writes the verification as text.
     *
     * @param out where the text goes; closed by whoever opened it
     */
    void write(Presentation presentation, Appendable out) throws IOException;
}
