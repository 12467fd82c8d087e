package io.github.metricsgate.report.markup;

import java.io.IOException;
import java.util.function.Supplier;

/** A part that is made when it is written and then forgotten: so a long page is never in memory as a whole. */
public record Later(Supplier<? extends Node> part) implements Node {

    @Override
    public void writeTo(Appendable out) throws IOException {
        part.get().writeTo(out);
    }
}
