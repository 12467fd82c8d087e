package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Violation;
import java.math.BigDecimal;
import java.util.List;

/**
 * Anything that the gate has to say about a run, with its effect on the build. Findings are made in this room alone; the
 * reports put them into words.
 */
public sealed interface Finding permits Verdict, Finding.OfFiles, Finding.OfRules {

    Effect effect();

    /** The files are not what they should be. */
    sealed interface OfFiles extends Finding {}

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

    /** What the pom asks for could not be done as it stands there. */
    sealed interface OfRules extends Finding {}

    /** A threshold that applies to nothing: a mistake in the configuration, never a pass. */
    sealed interface UnusedThreshold extends OfRules {

        Threshold threshold();

        @Override
        default Effect effect() {
            return Effect.FAILS;
        }
    }

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
