package io.github.metricsgate.history;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a run as the line that it is in a history; {@code history-format.md} describes it. */
final class EntryWriter {

    static final int FORMAT_VERSION = 1;

    private static final Position NOWHERE = new Position(1, 1);

    private EntryWriter() {}

    static byte[] line(RecordedRun run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CanonicalWriter(out).line(object(members(run)));
        return Checksum.appendTo(out.toByteArray());
    }

    /**
     * What every line of these begins with.
     *
     * @param branch {@link RunStore#NO_BRANCH} for none
     */
    static byte[] head(String time, String digest, String module, String branch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CanonicalWriter(out)
                .line(object(members(time, digest, module, branch.equals(RunStore.NO_BRANCH) ? null : branch)));
        // Without the brace and the line feed.
        return Arrays.copyOf(out.toByteArray(), out.size() - 2);
    }

    private static Map<String, JsonValue> members(String time, String digest, String module, @Nullable String branch) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("formatVersion", number(BigDecimal.valueOf(FORMAT_VERSION)));
        members.put("time", string(time));
        members.put("digest", string(digest));
        members.put("module", string(module));
        members.put("branch", stringOrNull(branch));
        return members;
    }

    private static Map<String, JsonValue> members(RecordedRun run) {
        Map<String, JsonValue> members = members(
                run.time().toString(),
                run.digest(),
                run.module(),
                run.identity().branch());
        members.put("id", stringOrNull(run.identity().id()));
        members.put("commit", stringOrNull(run.identity().commit()));
        members.put("url", stringOrNull(run.identity().url()));
        Map<String, JsonValue> environment = new LinkedHashMap<>();
        run.identity().environment().forEach((name, value) -> environment.put(name, string(value)));
        members.put("environment", object(environment));
        members.put(
                "observed",
                new JsonArray(run.observed().stream().map(EntryWriter::string).toList(), NOWHERE));
        members.put("result", string(run.result()));
        members.put("runFactor", number(run.runFactor()));
        Map<String, JsonValue> runValues = new LinkedHashMap<>();
        Map<String, PhaseMembers> phases = new LinkedHashMap<>();
        run.phaseNames().forEach((key, name) -> phases.put(key, new PhaseMembers(name)));
        run.values().forEach((series, value) -> {
            String phase = series.phase();
            if (phase == null) {
                checkName(series, series.metric() instanceof RunMetric);
                runValues.put(series.metric().key(), value(value));
            } else {
                phases.computeIfAbsent(phase, key -> new PhaseMembers(null)).add(series, value(value));
            }
        });
        members.put("runValues", object(runValues));
        Map<String, JsonValue> written = new LinkedHashMap<>();
        phases.forEach((key, phase) -> written.put(key, phase.object()));
        members.put("phases", object(written));
        return members;
    }

    private record PhaseMembers(@Nullable String name, Map<String, JsonValue> values, Map<String, JsonValue> measures) {

        PhaseMembers(@Nullable String name) {
            this(name, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        void add(SeriesName series, JsonValue value) {
            if (series.metric() instanceof PhaseMetric.Measure measure) {
                measures.put(measure.key(), value);
            } else {
                checkName(series, series.metric() instanceof PhaseMetric);
                values.put(series.metric().key(), value);
            }
        }

        JsonObject object() {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            if (name != null) {
                members.put("name", string(name));
            }
            if (!values.isEmpty()) {
                members.put("values", EntryWriter.object(values));
            }
            if (!measures.isEmpty()) {
                members.put("measures", EntryWriter.object(measures));
            }
            return EntryWriter.object(members);
        }
    }

    /** What could not be read again as what it is must not be written. */
    private static void checkName(SeriesName series, boolean isInItsPlace) {
        if (!isInItsPlace
                || !Metric.named(series.metric().key())
                        .filter(series.metric()::equals)
                        .isPresent()) {
            throw new IllegalArgumentException("not a series that has a name of its own: " + series);
        }
    }

    private static JsonValue value(RecordedValue value) {
        JsonValue number = number(value.value());
        if (value.status() == RecordedValue.Status.NORMAL && value.acceptance() == null) {
            return number;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("value", number);
        if (value.status() != RecordedValue.Status.NORMAL) {
            members.put("status", string(value.status().name().toLowerCase(Locale.ROOT)));
        }
        if (value.acceptance() != null) {
            members.put("accepted", string(value.acceptance()));
        }
        return object(members);
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(members, NOWHERE);
    }

    private static JsonValue string(String text) {
        return new JsonString(text, NOWHERE);
    }

    private static JsonValue stringOrNull(@Nullable String text) {
        return text == null ? new JsonLiteral("null", NOWHERE) : string(text);
    }

    private static JsonValue number(BigDecimal number) {
        return new JsonNumber(number.toString(), NOWHERE);
    }
}
