package io.github.metricsgate.json;

import java.io.IOException;

/**
 * Recognises values by their bytes, so that {@link JsonReader#skipMatching} need not read them. It must match only what
 * the reader would accept.
 */
public interface LineTemplate {

    /**
     * The end of the value that begins at {@code from}, if it matches and the byte after it lies before {@code to};
     * otherwise a negative number. The reader continues after a value that matches.
     */
    int match(byte[] bytes, int from, int to) throws IOException;

    /** How many line feeds each matching value has. */
    int lineFeeds();

    /** How many bytes each matching value has after its last line feed. */
    int lengthOfLastLine();

    /** Called with a value that did not match, and was then read and accepted, so that the next ones like it match. */
    void learnFrom(byte[] bytes, int from, int to);
}
