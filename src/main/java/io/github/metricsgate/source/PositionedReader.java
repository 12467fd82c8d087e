package io.github.metricsgate.source;

import java.io.IOException;

/** Reads a file and knows where it is. */
public interface PositionedReader {

    /** For people: {@code line 3, column 7}, {@code byte 4,096}; empty if it does not matter. */
    String position();

    /** What is wrong, from what the reader threw: a sentence without its full stop. */
    default String explain(IOException thrown) {
        return Quoted.bare(String.valueOf(thrown.getMessage()));
    }
}
