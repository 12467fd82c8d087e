package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.metrics.Bounds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of one module, or of one of several executions in it, for the {@link ReactorSummary}.
 *
 * @param project groupId and artifactId
 * @param name its name in reports
 * @param phases how many phases were verified
 * @param worst the worst finding in a sentence; empty if there is nothing to say
 * @param reports the directory of its reports; empty if it has none
 */
public record ReactorRow(String project, String name, State state, int phases, String worst, String reports) {

    /** The possible results of a module. */
    public enum State {
        PASSED,
        FAILED,
        NOTHING_JUDGED,
        /** Its build failed before verify-metrics. */
        NOT_VERIFIED,
        /** It persisted a set, and verify-metrics did not run in it. */
        ONLY_PERSISTED,
        /** There was nothing to verify. */
        WITHOUT_METRICS,
        /** Maven did not build it, or its goals were skipped. */
        SKIPPED;

        /** For people; in capitals if it fails the build. */
        String inWords() {
            return switch (this) {
                case FAILED, NOT_VERIFIED -> key().replace('_', ' ').toUpperCase(Locale.ROOT);
                case PASSED, NOTHING_JUDGED, ONLY_PERSISTED, WITHOUT_METRICS, SKIPPED -> key().replace('_', ' ');
            };
        }

        /** For other programs. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean failsTheBuild() {
            return this == FAILED || this == NOT_VERIFIED;
        }

        /** Whether there is a verification. */
        boolean isVerified() {
            return this == PASSED || this == FAILED || this == NOTHING_JUDGED;
        }

        /** Whether it is worth a line of its own; the others are only counted. */
        boolean isShown() {
            return isVerified() || this == NOT_VERIFIED;
        }
    }

    /**
     * The row for a verification.
     *
     * @param reports where its reports are
     */
    public static ReactorRow of(String project, Presentation presentation, Path reports) {
        State state = switch (presentation.verification().result()) {
            case PASSED -> State.PASSED;
            case FAILED -> State.FAILED;
            case NOTHING_JUDGED ->
                presentation.verification().set().isEmpty() ? State.WITHOUT_METRICS : State.NOTHING_JUDGED;
        };
        return new ReactorRow(
                project,
                presentation.verification().rules().module(),
                state,
                presentation.verification().phases().size(),
                worst(presentation),
                reports.toAbsolutePath().toString());
    }

    /** The row for a module without a verification. */
    public static ReactorRow of(String project, String name, State state, String worst) {
        return new ReactorRow(project, name, state, 0, worst, "");
    }

    /** The same as plain strings, for {@link #decoded}. */
    public List<String> encoded() {
        return List.of(project, name, state.name(), String.valueOf(phases), worst, reports);
    }

    public static ReactorRow decoded(List<String> texts) {
        return new ReactorRow(
                texts.get(0),
                texts.get(1),
                State.valueOf(texts.get(2)),
                Integer.parseInt(texts.get(3)),
                texts.get(4),
                texts.get(5));
    }

    /**
     * What fails the build before what only warns, missing verdicts before verdicts, then the farthest from its limit.
     */
    private static String worst(Presentation presentation) {
        Problem worst = null;
        for (Problem problem : presentation.problems()) {
            if (worst == null || isWorse(problem, worst)) {
                worst = problem;
            }
        }
        return worst == null ? "" : worst.sentence();
    }

    private static boolean isWorse(Problem problem, Problem other) {
        if (problem.fails() != other.fails()) {
            return problem.fails();
        }
        return problem.finding() instanceof Verdict verdict
                && other.finding() instanceof Verdict otherVerdict
                && excess(verdict).compareTo(excess(otherVerdict)) > 0;
    }

    /** The ratio of the value to its limit, or of the limit to the value if it is a minimum. */
    static BigDecimal excess(Verdict verdict) {
        BigDecimal value = verdict.value();
        if (value == null) {
            return BigDecimal.ZERO;
        }
        boolean isTooLow = verdict.bounds().exceeded(value).orElse(Bounds.Side.MAX) == Bounds.Side.MIN;
        BigDecimal min = verdict.bounds().min();
        BigDecimal max = verdict.bounds().max();
        return isTooLow ? ratio(min, value) : ratio(value, max);
    }

    private static BigDecimal ratio(@Nullable BigDecimal value, @Nullable BigDecimal limit) {
        if (value == null || limit == null) {
            return BigDecimal.ZERO;
        }
        // Nothing is as far from a limit of 0 as a value that is not 0.
        return limit.signum() == 0 ? BigDecimal.valueOf(Long.MAX_VALUE) : value.divide(limit, MathContext.DECIMAL64);
    }
}
