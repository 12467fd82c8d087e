package io.github.metricsgate.mojo;

import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.report.ReactorRow;
import io.github.metricsgate.report.ReactorRow.State;
import io.github.metricsgate.text.SafeText;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Stores the result of an execution in the session, for the summary of the reactor. */
final class ReactorMemory {

    private static final int LONGEST_REASON = 500;

    private final SessionState state;
    private final Execution execution;
    private final String title;

    /** @param title the name of the execution and its module in reports */
    ReactorMemory(SessionState state, Execution execution, String title) {
        this.state = state;
        this.execution = execution;
        this.title = title;
    }

    /** @param reports where the reports are */
    void keep(Presentation presentation, Path reports) {
        state.keep(
                owner(),
                ReactorRow.of(execution.module(), presentation, reports).encoded());
    }

    /** Records that a goal failed, unless a verification has failed already, which says more. */
    void keepFailure(Exception failure) {
        ReactorRow row = ReactorRow.of(execution.module(), title, State.FAILED, inOneLine(failure));
        state.keepUnless(before -> ReactorRow.decoded(before).state() == State.FAILED, owner(), row.encoded());
    }

    /** The message of an exception, as short as a table needs it. */
    static String inOneLine(Throwable failure) {
        StringJoiner line = new StringJoiner(" ");
        String.valueOf(failure.getMessage()).lines().forEach(part -> line.add(part.strip()));
        return SafeText.of(line.toString(), LONGEST_REASON);
    }

    private String owner() {
        return execution.module() + " " + title;
    }
}
