package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of one module, one after the other: each is compared with those before it and recorded, as builds do, in a list. */
public final class SimulatedHistory {

    public static final String MODULE = "org.example:shop/artifacts/plan1";
    public static final String MAIN = "main";

    /** When the first run takes place; the others follow by the hour. */
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private static final Map<String, String> MACHINE =
            Map.of("os", "Linux", "arch", "amd64", "cores", "4", "jdk", "17.0.12");

    private final Rules rules;
    private final List<RecordedRun> runs;
    private final List<Acceptance> acceptances = new ArrayList<>();
    private final List<DamagedEntry> damaged = new ArrayList<>();
    private Map<String, String> environment = MACHINE;
    private Past last;
    private int number;
    private boolean hasCommits;

    SimulatedHistory(Rules rules) {
        this(rules, List.of());
    }

    private SimulatedHistory(Rules rules, List<RecordedRun> runs) {
        this.rules = rules;
        this.runs = new ArrayList<>(runs);
        this.number = runs.size();
        this.last = past("0", START, MAIN);
    }

    /** In DEV, with these rules of comparison and these thresholds. */
    public static SimulatedHistory of(BaselineRules baselines, Threshold... thresholds) {
        return of(Policy.of(Environment.DEV), baselines, thresholds);
    }

    static SimulatedHistory of(Policy policy, BaselineRules baselines, Threshold... thresholds) {
        return new SimulatedHistory(new Rules("module", Optional.empty(), List.of(thresholds), policy, baselines));
    }

    /** The same runs under other rules. */
    SimulatedHistory under(Policy policy, BaselineRules baselines, Threshold... thresholds) {
        return new SimulatedHistory(
                new Rules("module", Optional.empty(), List.of(thresholds), policy, baselines), runs);
    }

    /** The next run of the main branch. */
    public Verification run(Phase... phases) {
        return run(MAIN, Example.set(phases));
    }

    /** The same of a whole set. */
    public Verification run(SetReading set) {
        return run(MAIN, set);
    }

    /** From here on, each run is of a commit of its own. */
    public void ofCommits() {
        hasCommits = true;
    }

    Verification run(String branch, SetReading set) {
        number++;
        Verification verification = verify(branch, number, set);
        record(verification);
        return verification;
    }

    /** Compares a set again, or for the first time, and records nothing. */
    Verification verify(String branch, int digest, SetReading set) {
        return verify(branch, digest, time(digest), set);
    }

    /** The same of a run that took place at another time. */
    Verification verify(String branch, int digest, Instant time, SetReading set) {
        last = past(String.valueOf(digest), time, branch);
        return Example.verify(rules, set, last);
    }

    private void record(Verification verification) {
        Recording.of(verification, last).ifPresent(run -> {
            runs.removeIf(other -> other.digest().equals(run.digest()));
            runs.add(run);
        });
    }

    private Past past(String digest, Instant time, String branch) {
        String commit = hasCommits ? HexFormat.of().toHexDigits(0x9E3779B97F4A7C15L * digest.hashCode()) : null;
        RunIdentity identity = new RunIdentity("run-" + digest, commit, branch, null, environment);
        return new Past(
                new Past.Self(MODULE, "0".repeat(64 - digest.length()) + digest, time, identity, List.of("branch")),
                MAIN,
                new PastRuns(of(MAIN), true, damaged),
                new PastRuns(of(branch), true, List.of()),
                acceptances,
                LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private List<RecordedRun> of(String branch) {
        return runs.stream()
                .filter(run -> branch.equals(run.identity().branch()))
                .toList();
    }

    static Instant time(int number) {
        return START.plus(Duration.ofHours(number));
    }

    /** What the last run was compared with. */
    public Past past() {
        return last;
    }

    List<RecordedRun> runs() {
        return runs;
    }

    RecordedRun lastRun() {
        return runs.get(runs.size() - 1);
    }

    /** How many runs there were, recorded or not. */
    int number() {
        return number;
    }

    public void accept(Acceptance acceptance) {
        acceptances.add(acceptance);
    }

    public void damage(DamagedEntry entry) {
        damaged.add(entry);
    }

    public void on(String fact, String value) {
        Map<String, String> other = new LinkedHashMap<>(MACHINE);
        other.put(fact, value);
        environment = other;
    }

    public void onTheUsualMachine() {
        environment = MACHINE;
    }
}
