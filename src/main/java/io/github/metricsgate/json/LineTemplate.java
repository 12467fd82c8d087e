package io.github.metricsgate.json;

import java.io.IOException;

/**
 * Recognises values by their bytes, so that {@link JsonReader#skipMatching} need not read them. May match only what the
 * reader would accept.
 */
public interface LineTemplate {

    /**
     * Where the value that begins at {@code from} ends, if it matches and the byte after it lies before {@code to}; else a
     * negative number. The reader goes on behind a value that matches.
     */
    int match(byte[] bytes, int from, int to) throws IOException;

    /** How many line feeds there are in each value that matches. */
    int lineFeeds();

    /** How many bytes there are after the last of those, in each value that matches. */
    int lengthOfLastLine();

    /** Told of a value that did not match, and that was read and accepted, so that the next ones like it match. */
    void learnFrom(byte[] bytes, int from, int to);
}
