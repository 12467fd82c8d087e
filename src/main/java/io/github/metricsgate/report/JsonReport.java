package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Inconclusive;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything, for other programs: {@code schema/verification.schema.json} describes it. Times are milliseconds, texts are
 * as they were read, numbers have all their digits.
 */
final class JsonReport implements Report {

    /** Grows when something that was there means something else or is gone; new members do not count. */
    private static final long FORMAT_VERSION = 1;

    private static final Position NOWHERE = new Position(0, 0);

    /** The members of an object, in a notation that shows its shape. */
    private static final class Members {

        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        Members with(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        Members with(String name, @Nullable String text) {
            return with(name, text == null ? literal("null") : new JsonString(text, NOWHERE));
        }

        Members with(String name, @Nullable BigDecimal number) {
            return with(name, number == null ? literal("null") : new JsonNumber(number.toString(), NOWHERE));
        }

        Members with(String name, long number) {
            return with(name, BigDecimal.valueOf(number));
        }

        Members with(String name, boolean flag) {
            return with(name, literal(String.valueOf(flag)));
        }

        Members with(String name, Members object) {
            return with(name, object.object());
        }

        JsonObject object() {
            return new JsonObject(members, NOWHERE);
        }
    }

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CanonicalWriter(bytes).document(document(verification));
        out.append(bytes.toString(StandardCharsets.UTF_8)).append('\n');
    }

    private static JsonObject document(Verification verification) {
        SetReading set = verification.set();
        return new Members()
                .with("formatVersion", FORMAT_VERSION)
                .with("module", verification.rules().module())
                .with("passed", verification.passed())
                .with("directory", set.directory().toString())
                .with("files", files(verification))
                .with("checksummed", set.checksummed())
                .with("violations", violations(set.violations()))
                .with("rules", rules(verification))
                .with("counts", counts(verification))
                .with("problems", problems(verification))
                .with("verdicts", verdicts(verification))
                .with("phases", phases(verification))
                .with(
                        "resources",
                        set.resources().isPresent() ? resources(set.resources().get()) : literal("null"))
                .object();
    }

    private static JsonArray files(Verification verification) {
        List<JsonValue> files = new ArrayList<>();
        for (FoundFile file : verification.set().files()) {
            files.add(file(file, verification).object());
        }
        return array(files);
    }

    private static Members file(FoundFile file, Verification verification) {
        return new Members()
                .with("role", file.role().classifier())
                .with("path", file.path().toString())
                .with("missing", file.isMissing())
                .with("stale", verification.stale().contains(file))
                .with("sha256", file.sha256())
                .with("lastModified", file.lastModified() == null ? null : time(file.lastModified()));
    }

    private static Members violations(Violations violations) {
        List<JsonValue> first = new ArrayList<>();
        for (Violation violation : violations.first()) {
            first.add(violation(violation).object());
        }
        return new Members().with("total", violations.total()).with("first", array(first));
    }

    private static Members violation(Violation violation) {
        Position position = violation.position();
        return new Members()
                .with("file", violation.file())
                .with("pointer", violation.pointer())
                .with("line", position == null ? null : BigDecimal.valueOf(position.line()))
                .with("column", position == null ? null : BigDecimal.valueOf(position.column()))
                .with("problem", violation.problem());
    }

    private static Members rules(Verification verification) {
        Inconclusive onInconclusive = verification.rules().onInconclusive();
        List<JsonValue> thresholds = new ArrayList<>();
        for (Threshold threshold : verification.rules().thresholds()) {
            thresholds.add(threshold(threshold).object());
        }
        return new Members()
                .with("missingFilesFail", verification.ofUnfitFile() == Effect.FAILS)
                .with("failOnBrokenThreshold", verification.rules().failOnBroken())
                .with("onInconclusive", onInconclusive == null ? null : word(onInconclusive))
                .with("maxAgeMs", verification.rules().maxAge())
                .with("latencyUnit", verification.rules().latencyUnit().symbol())
                .with("thresholds", array(thresholds));
    }

