package io.github.metricsgate.json;

import java.io.IOException;

/** Knows values by their bytes, so that {@link JsonReader#take} need not read them. It may know only what the reader accepts. */
public interface Spelling {

    /**
     * Where the value that begins at {@code from} ends, if it is known and what ends it is there before {@code to}; else a
     * negative number. Who asks passes over a value that is known.
     */
    int end(byte[] bytes, int from, int to) throws IOException;

    /** How many line feeds there are in each value that is known. */
    int lineFeeds();

    /** How many bytes there are behind the last of those, in each value that is known. */
    int lengthOfLastLine();

    /** May come to know what is spelled like the value from {@code from} to {@code to}, which was read and accepted. */
    void learn(byte[] bytes, int from, int to);
}
