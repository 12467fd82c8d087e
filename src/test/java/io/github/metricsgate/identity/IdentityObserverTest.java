package io.github.metricsgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.RunIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityObserverTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    Path directory;

    static Stream<Arguments> servers() {
        return Stream.of(
                server(
                        "GITHUB_ACTIONS=true GITHUB_SHA=%c GITHUB_REF=refs/heads/main GITHUB_RUN_ID=7"
                                + " GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=o/r ImageOS=ubuntu24 ImageVersion=1.2",
                        "7 %c main https://github.com/o/r/actions/runs/7 GitHub Actions, ubuntu24 1.2"),
                server(
                        "GITHUB_ACTIONS=true GITHUB_SHA=%c GITHUB_REF=refs/pull/3/merge GITHUB_HEAD_REF=topic/x",
                        "null %c topic/x null GitHub Actions"),
                server("GITHUB_ACTIONS=true GITHUB_SHA=%c GITHUB_REF=refs/tags/v1", "null %c null null GitHub Actions"),
                server(
                        "GITLAB_CI=true CI_JOB_ID=9 CI_COMMIT_SHA=%c CI_COMMIT_BRANCH=main"
                                + " CI_JOB_URL=https://gitlab-ci-token:secret@gitlab.example/o/r/-/jobs/9 CI_JOB_IMAGE=maven:3",
                        "9 %c main https://gitlab.example/o/r/-/jobs/9 GitLab CI, maven:3"),
                server(
                        "GITLAB_CI=true CI_COMMIT_SHA=%c CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=topic",
                        "null %c topic null GitLab CI"),
                server(
                        "JENKINS_URL=https://ci BUILD_TAG=jenkins-x-3 GIT_COMMIT=%c GIT_BRANCH=origin/main BUILD_URL=https://ci/3/",
                        "jenkins-x-3 %c main https://ci/3/ Jenkins"),
                server(
                        "JENKINS_URL=https://ci GIT_COMMIT=%c BRANCH_NAME=PR-3 CHANGE_BRANCH=topic GIT_BRANCH=PR-3",
                        "null %c topic null Jenkins"),
                server(
                        "TF_BUILD=True BUILD_BUILDID=12 BUILD_SOURCEVERSION=%c BUILD_SOURCEBRANCH=refs/heads/main"
                                + " SYSTEM_COLLECTIONURI=https://dev.azure.com/o/ SYSTEM_TEAMPROJECT=p",
                        "12 %c main https://dev.azure.com/o/p/_build/results?buildId=12 Azure Pipelines"),
                server(
                        "TEAMCITY_VERSION=2025 BUILD_NUMBER=5 BUILD_VCS_NUMBER=%c BUILD_URL=https://tc/5",
                        "5 %c null https://tc/5 TeamCity"),
                server(
                        "CIRCLECI=true CIRCLE_BUILD_NUM=6 CIRCLE_SHA1=%c CIRCLE_BRANCH=main CIRCLE_BUILD_URL=https://circleci.com/6",
                        "6 %c main https://circleci.com/6 CircleCI"),
                server(
                        "BUILDKITE=true BUILDKITE_BUILD_ID=8 BUILDKITE_COMMIT=HEAD BUILDKITE_BRANCH=main"
                                + " BUILDKITE_BUILD_URL=https://buildkite.com/8",
                        "8 null main https://buildkite.com/8 Buildkite"));
    }

    private static Arguments server(String variables, String expected) {
        return Arguments.of(variables.replace("%c", COMMIT), expected.replace("%c", COMMIT));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyBuildServerSaysWhichRunItIs(String variables, String expected) {
        RunIdentity identity = observe(environment(variables));
        String image = identity.environment().get("image");
        assertThat(identity.id() + " " + identity.commit() + " " + identity.branch() + " " + identity.url() + " "
                        + identity.environment().get("ci") + (image == null ? "" : ", " + image))
                .isEqualTo(expected);
    }

    static Stream<Arguments> pullRequests() {
        return Stream.of(
                Arguments.of("GITHUB_ACTIONS=true GITHUB_REF=refs/pull/3/merge GITHUB_BASE_REF=release/1", "release/1"),
                Arguments.of("GITHUB_ACTIONS=true GITHUB_REF=refs/heads/main GITHUB_BASE_REF=", ""),
                Arguments.of("GITLAB_CI=true CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main", "main"),
                Arguments.of("GITLAB_CI=true CI_COMMIT_BRANCH=main", ""),
                Arguments.of("TF_BUILD=True SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main", "main"),
                Arguments.of("TF_BUILD=True BUILD_SOURCEBRANCH=refs/heads/main", ""),
                Arguments.of("JENKINS_URL=https://ci CHANGE_BRANCH=topic CHANGE_TARGET=main", "main"),
                Arguments.of("JENKINS_URL=https://ci GIT_BRANCH=origin/main", ""),
                Arguments.of("BUILDKITE=true BUILDKITE_PULL_REQUEST_BASE_BRANCH=main", "main"),
                Arguments.of("BUILDKITE=true BUILDKITE_BRANCH=main BUILDKITE_PULL_REQUEST_BASE_BRANCH=", ""),
                Arguments.of("TEAMCITY_VERSION=2025", ""),
                Arguments.of("CIRCLECI=true CIRCLE_BRANCH=topic", ""),
                Arguments.of("GITHUB_BASE_REF=main", ""));
    }

    @ParameterizedTest
    @MethodSource("pullRequests")
    void aPullRequestHasATargetBranchWhereTheBuildServerSaysSo(String variables, String target) {
        Path none = directory.resolve("none");
        assertThat(IdentityObserver.of(environment(variables), directory, new Properties(), 4, none, none)
                        .targetBranch()
                        .orElse(""))
                .isEqualTo(target);
    }

    private static Map<String, String> environment(String variables) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : variables.split(" ", -1)) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        return environment;
    }

    @Test
    void withoutABuildServerTheCheckoutSaysIt() throws IOException {
        git("HEAD", "ref: refs/heads/topic/x\n");
        git("refs/heads/topic/x", COMMIT + "\n");
        assertThat(head()).isEqualTo(COMMIT + " topic/x");
    }

    @Test
    void aBranchMayBePacked() throws IOException {
        git("HEAD", "ref: refs/heads/main\n");
        git(
                "packed-refs",
                "# pack-refs with: peeled\n" + OTHER + " refs/heads/domain\n" + COMMIT + " refs/heads/main\n");
        assertThat(head()).isEqualTo(COMMIT + " main");
    }

    @Test
    void aDetachedHeadHasNoBranch() throws IOException {
        git("HEAD", COMMIT + "\n");
        assertThat(head()).isEqualTo(COMMIT + " null");
    }

    @Test
    void aWorktreeSharesTheBranches() throws IOException {
        git("refs/heads/topic", COMMIT + "\n");
        git("worktrees/w/HEAD", "ref: refs/heads/topic\n");
        git("worktrees/w/commondir", "../..\n");
        Path worktree = Files.createDirectories(directory.resolve("w/module"));
        Files.writeString(directory.resolve("w/.git"), "gitdir: ../.git/worktrees/w\n");
        assertThat(head(worktree)).isEqualTo(COMMIT + " topic");
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() throws IOException {
        assertThat(head()).isEqualTo("null null");
        git("HEAD", "ref: refs/heads/unborn\n");
        assertThat(head()).isEqualTo("null unborn");
        git("HEAD", "ref: ../../secret\n");
        Files.writeString(directory.resolve("secret"), COMMIT);
        assertThat(head()).isEqualTo("null null");
        git("HEAD", "x".repeat(10_000));
        assertThat(head()).isEqualTo("null null");
        Files.writeString(Files.createDirectories(directory.resolve("m")).resolve(".git"), "nonsense");
        assertThat(head(directory.resolve("m"))).isEqualTo("null null");
    }

    @Test
    void theMachineIsDescribedAsFarAsItSays() throws IOException {
        Path processors = Files.writeString(
                directory.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: Example CPU @ 2.10GHz\n");
        Path memory = Files.writeString(directory.resolve("meminfo"), "MemTotal:       16336240 kB\n");
        Properties system = new Properties();
        system.setProperty("os.name", "Linux");
        system.setProperty("os.version", "6.8");
        system.setProperty("os.arch", "amd64");
        system.setProperty("java.version", "17.0.12");
        assertThat(IdentityObserver.of(Map.of(), directory, system, 4, processors, memory)
                        .observe()
                        .environment())
                .isEqualTo(Map.of(
                        "os", "Linux",
                        "os_version", "6.8",
                        "arch", "amd64",
                        "cpu_model", "Example CPU @ 2.10GHz",
                        "cores", "4",
                        "memory", "15953 MiB",
                        "jdk", "17.0.12"));
        assertThat(observe(Map.of("PROCESSOR_IDENTIFIER", "Intel64 Family 6")).environment())
                .isEqualTo(Map.of("cores", "4", "cpu_model", "Intel64 Family 6"));
    }

    @Test
    void thisMachineHasCoresAndAJdk() {
        assertThat(IdentityObserver.ofThisMachine(Map.of(), directory).observe().environment())
                .containsKeys("os", "arch", "cores", "jdk");
    }

    private RunIdentity observe(Map<String, String> environment) {
        Path none = directory.resolve("none");
        return IdentityObserver.of(environment, directory, new Properties(), 4, none, none)
                .observe();
    }

    private String head() {
        return head(directory);
    }

    private static String head(Path at) {
        GitHead head = GitHead.above(at);
        return head.commit() + " " + head.branch();
    }

    private void git(String file, String content) throws IOException {
        Path path = directory.resolve(".git").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
