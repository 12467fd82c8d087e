package io.github.metricsgate.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of a source that cannot be read. The message has the file, what it looks like, the position, what is wrong and the way out. */
public final class UnreadableSourceException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String looksLike;
    private final String position;
    private final String problem;
    private final String wayOut;

    /**
     * @param file as it is shown to people
     * @param looksLike a noun phrase
     * @param position where in the file, as {@code line 3, column 7}; empty for none
     * @param problem what is wrong there, a sentence without its full stop
     * @param wayOut what to do about it, one or more whole sentences
     */
    public UnreadableSourceException(
            String file, String looksLike, String position, String problem, String wayOut, @Nullable Throwable cause) {
        super(message(file, looksLike, position, problem, wayOut), cause);
        this.file = file;
        this.looksLike = looksLike;
        this.position = position;
        this.problem = problem;
        this.wayOut = wayOut;
    }

    private static String message(String file, String looksLike, String position, String problem, String wayOut) {
        return file + " looks like " + looksLike + " and cannot be read: " + (position.isEmpty() ? "" : position + ": ")
                + problem + ". " + wayOut;
    }

    public String file() {
        return file;
    }

    public String looksLike() {
        return looksLike;
    }

    public String position() {
        return position;
    }

    public String problem() {
        return problem;
    }

    public String wayOut() {
        return wayOut;
    }
}
