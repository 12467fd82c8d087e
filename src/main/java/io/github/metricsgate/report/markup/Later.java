package io.github.metricsgate.report.markup;

import java.io.IOException;
import java.util.Iterator;

/** Parts that are made when they are written and then forgotten: so a long page is never in memory as a whole. */
public record Later(Iterator<? extends Node> parts) implements Node {

    @Override
    public void writeTo(Appendable out) throws IOException {
        while (parts.hasNext()) {
            parts.next().writeTo(out);
        }
    }
}
