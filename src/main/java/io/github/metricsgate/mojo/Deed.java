package io.github.metricsgate.mojo;

import java.util.List;

/**
 * What a goal did in this session.
 *
 * @param directory the set's, by its real path; empty if there is none
 * @param files what was written, see {@link SetContent}; empty if nothing was
 * @param hasLimits whether the module's configuration has limits
 */
record Deed(Kind kind, Execution by, String directory, String files, boolean hasLimits) {

    enum Kind {
        /** A goal is about to write a snapshot, whose path is in place of the directory; the goal is in place of the files. */
        COLLECTED,
        /** persist-metrics is about to write a set. */
        CLAIMED,
        /** persist-metrics wrote a set. */
        PERSISTED,
        /** persist-metrics found no snapshot. */
        FOUND_NO_SNAPSHOT,
        /** verify-metrics judged a set, whatever the result. */
        JUDGED,
        /** verify-metrics found no set, or one from an earlier run. */
        FOUND_NO_SET,
        /** aggregate-metrics merged a set into a snapshot, to be judged with the others. */
        AGGREGATED,
        /** A goal was skipped, by the pom or on the command line. */
        SKIPPED
    }

    boolean isOfSet() {
        return kind == Kind.CLAIMED || kind == Kind.PERSISTED;
    }

    boolean isOfVerification() {
        return kind == Kind.JUDGED || kind == Kind.FOUND_NO_SET;
    }

    /** The same as plain strings, for {@link #decoded}. */
    List<String> encoded() {
        return List.of(
                kind.name(),
                by.module(),
                by.id(),
                String.valueOf(by.fromCommandLine()),
                directory,
                files,
                String.valueOf(hasLimits));
    }

    static Deed decoded(List<String> texts) {
        Execution by = new Execution(texts.get(1), texts.get(2), Boolean.parseBoolean(texts.get(3)));
        return new Deed(Kind.valueOf(texts.get(0)), by, texts.get(4), texts.get(5), Boolean.parseBoolean(texts.get(6)));
    }
}
