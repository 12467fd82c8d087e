package io.github.metricsgate.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a build server says of a run; each text is null where it does not.
 *
 * @param server its name
 * @param target the branch that a pull request is to be merged into
 * @param url the run's page
 * @param image that of the machine
 */
record CiRun(
        @Nullable String server,
        @Nullable String id,
        @Nullable String commit,
        @Nullable String branch,
        @Nullable String target,
        @Nullable String url,
        @Nullable String image) {

    static final CiRun NONE = new CiRun(null, null, null, null, null, null, null);
}
