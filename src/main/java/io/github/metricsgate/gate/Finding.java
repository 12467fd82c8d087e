package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.stats.RunFactor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anything that the gate reports about a run, with its effect on the build. Only this room makes findings; the reports
 * put them into words.
 */
public sealed interface Finding permits Verdict, Finding.OfFiles, Finding.OfRun, Finding.OfRules, Finding.OfBaseline {

    Effect effect();

    /** Something is wrong with the files. */
    sealed interface OfFiles extends Finding {}

    /**
     * There is no metrics set at all.
     *
     * @param thresholds how many thresholds were not evaluated because of that
     */
    record NoMetricsSet(Path directory, int thresholds, Effect effect) implements OfFiles {}

    /**
     * The set is from an earlier run: this build should have persisted a snapshot but found none.
     *
     * @param time when that run took place, as far as the files say; null if they do not
     */
    record EarlierRun(Path directory, @Nullable Instant time, Effect effect) implements OfFiles {}

    /** The snapshot that should be persisted is missing. */
    record MissingSnapshot(Path snapshot, Effect effect) implements OfFiles {}

    /** A required file is missing. */
    record MissingFile(FoundFile file, Effect effect) implements OfFiles {}

    /**
     * A file is older than the policy allows, or its time is in the future.
     *
     * @param maxAge the highest age allowed, in milliseconds
     */
    record StaleFile(FoundFile file, BigDecimal maxAge, Effect effect) implements OfFiles {}

    /** A place in a file violates the schema. */
    record InvalidFile(Violation violation) implements OfFiles {

        @Override
        public Effect effect() {
            return Effect.FAILS;
        }
    }

    /**
     * More violations than are listed.
     *
     * @param unlisted how many more
     */
    record MoreViolations(long unlisted) implements OfFiles {

        @Override
        public Effect effect() {
            return Effect.FAILS;
        }
    }

    /** Results that collect-metrics was to read are missing, too old, or cannot be read. */
    record FaultySource(SourceFault fault, Effect effect) implements OfFiles {}

    /** The run itself ended badly, whatever its figures. */
    sealed interface OfRun extends Finding {}

    /** The pipeline says that the run was aborted. */
    record AbortedRun(AbortStatus status, Effect effect) implements OfRun {}

    /**
     * The pipeline says that a phase failed.
     *
     * @param key the phase's key
     * @param status how it ended, in the pipeline's own words
     */
    record FailedPhase(String key, String status, Effect effect) implements OfRun {}

    /** All samples of a resource are zero: its sampler probably does not work. */
    record OnlyZeros(List<Resource> resources) implements OfRun {

