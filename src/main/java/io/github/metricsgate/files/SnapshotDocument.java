package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A run as a snapshot, the other way round than {@link PhaseModel} and {@link ContextModel}. */
final class SnapshotDocument {

    private static final Position NOWHERE = new Position(0, 0);
    private static final JsonLiteral NULL = new JsonLiteral("null", NOWHERE);

    /** What a timestamp can say: its years have four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]*");

    private SnapshotDocument() {}

    /** The name of the member that is not among those of {@link #of}: the samples, which a run does not have. */
    static final String SAMPLES = "resource_usage";

    /**
     * The snapshot without its samples.
     *
     * @param remarks by the keys of the phases
     */
    static JsonObject of(Run run, Map<String, PhaseRemarks> remarks) {
        if (run.resources().samples() > 0) {
            throw new IllegalArgumentException("a run does not have its resource samples, only what they amount to");
        }
        RunContext context = run.context();
        Map<String, JsonValue> snapshot = new LinkedHashMap<>();
        Instant time = context.time();
        if (time != null && !time.isBefore(FIRST) && !time.isAfter(LAST)) {
            snapshot.put("timestamp", text(time.toString()));
        }
        Map<String, JsonValue> phases = new LinkedHashMap<>();
        for (Phase phase : run.phases()) {
            phases.put(phase.key(), phase(phase, phases.size(), remarks.get(phase.key())));
        }
        snapshot.put("phase_metrics", object(phases));
        snapshot.put("abort_status", abortStatus(context.abortStatus()));
        snapshot.put("phase_status", texts(context.phaseStatuses()));
        snapshot.put("latency_unit", text(DurationUnit.MILLISECONDS.symbol()));
        Map<String, JsonValue> identity = identity(context.identity());
        if (!identity.isEmpty()) {
            snapshot.put("run", object(identity));
        }
        return object(snapshot);
    }

    private static JsonObject abortStatus(AbortStatus status) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("is_aborted", new JsonLiteral(String.valueOf(status.aborted()), NOWHERE));
        members.put("reason", status.reason().isEmpty() ? NULL : text(status.reason()));
        members.put("timestamp", NULL);
        return object(members);
    }

    private static Map<String, JsonValue> identity(RunIdentity identity) {
        Map<String, @Nullable String> known = new LinkedHashMap<>();
        known.put("id", identity.id());
        known.put("commit", identity.commit());
        known.put("branch", identity.branch());
        known.put("url", identity.url());
        Map<String, JsonValue> members = new LinkedHashMap<>();
        known.forEach((name, value) -> {
            if (value != null) {
                members.put(name, text(value));
            }
        });
        if (!identity.environment().isEmpty()) {
            members.put("environment", texts(identity.environment()));
        }
        return members;
    }

    /** The key, where it can be an id: one that differs would look like a mistake. */
    private static String id(Phase phase, int place) {
        return INTEGER.matcher(phase.key()).matches() ? phase.key() : String.valueOf(place);
    }

    private static JsonObject phase(Phase phase, int place, @Nullable PhaseRemarks remarks) {
        Map<Figure, BigDecimal> figures = phase.figures();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("phase_id", new JsonNumber(id(phase, place), NOWHERE));
        members.put("name", text(phase.name()));
        members.put("duration_ms", number(figures.get(Figure.DURATION)));
        members.put("items_processed", number(phase.itemsProcessed()));
        members.put("items_total", number(total(phase)));
        members.put("items_failed", number(figures.get(Figure.ITEMS_FAILED)));
        members.put("throughput", number(figures.get(Figure.THROUGHPUT)));
        members.put("progress", number(figures.get(Figure.PROGRESS)));
        for (Figure length : PhaseRemarks.LENGTHS) {
            BigDecimal number = figures.get(length);
            if (number != null) {
                members.put(length.key(), list(length, number, remarks));
            }
        }
        members.put("latency_histogram", numbers(phase.latencies()));
        if (!phase.measures().isEmpty()) {
            members.put("measures", numbers(phase.measures()));
        }
        String histogram = phase.histogram();
        if (histogram != null) {
            members.put("histogram", text(histogram));
        }
        PhaseSource source = phase.source();
        if (source != null) {
            members.put("source", source(source));
        }
        return object(members);
    }

    private static JsonArray list(Figure length, BigDecimal number, @Nullable PhaseRemarks remarks) {
        List<JsonValue> list = remarks == null ? List.of() : remarks.of(length);
        if (number.compareTo(BigDecimal.valueOf(list.size())) != 0) {
            throw new IllegalArgumentException("a phase does not have its " + length.key() + ", only their number");
        }
        return new JsonArray(list, NOWHERE);
    }

    /** Of items that nobody counted there is no total. */
    private static @Nullable BigDecimal total(Phase phase) {
        BigDecimal processed = phase.itemsProcessed();
        BigDecimal remaining = phase.figures().get(Figure.ITEMS_REMAINING);
        return processed == null || remaining == null ? null : processed.add(remaining);
    }

    private static JsonObject source(PhaseSource source) {
        Map<String, String> members = new LinkedHashMap<>(source.details());
        members.put("name", source.name());
        members.put("format", source.format());
        members.put("file", source.file());
        return texts(members);
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(members, NOWHERE);
    }

    private static JsonObject texts(Map<String, String> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, value) -> members.put(name, text(value)));
        return object(members);
    }

    private static JsonObject numbers(Map<String, @Nullable BigDecimal> numbers) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable BigDecimal> number : numbers.entrySet()) {
            members.put(number.getKey(), number(number.getValue()));
        }
        return object(members);
    }

    private static JsonString text(String text) {
        return new JsonString(text, NOWHERE);
    }

    /** As it is, digit for digit; a zero has none but one. */
    private static JsonValue number(@Nullable BigDecimal number) {
        if (number == null) {
            return NULL;
        }
        return new JsonNumber(number.signum() == 0 ? "0" : number.toString(), NOWHERE);
    }
}
