package io.github.metricsgate.history;

import io.github.metricsgate.metrics.RecordedRun;

/** What a line of a history turned out to be. */
sealed interface Entry {

    record Whole(RecordedRun run) implements Entry {}

    /**
     * One that is left out.
     *
     * @param reason what is wrong with it, as the end of a sentence
     */
    record Damaged(String reason) implements Entry {}
}
