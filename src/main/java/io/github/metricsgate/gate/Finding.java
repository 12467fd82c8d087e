package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.Violation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Anything that the gate has to say about a run, with its effect on the build. Findings are made in this room alone; the
 * reports put them into words.
 */
public sealed interface Finding permits Verdict, Finding.OfFiles, Finding.OfRun, Finding.OfRules {

    Effect effect();

    /** The files are not what they should be. */
    sealed interface OfFiles extends Finding {}

    /**
     * There is no metrics set at all.
     *
     * @param thresholds how many thresholds were not evaluated for that
     */
    record NoMetricsSet(Path directory, int thresholds, Effect effect) implements OfFiles {}

    /**
     * The set is of an earlier run: this build was to persist a snapshot and found none.
     *
     * @param time when that run was, as far as the files tell; null where they do not
     */
    record EarlierRun(Path directory, @Nullable Instant time, Effect effect) implements OfFiles {}

    /** The snapshot that was to be persisted is not there. */
    record MissingSnapshot(Path snapshot, Effect effect) implements OfFiles {}

    /** A required file is not there. */
    record MissingFile(FoundFile file, Effect effect) implements OfFiles {}

    /**
     * A file is older than the policy allows, or comes from the future.
     *
     * @param maxAge what is allowed, in milliseconds
     */
    record StaleFile(FoundFile file, BigDecimal maxAge, Effect effect) implements OfFiles {}

    /** A place in a file is not what the schema says. */
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

    /** The pipeline says that it was aborted. */
    record AbortedRun(AbortStatus status, Effect effect) implements OfRun {}

    /**
     * The pipeline says that a phase failed.
     *
     * @param key the phase's key
     * @param status what it says, in its own words
     */
    record FailedPhase(String key, String status, Effect effect) implements OfRun {}

    /** All samples of a resource are zero: its sampler probably measures nothing. */
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
     * The percentiles do not fit the durations, and nobody said their unit.
     *
     * @param milliseconds how many milliseconds one unit of the percentiles seems to have; a power of ten
     * @param example a phase in which it shows
     * @param phases how many phases show it
     */
    record SuspectUnit(BigDecimal milliseconds, Phase example, int phases, Effect effect) implements OfRun {}

    /** What the pom asks for could not be done as it stands there. */
    sealed interface OfRules extends Finding {}

    /** A mistake in the build's configuration that shows only when the run is known; it always fails. */
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

    /** A threshold that applies to nothing is a mistake, never a pass, unless its user allows it. */
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

    /** A threshold that applies to nothing, which its user allows. */
    record OptionalThresholdUnused(Threshold threshold) implements AppliesToNothing {

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /** Phases for which no threshold has a limit, where others have one: they may be new. */
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
     * The files are there, and yet not one value of the metrics that thresholds should fail the build for.
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

    /** A threshold was not evaluated, as the file that contains its metric is missing, or there are no phases. */
    record NotEvaluated(Threshold threshold, Effect effect) implements OfRules {}

    /** No threshold is set where one would be expected. */
    record NoThreshold(Effect effect) implements OfRules {}

    /**
     * A limit that should fail the build decides nowhere: more specific ones decide wherever it could, and in at least one
     * place only such as merely warn.
     */
    record OverriddenLimit(Threshold threshold, Limit limit) implements OfRules {

        @Override
        public Effect effect() {
            return Effect.WARNS;
        }
    }
}
