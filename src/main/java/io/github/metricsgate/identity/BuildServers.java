package io.github.metricsgate.identity;

import org.jspecify.annotations.Nullable;

/** The variables by which build servers tell a build which run it is. */
final class BuildServers {

    private BuildServers() {}

    static CiRun run(Variables from) {
        if (from.has("GITHUB_ACTIONS")) {
            return gitHub(from);
        }
        if (from.has("GITLAB_CI")) {
            return gitLab(from);
        }
        if (from.has("TF_BUILD")) {
            return azure(from);
        }
        if (from.has("TEAMCITY_VERSION")) {
            return new CiRun(
                    "TeamCity",
                    from.get("BUILD_NUMBER"),
                    from.commit("BUILD_VCS_NUMBER"),
                    null,
                    null,
                    from.url("BUILD_URL"),
                    null);
        }
        if (from.has("CIRCLECI")) {
            return new CiRun(
                    "CircleCI",
                    from.get("CIRCLE_BUILD_NUM"),
                    from.commit("CIRCLE_SHA1"),
                    from.branch("CIRCLE_BRANCH"),
                    null,
                    from.url("CIRCLE_BUILD_URL"),
                    null);
        }
        if (from.has("BUILDKITE")) {
            return new CiRun(
                    "Buildkite",
                    from.get("BUILDKITE_BUILD_ID"),
                    from.commit("BUILDKITE_COMMIT"),
                    from.branch("BUILDKITE_BRANCH"),
                    from.branch("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
                    from.url("BUILDKITE_BUILD_URL"),
                    null);
        }
        return from.has("JENKINS_URL") ? jenkins(from) : CiRun.NONE;
    }

    private static CiRun gitHub(Variables from) {
        String server = from.url("GITHUB_SERVER_URL");
        String run = from.joined("/actions/runs/", "GITHUB_REPOSITORY", "GITHUB_RUN_ID");
        return new CiRun(
                "GitHub Actions",
                from.get("GITHUB_RUN_ID"),
                from.commit("GITHUB_SHA"),
                // That of a pull request; its ref is no branch.
                from.branch("GITHUB_HEAD_REF", "GITHUB_REF"),
                from.branch("GITHUB_BASE_REF"),
                server == null || run == null ? null : server + "/" + run,
                hostedImage(from));
    }

    private static CiRun gitLab(Variables from) {
        return new CiRun(
                "GitLab CI",
                from.get("CI_JOB_ID"),
                from.commit("CI_COMMIT_SHA"),
                from.branch("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH"),
                from.branch("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
                from.url("CI_JOB_URL"),
                from.get("CI_JOB_IMAGE"));
    }

    private static CiRun azure(Variables from) {
        String collection = from.url("SYSTEM_COLLECTIONURI");
        String run = from.joined("/_build/results?buildId=", "SYSTEM_TEAMPROJECT", "BUILD_BUILDID");
        return new CiRun(
                "Azure Pipelines",
                from.get("BUILD_BUILDID"),
                from.commit("BUILD_SOURCEVERSION"),
                from.branch("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"),
                from.branch("SYSTEM_PULLREQUEST_TARGETBRANCH"),
                collection == null || run == null
                        ? null
                        : collection + (collection.endsWith("/") ? "" : "/") + run.replace(" ", "%20"),
                hostedImage(from));
    }

    private static CiRun jenkins(Variables from) {
        String branch = from.branch("CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH");
        String remote = "origin/";
        boolean isOfRemote = branch != null && branch.equals(from.get("GIT_BRANCH")) && branch.startsWith(remote);
        return new CiRun(
                "Jenkins",
                from.get("BUILD_TAG"),
                from.commit("GIT_COMMIT"),
                branch != null && isOfRemote ? branch.substring(remote.length()) : branch,
                from.branch("CHANGE_TARGET"),
                from.url("BUILD_URL"),
                null);
    }

    /** GitHub's and Azure's machines have the same images. */
    private static @Nullable String hostedImage(Variables from) {
        return from.joined(" ", "ImageOS", "ImageVersion");
    }
}
