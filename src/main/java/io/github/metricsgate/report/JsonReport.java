package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Everything, for other programs: described by {@code schema/verification.schema.json}. Times are milliseconds, texts
 * are unchanged, numbers have all their digits.
 */
final class JsonReport implements Report {

    /** Grows if an existing member changes its meaning or is removed; new members do not count. */
    private static final long FORMAT_VERSION = 2;

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        write(document(presentation), out);
    }

    static void write(JsonObject document, Appendable out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CanonicalWriter(bytes).document(document);
        out.append(bytes.toString(StandardCharsets.UTF_8)).append('\n');
    }

    private static JsonObject document(Presentation presentation) {
        Verification verification = presentation.verification();
        SetReading set = verification.set();
        JsonMembers document = new JsonMembers()
                .with("formatVersion", FORMAT_VERSION)
                .with("module", verification.rules().module())
                .with("result", word(verification.result()))
                .with("subject", word(verification.subject()))
                .with("directory", set.directory().toString())
                .with("run", JsonRun.of(set))
                .with("files", files(verification))
                .with("checksummed", set.checksummed())
                .with("violations", violations(set.violations()))
                .with("rules", rules(verification))
                .with("counts", counts(verification))
                .with("problems", problems(presentation))
                .with("notes", notes(presentation))
                .with("verdicts", verdicts(verification))
                .with("phases", JsonRun.phases(verification.phases()))
                .with(
                        "resources",
                        verification.hasSamples() ? JsonRun.resources(set.run().resources()) : JsonMembers.NULL);
        for (Finding.ComparedWith compared : verification.findings(Finding.ComparedWith.class)) {
            document.with(JsonBaseline.MEMBER, JsonBaseline.of(verification, compared));
        }
        return document.object();
    }

    private static JsonArray notes(Presentation presentation) {
        List<JsonValue> notes = new ArrayList<>();
        for (String note : presentation.notes()) {
            notes.add(JsonMembers.text(note));
        }
        return JsonMembers.array(notes);
    }

    private static JsonArray files(Verification verification) {
        Set<MetricsFile> stale = EnumSet.noneOf(MetricsFile.class);
        for (Finding.StaleFile finding : verification.findings(Finding.StaleFile.class)) {
            stale.add(finding.file().role());
        }
        List<JsonValue> files = new ArrayList<>();
        for (FoundFile file : verification.set().files()) {
            files.add(new JsonMembers()
                    .with("role", file.role().classifier())
                    .with("path", file.path().toString())
                    .with("missing", file.isMissing())
                    .with("stale", stale.contains(file.role()))
                    .with("sha256", file.sha256())
                    .with("lastModified", file.lastModified() == null ? null : JsonMembers.time(file.lastModified()))
                    .object());
        }
        return JsonMembers.array(files);
    }

    private static JsonMembers violations(Violations violations) {
        List<JsonValue> first = new ArrayList<>();
        for (Violation violation : violations.first()) {
            first.add(violation(violation).object());
        }
        return new JsonMembers().with("total", violations.total()).with("first", JsonMembers.array(first));
    }

    private static JsonMembers violation(Violation violation) {
        Position position = violation.position();
        return new JsonMembers()
                .with("file", violation.file())
                .with("pointer", violation.pointer())
                .with("line", position == null ? null : BigDecimal.valueOf(position.line()))
                .with("column", position == null ? null : BigDecimal.valueOf(position.column()))
                .with("problem", violation.problem());
    }

    private static JsonMembers rules(Verification verification) {
        Policy policy = verification.rules().policy();
        List<JsonValue> thresholds = new ArrayList<>();
        for (Threshold threshold : verification.rules().thresholds()) {
            thresholds.add(threshold(threshold).object());
        }
        Effect onInconclusive = policy.onInconclusive();
        return new JsonMembers()
                .with("environment", policy.environment().name())
                .with("whenMissing", action(policy.ofMissing()))
                .with("failOnBrokenThreshold", policy.onBroken() == Effect.FAILS)
                .with("onInconclusive", onInconclusive == null ? null : action(onInconclusive))
                .with("maxAgeMs", policy.maxAge())
                .with("thresholds", JsonMembers.array(thresholds));
    }

    private static JsonMembers threshold(Threshold threshold) {
        String selector = threshold.selector() instanceof Selector.Text text ? text.text() : null;
        BigDecimal min = null;
        BigDecimal max = null;
        for (Limit limit : threshold.limits()) {
            if (limit instanceof Limit.Absolute absolute) {
                min = absolute.side() == Bounds.Side.MIN ? absolute.value() : min;
                max = absolute.side() == Bounds.Side.MAX ? absolute.value() : max;
            }
        }
        JsonMembers members = bounds(new Bounds(min, max));
        for (Limit.Relative relative : threshold.relativeLimits()) {
            members.with(RuleWording.elementOf(relative.kind()), relative(relative));
        }
        return members.with("name", threshold.name())
                .with("source", threshold.origin())
                .with("scope", threshold.metric() instanceof RunMetric ? "run" : "phases")
                .with("phase", selector)
                .with("metric", threshold.metric().key())
                .with("unit", unit(threshold.metric().unit()))
                .with("severity", word(threshold.severity()))
                .with("minSamples", threshold.minSamples())
                .with("reason", threshold.reason().isEmpty() ? null : threshold.reason());
    }

    private static JsonMembers relative(Limit.Relative limit) {
        Integer minRuns = limit.minRuns();
        Integer confirmations = limit.confirmations();
        return new JsonMembers()
                .with(limit.isShare() ? "share" : "amount", limit.amount())
                .with("minRuns", minRuns == null ? null : BigDecimal.valueOf(minRuns))
                .with("confirmations", confirmations == null ? null : BigDecimal.valueOf(confirmations));
    }

    private static JsonMembers counts(Verification verification) {
        JsonMembers counts = new JsonMembers()
                .with("thresholds", verification.rules().thresholds().size())
                .with(
                        "not_evaluated",
                        verification.findings(Finding.NotEvaluated.class).size());
        Headline.outcomes(verification).forEach((outcome, count) -> counts.with(word(outcome), count));
        return counts;
    }

    /** As in the pom. */
    private static String action(Effect effect) {
        return switch (effect) {
            case FAILS -> "fail";
            case WARNS -> "warn";
            case NONE -> "ignore";
        };
    }

    private static JsonArray problems(Presentation presentation) {
        List<JsonValue> problems = new ArrayList<>();
        for (Problem problem : presentation.problems()) {
            problems.add(problem(problem).object());
        }
        return JsonMembers.array(problems);
    }

    private static JsonMembers problem(Problem problem) {
        return new JsonMembers()
                .with("kind", word(problem.kind()))
                .with("fails", problem.fails())
                .with("message", problem.sentence());
    }

    private static JsonArray verdicts(Verification verification) {
        List<JsonValue> verdicts = new ArrayList<>();
        for (Verdict verdict : verification.verdicts()) {
            verdicts.add(verdict(verdict).object());
        }
        return JsonMembers.array(verdicts);
    }

    private static JsonMembers verdict(Verdict verdict) {
        Phase phase = verdict.phase();
        return bounds(verdict.bounds())
                .with("threshold", verdict.threshold().name())
                .with(
                        "phase",
                        phase == null
                                ? JsonMembers.NULL
                                : new JsonMembers()
                                        .with("key", phase.key())
                                        .with("name", phase.name())
                                        .object())
                .with("metric", verdict.threshold().metric().key())
                .with("unit", unit(verdict.threshold().metric().unit()))
                .with("value", verdict.value())
                .with("samples", verdict.samples())
                .with("maximumOfFewItems", verdict.isMaximumOfFewItems())
                .with("outcome", word(verdict.outcome()))
                .with("effect", word(verdict.effect()));
    }

    private static JsonMembers bounds(Bounds bounds) {
        return new JsonMembers().with("min", bounds.min()).with("max", bounds.max());
    }

    private static String unit(Unit unit) {
        return unit == Unit.TIME ? "ms" : "";
    }

    /** An enum's constant in the spelling that other programs expect: {@code not_measured}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
