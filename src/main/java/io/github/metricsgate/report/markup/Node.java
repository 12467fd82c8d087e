package io.github.metricsgate.report.markup;

import java.io.IOException;

/** A part of a page. */
public sealed interface Node permits Element, Text, Later {

    /**
     * Writes it as HTML that is well-formed XML too.
     *
     * @param out where it goes; closed by whoever opened it
     */
    void writeTo(Appendable out) throws IOException;
}