    private static Members threshold(Threshold threshold) {
        String selector = threshold.selector() instanceof Selector.Text text ? text.text() : null;
        return bounds(threshold.bounds())
                .with("name", threshold.name())
                .with("source", threshold.source())
                .with("scope", threshold.metric() instanceof RunMetric ? "run" : "phases")
                .with("phase", selector)
                .with("metric", threshold.metric().key())
                .with("unit", unit(threshold.metric().unit()))
                .with("severity", word(threshold.severity()))
                .with("minSamples", threshold.minSamples())
                .with("reason", threshold.reason().isEmpty() ? null : threshold.reason());
    }

    private static Members counts(Verification verification) {
        Members counts = new Members()
                .with("thresholds", verification.rules().thresholds().size());
        for (Outcome outcome : Outcome.values()) {
            counts.with(word(outcome), verification.count(outcome));
        }
        return counts;
    }

    private static JsonArray problems(Verification verification) {
        List<JsonValue> problems = new ArrayList<>();
        for (Problem problem : Problems.of(verification)) {
            problems.add(problem(problem).object());
        }
        return array(problems);
    }

    private static Members problem(Problem problem) {
        return new Members()
                .with("kind", word(problem.kind()))
                .with("fails", problem.fails())
                .with("message", problem.sentence());
    }

    private static JsonArray verdicts(Verification verification) {
        List<JsonValue> verdicts = new ArrayList<>();
        for (Verdict verdict : verification.verdicts()) {
            verdicts.add(verdict(verdict).object());
        }
        return array(verdicts);
    }

    private static Members verdict(Verdict verdict) {
        Phase phase = verdict.phase();
        return bounds(verdict.bounds())
                .with("threshold", verdict.threshold().name())
                .with(
                        "phase",
                        phase == null
                                ? literal("null")
                                : new Members()
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

    private static Members bounds(Bounds bounds) {
        return new Members().with("min", bounds.min()).with("max", bounds.max());
    }

    private static JsonArray phases(Verification verification) {
        List<JsonValue> phases = new ArrayList<>();
        for (Phase phase : verification.phases()) {
            phases.add(phase(phase, verification).object());
        }
        return array(phases);
    }

    private static Members phase(Phase phase, Verification verification) {
        Members latencies = new Members();
        for (String statistic : phase.latencies().keySet()) {
            latencies.with(
                    statistic,
                    new PhaseMetric.Latency(statistic)
                            .of(phase, verification.rules().latencyUnit()));
        }
        Members members = new Members()
                .with("key", phase.key())
                .with("name", phase.name())
                .with("latencies", latencies);
        for (PhaseMetric.Figure figure : PhaseMetric.Figure.values()) {
            members.with(figure.key(), figure.of(phase, verification.rules().latencyUnit()));
        }
        return members;
    }

    private static JsonObject resources(ResourceUsage usage) {
        Members members = new Members().with("samples", usage.samples());
        for (Resource resource : usage.summaries().keySet()) {
            Members statistics = new Members();
            for (RunMetric.Statistic statistic : RunMetric.Statistic.values()) {
                statistics.with(statistic.key(), new RunMetric.OfResource(resource, statistic).of(usage, 0));
            }
            members.with(resource.field(), statistics);
        }
        return members.object();
    }

    private static String unit(Unit unit) {
        return unit == Unit.TIME ? "ms" : "";
    }

    /** An enum's constant as other programs expect words: {@code not_measured}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonArray array(List<JsonValue> elements) {
        return new JsonArray(elements, NOWHERE);
    }

    /** As {@link Instant#toString} has it, which would load all there is for formatting times. */
    private static String time(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        String time = utc.toLocalTime().toString();
        return utc.toLocalDate() + "T" + time + (time.length() == "12:00".length() ? ":00Z" : "Z");
    }

    private static JsonLiteral literal(String text) {
        return new JsonLiteral(text, NOWHERE);
    }
}