        public OnlyZeros {
            resources = List.copyOf(resources);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /**
     * The percentiles do not fit the durations, and their unit is not given anywhere.
     *
     * @param milliseconds how many milliseconds one unit of the percentiles seems to have; a power of ten
     * @param example a phase for which that is the case
     * @param phases for how many phases that is the case
     */
    record SuspectUnit(BigDecimal milliseconds, Phase example, int phases, Effect effect) implements OfRun {}

    /** What the runs before this one say of it. */
    sealed interface OfBaseline extends Finding
            permits BaselineVerdict,
                    ComparedWith,
                    NotEnoughRuns,
                    SlowRun,
                    VanishedPhase,
                    ExpiredAcceptance,
                    UnusedAcceptance,
                    DamagedHistory,
                    UnusableHistory {}

    /**
     * What the run was compared with.
     *
     * @param branch empty if nobody knows its name
     * @param runs how many comparable runs there are, at most those of a window
     * @param areTooFew whether that is not enough to judge anything
     * @param since when the first of them took place; null if there are none
     * @param leftOut how many others there are, by the reason, as in "of another jdk (21)"
     * @param factor what the run suffered
     */
    record ComparedWith(
            String branch,
            int runs,
            boolean areTooFew,
            @Nullable Instant since,
            Map<String, Integer> leftOut,
            RunFactor factor)
            implements OfBaseline {

        public ComparedWith {
            leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /**
     * There are too few comparable runs to judge any value.
     *
     * @param branch empty if nobody knows its name
     */
    record NotEnoughRuns(String branch, int runs, int minRuns, Effect effect) implements OfBaseline {}

    /** Everything is slower than usual: the machine, or a change that everything suffers from. */
    record SlowRun(RunFactor factor, String branch, Effect effect) implements OfBaseline {}

    /**
     * A phase that runs before this one had is not there.
     *
     * @param last when it was seen last
     * @param window after how many runs without it nobody misses it any more
     */
    record VanishedPhase(String key, String name, Instant last, int window, Effect effect) implements OfBaseline {}

    /** An accepted change that no longer counts. */
    record ExpiredAcceptance(Acceptance acceptance) implements OfBaseline {

        @Override
        public Effect effect() {
            return Effect.WARNS;
        }
    }

    /** An accepted change of a series that the run does not have. */
    record UnusedAcceptance(Acceptance acceptance) implements OfBaseline {

        @Override
        public Effect effect() {
            return Effect.WARNS;
        }
    }

    /** An entry of the history that is damaged, and was left out. */
    record DamagedHistory(PastRuns.DamagedEntry entry) implements OfBaseline {

        @Override
        public Effect effect() {
            return Effect.WARNS;
        }
    }

    /** The history could not be read, so that the run was compared with nothing. */
    record UnusableHistory(Obstacle obstacle, Effect effect) implements OfBaseline {}

    /** What the pom asks for could not be done as written. */
    sealed interface OfRules extends Finding {}

    /**
     * A mistake in the build's configuration that can only be found once the run is known; it always fails the build.
     */
    sealed interface Misconfiguration extends OfRules {

        @Override
        default Effect effect() {
            return Effect.FAILS;
        }
    }

    /** A threshold that applies to nothing. */
    sealed interface AppliesToNothing extends OfRules {

        Threshold threshold();
    }

    /** A threshold that applies to nothing is a mistake, never a pass, unless it is optional. */
    sealed interface UnusedThreshold extends Misconfiguration, AppliesToNothing {}

    /** Its selector matches none of the phases. */
    record NoSuchPhase(Threshold threshold) implements UnusedThreshold {}

    /**
     * None of the phases that it selects has its metric.
     *
     * @param latencies the statistics that they have; not all, if there are very many
     */
    record NoSuchMetric(Threshold threshold, List<String> latencies) implements UnusedThreshold {

        public NoSuchMetric {
            latencies = List.copyOf(latencies);
        }
    }

    /** What the pom says of a source is wrong, as its files show. */
    record MisconfiguredSource(SourceFault fault) implements Misconfiguration {}

    /**
     * The snapshot that was to be persisted is a tool's result, which is for collect-metrics to read.
     *
     * @param looksLike a noun phrase
     * @param element how the pom would name it as a source
     */
    record ForeignSnapshot(Path snapshot, String looksLike, String element) implements Misconfiguration {}

    /** The pom and the snapshot name different units for the percentiles. */
    record ContradictoryUnits(DurationUnit inPom, DurationUnit inSnapshot) implements Misconfiguration {}

    /** A limit has a unit of time, but what it limits is a measure: a number in a unit of its own. */
    record UnitOnMeasure(Threshold threshold) implements Misconfiguration {}

    /** An optional threshold that applies to nothing. */
    record OptionalThresholdUnused(Threshold threshold) implements AppliesToNothing {

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /** Phases for which no threshold has a limit, although others have one: they may be new. */
    record PhasesWithoutLimit(List<Phase> phases) implements OfRules {

        public PhasesWithoutLimit {
            phases = List.copyOf(phases);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /**
     * The files exist, but contain not a single value of the metrics that thresholds should fail the build for.
     *
     * @param thresholds those thresholds
     * @param values how many values they should have been compared with
     */
    record NothingMeasured(List<Threshold> thresholds, long values) implements OfRules {

        public NothingMeasured {
            thresholds = List.copyOf(thresholds);
        }

        @Override
        public Effect effect() {
            return Effect.FAILS;
        }
    }

    /** A threshold was not evaluated, because the file that contains its metric is missing, or there are no phases. */
    record NotEvaluated(Threshold threshold, Effect effect) implements OfRules {}

    /** No threshold is set, although one would be expected. */
    record NoThreshold(Effect effect) implements OfRules {}

    /**
     * A limit that should fail the build applies nowhere: more specific limits override it wherever it could apply, and
     * in at least one place they only warn.
     */
    record OverriddenLimit(Threshold threshold, Limit limit) implements OfRules {

        @Override
        public Effect effect() {
            return Effect.WARNS;
        }
    }
}
