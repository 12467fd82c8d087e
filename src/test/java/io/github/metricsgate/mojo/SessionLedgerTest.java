package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be written and judged, depending on what was done before in the session. */
class SessionLedgerTest {

    private static final Execution PERSIST = new Execution("g:a", "persist", false);
    private static final Execution VERIFY = new Execution("g:a", "verify", false);
    private static final Execution OTHER = new Execution("g:a", "other", false);
    private static final Execution CALLED = new Execution("g:a", "default-cli", true);
    private static final Execution ELSEWHERE = new Execution("g:b", "default", false);

    private static final String COLLECT = "collect-metrics";
    private static final String AGGREGATE = "aggregate-metrics";

    private final SessionState state = SessionState.empty();
    private final SessionLedger ledger = new SessionLedger(state);

    @TempDir
    private Path temporary;

    private Path directory;
    private Path another;

    @BeforeEach
    void realPaths() throws IOException {
        directory = temporary.toRealPath().resolve("artifacts/plan1");
        another = temporary.toRealPath().resolve("artifacts/plan2");
    }

    @Test
    void aSetIsPersistedAndThenJudgedByMultipleExecutions() {
        persist(PERSIST, directory, "1");
        judge(VERIFY, directory, "1");
        judge(ELSEWHERE, directory, "1");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void collectingComesBeforePersisting() {
        Path snapshot = directory.resolveSibling("snapshot.json");
        persist(PERSIST, directory, "1");
        assertThat(ledger.collect(OTHER, COLLECT, snapshot, directory))
                .hasValue("collect-metrics (execution 'other' of g:a) collected nothing: persist-metrics (execution"
                        + " 'persist') ran first, so it published an earlier snapshot or none. Let collect-metrics run before"
                        + " persist-metrics: in an earlier <phase>, or listed first where both have the same");
        assertThat(ledger.collect(CALLED, COLLECT, snapshot, directory)).isEmpty();
        assertThat(ledger.collect(OTHER, COLLECT, snapshot, another)).isEmpty();
    }

    @Test
    void whatFoundNoSnapshotCameTooEarlyToo() {
        ledger.foundNoSnapshot(PERSIST, directory);
        assertThat(ledger.collect(PERSIST, COLLECT, directory.resolveSibling("snapshot.json"), directory))
                .isPresent();
        assertThat(ledger.collect(ELSEWHERE, COLLECT, another.resolveSibling("other.json"), directory))
                .isEmpty();
    }

    @Test
    void twoModulesDoNotCollectIntoOneSnapshot() {
        Path snapshot = directory.resolveSibling("snapshot.json");
        assertThat(ledger.collect(PERSIST, COLLECT, snapshot, directory)).isEmpty();
        assertThat(ledger.collect(OTHER, COLLECT, snapshot, another)).isEmpty();
        assertThat(ledger.collect(ELSEWHERE, COLLECT, snapshot, another))
                .hasValue(
                        "collect-metrics (execution 'default' of g:b) collected nothing: g:a has written its snapshot to "
                                + snapshot
                                + " in this build, and one would replace the other. Give each module a <snapshot> of its own;"
                                + " -Dmetricsgate.snapshot sets one for all modules");
    }

    @Test
    void collectingAndMergingDoNotWriteOneSnapshot() {
        Path snapshot = directory.resolveSibling("snapshot.json");
        assertThat(ledger.collect(OTHER, COLLECT, snapshot, directory)).isEmpty();
        assertThat(ledger.collect(PERSIST, AGGREGATE, snapshot, directory))
                .hasValue("aggregate-metrics (execution 'persist' of g:a) merged nothing: collect-metrics (execution"
                        + " 'other') has written one to " + snapshot
                        + " in this build, and one would replace the other. Give each execution a <snapshot> and an"
                        + " <outputDirectory> of its own");
        persist(PERSIST, directory, "1");
        assertThat(ledger.collect(OTHER, AGGREGATE, another.resolveSibling("other.json"), directory))
                .hasValue("aggregate-metrics (execution 'other' of g:a) merged nothing: persist-metrics (execution"
                        + " 'persist') ran first, so it published an earlier snapshot or none. Let aggregate-metrics run before"
                        + " persist-metrics: in an earlier <phase>, or listed first where both have the same");
    }

    @Test
    void aSetThatIsMergedIsJudgedWithTheOthers() {
        persist(PERSIST, directory, "1");
        persist(OTHER, another, "2");
        merge(ELSEWHERE, directory, "1");
        assertThat(ledger.unjudged())
                .extracting(Deed::directory)
                .containsExactly(directory.toString(), another.toString());
        Path merged = directory.resolveSibling("merged");
        persist(ELSEWHERE, merged, "3");
        assertThat(ledger.unjudged())
                .extracting(Deed::directory)
                .containsExactly(directory.toString(), another.toString(), merged.toString());
        judge(ELSEWHERE, merged, "3");
        assertThat(ledger.unjudged()).extracting(Deed::directory).containsExactly(another.toString());
    }

    @Test
    void aSetThatIsMergedTwiceIsJudgedWithTheLastMerge() {
        Execution top = new Execution("g:top", "default", false);
        Path merged = directory.resolveSibling("merged");
        persist(PERSIST, directory, "1");
        merge(ELSEWHERE, directory, "1");
        persist(ELSEWHERE, another, "2");
        merge(top, another, "2");
        persist(top, merged, "3");
        assertThat(ledger.unjudged()).hasSize(3);
        judge(top, merged, "3");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void theLimitsOfAModuleAreNotHeldByAMerge() {
        persist(PERSIST, directory, "1", true);
        merge(ELSEWHERE, directory, "1");
        persist(ELSEWHERE, another, "2");
        judge(ELSEWHERE, another, "2");
        List<Deed> unjudged = ledger.unjudged();
        assertThat(unjudged).extracting(Deed::directory).containsExactly(directory.toString());
        assertThat(ledger.hasLimits(unjudged.get(0))).isTrue();
        assertThat(ledger.nobodyJudged(unjudged.get(0)))
                .isEqualTo(
                        "Nobody judged the set that persist-metrics (execution 'persist' of g:a) wrote to " + directory
                                + ": aggregate-metrics (execution 'default' of g:b) merged it, but the limits of g:a do not hold for"
                                + " what is merged. Let verify-metrics run in g:a too, or remove its limits");
        judge(VERIFY, directory, "1");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void whatIsOnlyMergedIsNotJudged() {
        persist(PERSIST, directory, "1");
        assertThat(ledger.aggregated(ELSEWHERE, List.of(reading(directory, "1")), true))
                .isEmpty();
        List<Deed> unjudged = ledger.unjudged();
        assertThat(unjudged).hasSize(1);
        assertThat(ledger.hasLimits(unjudged.get(0))).isTrue();
        assertThat(ledger.nobodyJudged(unjudged.get(0)))
                .isEqualTo(
                        "Nobody judged the set that persist-metrics (execution 'persist' of g:a) wrote to " + directory
                                + ": aggregate-metrics (execution 'default' of g:b) merged it, but nobody judged what came of it,"
                                + " although limits are set. Let persist-metrics and verify-metrics run after it");
        merge(ELSEWHERE, directory, "1");
        assertThat(ledger.hasLimits(unjudged.get(0))).isFalse();
    }

    @Test
    void aSetThatIsReplacedWhileItIsMergedIsRefusedInTheEnd() {
        assertThat(ledger.aggregate(ELSEWHERE, reading(directory, "old"))).isEmpty();
        persist(PERSIST, directory, "1");
        assertThat(ledger.aggregated(ELSEWHERE, List.of(reading(directory, "old")), false))
                .isPresent();
        assertThat(ledger.of("g:b").all()).isEmpty();
    }

    @Test
    void aSetThatWasReplacedIsNotMerged() {
        persist(PERSIST, directory, "1");
        assertThat(ledger.aggregate(ELSEWHERE, reading(directory, "2")))
                .hasValue(
                        "The set in " + directory + " is not the one that persist-metrics (execution 'persist' of g:a)"
                                + " wrote there in this build: phase_metrics.json differs. Let nothing write there in between, and"
                                + " give all modules the same names of files");
        assertThat(ledger.aggregate(ELSEWHERE, reading(another, "3"))).isEmpty();
    }

    @Test
    void aSetThatIsBeingWrittenIsNotMerged() {
        assertThat(ledger.claim(PERSIST, directory)).isEmpty();
        assertThat(ledger.aggregate(ELSEWHERE, reading(directory, "old")))
                .hasValue("The set in " + directory
                        + " is not the one to merge: persist-metrics (execution 'persist' of g:a)"
                        + " started to write there in this build and has not finished. Let g:a be built before g:b: make it a"
                        + " dependency");
        assertThat(ledger.aggregate(OTHER, reading(directory, "old")).orElse(""))
                .endsWith(" Let it finish before aggregate-metrics runs");
    }

    @Test
    void whatWasMergedFirstIsNotPersisted() {
        merge(ELSEWHERE, directory, "old");
        String cameFirst =
                "aggregate-metrics (execution 'default' of g:b) ran on that directory first, so it merged an earlier"
                        + " set. Let g:a be built before g:b: make it a dependency, or list it first in <modules>";
        assertThat(ledger.claim(PERSIST, directory))
                .hasValue("persist-metrics (execution 'persist' of g:a) wrote nothing to " + directory + ": "
                        + cameFirst);
        assertThat(ledger.foundNoSnapshot(PERSIST, directory))
                .hasValue("persist-metrics (execution 'persist' of g:a) found no snapshot for " + directory + ": "
                        + cameFirst);
        assertThat(ledger.claim(CALLED, directory)).isEmpty();
    }

    @Test
    void theSameModuleDoesNotMergeASetBeforeItPersistsIt() {
        merge(OTHER, directory, "old");
        assertThat(ledger.claim(PERSIST, directory).orElse(""))
                .endsWith(
                        "aggregate-metrics (execution 'other') ran on that directory first, so it merged an earlier set."
                                + " Let persist-metrics run before aggregate-metrics: in an earlier <phase>, or listed first where"
                                + " both have the same");
    }

    @Test
    void aSecondModuleDoesNotPersistToTheDirectoryOfAnother() {
        persist(PERSIST, directory, "1");
        judge(VERIFY, directory, "1");
        assertThat(ledger.claim(ELSEWHERE, directory))
                .hasValue("persist-metrics (execution 'default' of g:b) wrote nothing to " + directory
                        + ": g:a has persisted"
                        + " its set there in this build, and one would replace the other. Give each module an"
                        + " <outputDirectory> of its own, as ${project.basedir}/artifacts/plan1 is;"
                        + " -Dmetricsgate.outputDirectory sets one for all modules");
        assertThat(ledger.claim(ELSEWHERE, another)).isEmpty();
    }

    @Test
    void theSecondModuleIsRefusedEvenIfTheFirstIsStillWriting() {
        assertThat(ledger.claim(PERSIST, directory)).isEmpty();
        assertThat(ledger.claim(ELSEWHERE, directory)).isPresent();
        assertThat(ledger.claim(new Execution("g:b", "default-cli", true), directory))
                .isPresent();
    }

    @Test
    void onlyOneOfSeveralConcurrentModulesGetsTheDirectory() throws Exception {
        int modules = 16;
        ExecutorService threads = Executors.newFixedThreadPool(modules);
        try {
            List<Callable<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < modules; i++) {
                Execution module = new Execution("g:m" + i, "default", false);
                claims.add(
                        () -> new SessionLedger(state).claim(module, directory).isEmpty());
            }
            int granted = 0;
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                granted += claim.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aDirectoryIsTheSameUnderEveryNameItHas() throws IOException {
        Files.createDirectories(directory);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory.getParent());
        persist(PERSIST, link.resolve("plan1"), "1");
        assertThat(ledger.claim(ELSEWHERE, directory.resolve("../plan1"))).isPresent();
        judge(VERIFY, directory, "1");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void anotherExecutionDoesNotReplaceASetThatNobodyJudged() {
        persist(PERSIST, directory, "1");
        assertThat(ledger.claim(OTHER, directory))
                .hasValue("persist-metrics (execution 'other' of g:a) wrote nothing to " + directory
                        + ": the set there is of"
                        + " the execution 'persist', and no verify-metrics has judged it. Give each execution an"
                        + " <outputDirectory> of its own, or let verify-metrics run in between");
        judge(VERIFY, directory, "1");
        persist(OTHER, directory, "2");
    }

    @Test
    void theSameExecutionMayPersistAgain() {
        persist(PERSIST, directory, "1");
        persist(PERSIST, directory, "2");
        judge(VERIFY, directory, "2");
        persist(PERSIST, directory, "3");
        judge(VERIFY, directory, "3");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void whatIsCalledFromTheCommandLineMayReplaceAndBeReplaced() {
        persist(PERSIST, directory, "1");
        persist(CALLED, directory, "2");
        persist(PERSIST, directory, "3");
    }

    @Test
    void nothingIsPersistedWhereAnEarlierSetWasJudgedInItsPlace() {
        judge(VERIFY, directory, "old");
        assertThat(ledger.claim(PERSIST, directory))
                .hasValue("persist-metrics (execution 'persist' of g:a) wrote nothing to " + directory
                        + ": verify-metrics"
                        + " (execution 'verify') ran on that directory first, so it judged an earlier set or none. Let"
                        + " persist-metrics run before verify-metrics: in an earlier <phase>, or listed first where both"
                        + " have the same");
        assertThat(ledger.claim(CALLED, directory)).isEmpty();
    }

    @Test
    void nothingIsPersistedWhereNoSetWasFoundBefore() {
        judge(VERIFY, directory, null);
        assertThat(ledger.claim(PERSIST, directory)).isPresent();
    }

    @Test
    void aCallFromTheCommandLineMayVerifyFirst() {
        judge(CALLED, directory, "old");
        persist(PERSIST, directory, "1");
    }

    @Test
    void anExecutionMayPersistAfterAnotherOfItsModuleFoundNoSnapshot() {
        findNone(PERSIST, directory);
        assertThat(ledger.holdsAnEarlierRun(VERIFY, directory)).isTrue();
        assertThat(ledger.read(VERIFY, reading(directory, "old"), true)).isEmpty();
        persist(OTHER, directory, "1");
        assertThat(ledger.holdsAnEarlierRun(VERIFY, directory)).isFalse();
        judge(VERIFY, directory, "1");
        assertThat(ledger.unjudged()).isEmpty();
    }

    @Test
    void anotherModuleMayHaveFoundNoSetBefore() {
        judge(ELSEWHERE, directory, null);
        persist(PERSIST, directory, "1");
    }

    @Test
    void anotherModuleMustNotHaveJudgedAnEarlierSet() {
        judge(ELSEWHERE, directory, "old");
        assertThat(ledger.claim(PERSIST, directory))
                .hasValue("persist-metrics (execution 'persist' of g:a) wrote nothing to " + directory
                        + ": verify-metrics"
                        + " (execution 'default' of g:b) ran on that directory first, so it judged an earlier set or none."
                        + " Let g:a be built before g:b: make it a dependency, or list it first in <modules>");
    }

    @Test
    void whereNoSnapshotWasFoundASetIsOfAnEarlierRunForEveryModule() {
        findNone(PERSIST, directory);
        for (Execution verification : List.of(VERIFY, CALLED, ELSEWHERE)) {
            assertThat(ledger.holdsAnEarlierRun(verification, directory)).isTrue();
            assertThat(ledger.holdsAnEarlierRun(verification, another)).isFalse();
        }
        persist(ELSEWHERE, directory, "1");
        assertThat(ledger.holdsAnEarlierRun(VERIFY, directory)).isFalse();
    }

    @Test
    void aModuleWithoutASnapshotDoesNotMakeTheSetOfAnotherOld() {
        persist(ELSEWHERE, directory, "1");
        findNone(PERSIST, directory);
        assertThat(ledger.holdsAnEarlierRun(ELSEWHERE, directory)).isFalse();
        assertThat(ledger.holdsAnEarlierRun(new Execution("g:c", "default", false), directory))
                .isFalse();
        assertThat(ledger.holdsAnEarlierRun(VERIFY, directory)).isTrue();
    }

    @Test
    void whereAnEarlierSetWasJudgedFirstNoSnapshotIsAMistakeToo() {
        judge(VERIFY, directory, "old");
        assertThat(ledger.foundNoSnapshot(PERSIST, directory))
                .hasValue("persist-metrics (execution 'persist' of g:a) found no snapshot for " + directory
                        + ": verify-metrics"
                        + " (execution 'verify') ran on that directory first, so it judged an earlier set or none. Let"
                        + " persist-metrics run before verify-metrics: in an earlier <phase>, or listed first where both"
                        + " have the same");
        findNone(CALLED, directory);
    }

    @Test
    void aModuleThatFindsNoSnapshotIsNoReproachWhereASetWasPersisted() {
        persist(ELSEWHERE, directory, "1");
        judge(ELSEWHERE, directory, "1");
        findNone(PERSIST, directory);
    }

    @Test
    void whereNoSnapshotWasFoundTheVerificationMustLook() {
        findNone(PERSIST, directory);
        judge(VERIFY, another, "old");
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify", "other"))).isEmpty();
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify")))
                .hasValue("persist-metrics (execution 'persist' of g:a) found no snapshot for " + directory
                        + ", and nobody looked there: verify-metrics (execution 'verify') read " + another
                        + ". Let both goals have the same <outputDirectory>: set it in the <configuration> of the plugin, not"
                        + " of one execution");
        assertThat(ledger.leftBehind(CALLED, Set.of("verify"))).isEmpty();
        assertThat(ledger.leftBehind(ELSEWHERE, Set.of("default"))).isEmpty();
        judge(OTHER, directory, null);
        assertThat(ledger.leftBehind(OTHER, Set.of("verify", "other"))).isEmpty();
    }

    @Test
    void whoCallsPersistMetricsMayLookElsewhere() {
        findNone(CALLED, directory);
        judge(VERIFY, another, "old");
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify"))).isEmpty();
    }

    @Test
    void aSetThatIsNotTheOneThatWasPersistedIsNotJudged() {
        persist(PERSIST, directory, "1");
        assertThat(ledger.read(VERIFY, reading(directory, "2"), false))
                .hasValue("The set in " + directory
                        + " is not the one that persist-metrics (execution 'persist' of g:a) wrote"
                        + " there in this build: phase_metrics.json differs. Let nothing write there between the two goals,"
                        + " and give both the same names of files");
        assertThat(ledger.read(ELSEWHERE, reading(directory, null), false).orElse(""))
                .contains(": phase_metrics.json is missing. Let nothing");
        judge(VERIFY, directory, "1");
    }

    @Test
    void aSetThatIsNoLongerValidIsLeftToTheGate() {
        persist(PERSIST, directory, "1");
        SetReading damaged = reading(directory, "2");
        SetReading invalid = new SetReading(
                directory,
                damaged.files(),
                true,
                Violations.of(new Violation("phase_metrics.json", "", null, "SHA-256 is wrong")),
                damaged.run());
        assertThat(ledger.read(VERIFY, invalid, false)).isEmpty();
    }

    @Test
    void aSetThatAnotherModuleIsWritingIsNotJudged() {
        assertThat(ledger.claim(PERSIST, directory)).isEmpty();
        assertThat(ledger.read(ELSEWHERE, reading(directory, "old"), false))
                .hasValue("The set in " + directory
                        + " is not the one to judge: persist-metrics (execution 'persist' of g:a)"
                        + " started to write there in this build and has not finished. Let g:a be built before g:b: make it a"
                        + " dependency");
        assertThat(ledger.read(VERIFY, reading(directory, "old"), false).orElse(""))
                .endsWith(" Let it finish before verify-metrics runs");
    }

    @Test
    void aSetIsUnjudgedOnceNoVerificationIsToCome() {
        persist(PERSIST, directory, "1");
        judge(VERIFY, another, "old");
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify", "other"))).isEmpty();
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify")))
                .hasValue("Nobody judged the set that persist-metrics (execution 'persist' of g:a) wrote to "
                        + directory
                        + ": verify-metrics (execution 'verify') read " + another + ". Let both goals have the same"
                        + " <outputDirectory>: set it in the <configuration> of the plugin, not of one execution");
        judge(OTHER, directory, "1");
        assertThat(ledger.leftBehind(OTHER, Set.of("verify", "other"))).isEmpty();
    }

    @Test
    void aCallFromTheCommandLineLeavesNoUnjudgedSet() {
        persist(PERSIST, directory, "1");
        judge(CALLED, another, "old");
        assertThat(ledger.leftBehind(CALLED, Set.of())).isEmpty();
        persist(CALLED, directory, "1");
        judge(VERIFY, another, "old");
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify"))).isEmpty();
    }

    @Test
    void theUnjudgedSetOfAnotherModuleDoesNotCountForThisOne() {
        persist(ELSEWHERE, directory, "1");
        persist(PERSIST, another, "1");
        judge(VERIFY, another, "1");
        assertThat(ledger.leftBehind(VERIFY, Set.of("verify"))).isEmpty();
        assertThat(ledger.unjudged()).extracting(Deed::by).containsExactly(ELSEWHERE);
    }

    @Test
    void anUnjudgedSetIsReportedMoreStronglyIfThereAreLimits() {
        ledger.persisted(PERSIST, set(directory, "1"), true);
        ledger.persisted(ELSEWHERE, set(another, "1"), false);
        List<Deed> unjudged = ledger.unjudged();
        assertThat(unjudged).extracting(Deed::hasLimits).containsExactly(true, false);
        assertThat(unjudged)
                .extracting(ledger::nobodyJudged)
                .containsExactly(
                        "Nobody judged the set that persist-metrics (execution 'persist' of g:a) wrote to " + directory
                                + ": verify-metrics did not run in this build, although limits are set. Let the build reach"
                                + " the phase of verify-metrics (verify by default), and bind the goal if it is not bound",
                        "Nobody judged the set that persist-metrics (execution 'default' of g:b) wrote to " + another
                                + ": verify-metrics did not run in this build");
    }

    @Test
    void onlyAModuleThatDidNothingElseWasSkipped() {
        ledger.skipped(PERSIST);
        assertThat(ledger.of("g:a").hasOnlySkipped()).isTrue();
        assertThat(ledger.of("g:b").hasOnlySkipped()).isFalse();
        findNone(OTHER, directory);
        ledger.skipped(VERIFY);
        assertThat(ledger.of("g:a").hasOnlySkipped()).isFalse();
    }

    @Test
    void aDeedIsStoredAsPlainStrings() {
        ledger.persisted(CALLED, set(directory, "1"), true);
        List<List<String>> persisted = List.of(
                List.of("PERSISTED", "g:a", "default-cli", "true", directory.toString(), "phase-metrics=1", "true"));
        assertThat(state.deeds())
                .isEqualTo(Map.of("anywhere", persisted, "at " + directory, persisted, "of g:a", persisted));
        assertThat(ledger.of("g:a").hasPersisted()).isTrue();
        assertThat(ledger.of("g:b").hasPersisted()).isFalse();
    }

    /** Going through the deeds of all modules in each of them would take longer than the limit. */
    @Test
    void aModuleDoesNotPayForThoseBeforeIt() {
        int modules = 5_000;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < modules; i++) {
                Execution persist = new Execution("g:" + i, "persist", false);
                Execution verify = new Execution("g:" + i, "verify", false);
                Path own = directory.resolve(String.valueOf(i));
                persist(persist, own, "1");
                judge(verify, own, "1");
                assertThat(ledger.leftBehind(verify, Set.of("verify"))).isEmpty();
            }
        });
        assertThat(ledger.unjudged()).isEmpty();
        assertThat(state.deeds().get("anywhere")).hasSize(3 * modules);
    }

    /** Nobody who persists as it should be hears an objection. */
    private void persist(Execution by, Path place, String content) {
        persist(by, place, content, false);
    }

    private void persist(Execution by, Path place, String content, boolean hasLimits) {
        assertThat(ledger.claim(by, place)).isEmpty();
        ledger.persisted(by, set(place, content), hasLimits);
    }

    private void merge(Execution by, Path place, String content) {
        SetReading read = reading(place, content);
        assertThat(ledger.aggregate(by, read)).isEmpty();
        assertThat(ledger.aggregated(by, List.of(read), false)).isEmpty();
    }

    private void findNone(Execution by, Path place) {
        assertThat(ledger.foundNoSnapshot(by, place)).isEmpty();
    }

    /** @param content null for no set */
    private void judge(Execution by, Path place, @Nullable String content) {
        assertThat(ledger.read(by, reading(place, content), false)).isEmpty();
    }

    private static MetricsSet set(Path place, String content) {
        Path file = place.resolve("phase_metrics.json");
        return new MetricsSet(place, List.of(new WrittenFile(MetricsFile.PHASE_METRICS, file, 1, content)));
    }

    private static SetReading reading(Path place, @Nullable String content) {
        Path file = place.resolve("phase_metrics.json");
        FoundFile found = content == null
                ? FoundFile.missing(MetricsFile.PHASE_METRICS, file)
                : new FoundFile(MetricsFile.PHASE_METRICS, file, content, Instant.EPOCH);
        return new SetReading(place, List.of(found), false, Violations.NONE, Run.unknown());
    }
}
