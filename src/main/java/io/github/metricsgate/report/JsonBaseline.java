package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.stats.Baseline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the runs before say of a run, for other programs: all of it, and not what is suspect alone. */
final class JsonBaseline {

    static final String MEMBER = "baseline";

    private JsonBaseline() {}

    static JsonMembers of(Verification verification, Finding.ComparedWith compared) {
        BaselineRules rules = verification.rules().baselines();
        List<JsonValue> leftOut = new ArrayList<>();
        for (Map.Entry<String, Integer> reason : compared.leftOut().entrySet()) {
            leftOut.add(new JsonMembers()
                    .with("reason", reason.getKey())
                    .with("runs", reason.getValue())
                    .object());
        }
        List<JsonValue> comparisons = new ArrayList<>();
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            comparisons.add(comparison(verdict).object());
        }
        List<JsonValue> vanished = new ArrayList<>();
        for (Finding.VanishedPhase phase : verification.findings(Finding.VanishedPhase.class)) {
            vanished.add(new JsonMembers()
                    .with("key", phase.key())
                    .with("name", phase.name())
                    .with("last", JsonMembers.time(phase.last()))
                    .object());
        }
        return new JsonMembers()
                .with("branch", compared.branch().isEmpty() ? null : compared.branch())
                .with("runs", compared.runs())
                .with("since", compared.since() == null ? null : JsonMembers.time(compared.since()))
                .with("leftOut", JsonMembers.array(leftOut))
                .with(
                        "runFactor",
                        compared.factor().known()
                                ? BigDecimal.valueOf(compared.factor().factor())
                                : null)
                .with("regressions", regressions(rules.onRegression()))
                .with("window", rules.window())
                .with("minRuns", rules.minRuns())
                .with("confirmations", rules.confirmations())
                .with("comparisons", JsonMembers.array(comparisons))
                .with("vanished", JsonMembers.array(vanished));
    }

    private static JsonMembers comparison(BaselineVerdict verdict) {
        Phase phase = verdict.measurement().phase();
        Baseline baseline = verdict.baseline().orElse(null);
        BaselineVerdict.Relative relative = verdict.relative();
        return new JsonMembers()
                .with(
                        "phase",
                        phase == null
                                ? JsonMembers.NULL
                                : new JsonMembers()
                                        .with("key", phase.key())
                                        .with("name", phase.name())
                                        .object())
                .with("metric", verdict.measurement().metric().key())
                .with("isMeasure", verdict.measurement().metric() instanceof PhaseMetric.Measure)
                .with("unit", verdict.measurement().metric().unit() == Unit.TIME ? "ms" : "")
                .with("value", verdict.measurement().value())
                .with("freed", BaselineWording.decimal(verdict.freed()))
                .with("median", baseline == null ? null : BaselineWording.decimal(baseline.median()))
                .with("low", baseline == null ? null : BaselineWording.decimal(baseline.low()))
                .with("high", baseline == null ? null : BaselineWording.decimal(baseline.high()))
                .with("runs", baseline == null ? 0 : baseline.runs())
                .with("limit", decimal(verdict.judgement().limit()))
                .with("changePercent", BaselineWording.changePercent(verdict).orElse(null))
                .with("standing", verdict.standing().name().toLowerCase(Locale.ROOT))
                .with("inARow", verdict.confirmed())
                .with("effect", verdict.effect().name().toLowerCase(Locale.ROOT))
                .with("becomesNormal", verdict.becomesNormal())
                .with("acceptance", verdict.acceptance())
                .with(
                        "threshold",
                        relative == null ? null : relative.threshold().name());
    }

    private static @Nullable BigDecimal decimal(OptionalDouble value) {
        return value.isEmpty() ? null : BaselineWording.decimal(value.getAsDouble());
    }

    /** As in the pom. */
    private static String regressions(Effect effect) {
        return switch (effect) {
            case FAILS -> "fail";
            case WARNS -> "warn";
            case NONE -> "off";
        };
    }
}
