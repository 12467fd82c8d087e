package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot once: keeps its phases, passes its resource samples on one by one, checks everything. */
final class Snapshot {

    private static final Map<String, Rule> REQUIRED = requiredMembers();

    private final String file;
    private final Schema schema;
    private final JsonReader reader;
    private final ResourceUsageReader samplesReader;
    private final OutputStream samplesOut;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, JsonValue> phases = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private AbortStatus abortStatus = new AbortStatus(false, "");
    private long samples;
    private Violations violations = Violations.NONE;

    private Snapshot(InputStream in, String file, OutputStream samplesOut, ResourceUsageReader samplesReader) {
        this.file = file;
        this.schema = new Schema(file);
        this.reader = new JsonReader(in, file);
        this.samplesOut = samplesOut;
        this.samplesReader = samplesReader;
    }

    /**
     * Reads to the end, or to where it is no JSON any more. What this returns is whole if there are no violations.
     *
     * @param samplesOut gets the lines of {@code resource_usage.jsonl}, as long as nothing is wrong
     */
    static Snapshot read(InputStream in, String file, OutputStream samplesOut, ResourceUsageReader samplesReader)
            throws IOException {
        Snapshot snapshot = new Snapshot(in, file, samplesOut, samplesReader);
        snapshot.violations = snapshot.reader.document(snapshot::root);
        return snapshot;
    }

    Violations violations() {
        return violations;
    }

    /** The phases as they were read, by key. */
    Map<String, JsonValue> phases() {
        return phases;
    }

    long samples() {
        return samples;
    }

    AbortStatus abortStatus() {
        return abortStatus;
    }

    /** What is allowed and still not as it should be, each a sentence. */
    List<String> warnings() {
        return warnings;
    }

    private static Map<String, Rule> requiredMembers() {
        Map<String, Rule> required = new LinkedHashMap<>();
        required.put("phase_metrics", Rule.OBJECT);
        required.put("resource_usage", Rule.ARRAY);
        required.put("abort_status", Rule.OBJECT);
        return required;
    }

    private void root() throws IOException, MalformedJsonException {
        if (!reader.isObjectNext()) {
            reader.report(schema.value(reader.value(), reader.pointer(), Rule.OBJECT));
            return;
        }
        Position start = reader.positionOfNext();
        reader.object(this::member);
        for (Map.Entry<String, Rule> member : REQUIRED.entrySet()) {
            if (!seen.contains(member.getKey())) {
                reader.report(Violations.of(
                        schema.missing(JsonPointer.ROOT.child(member.getKey()), start, member.getValue())));
            }
        }
        for (String name : List.of("timestamp", "phase_status")) {
            if (!seen.contains(name)) {
                warnings.add("the snapshot has no \"" + name + "\"");
            }
        }
    }

    private void member(String name) throws IOException, MalformedJsonException {
        if (!seen.add(name)) {
            reader.skip();
            return;
        }
        JsonPointer at = reader.pointer();
        switch (name) {
            case "phase_metrics" -> {
                if (reader.isObjectNext()) {
                    reader.object(this::phase);
                } else {
                    reader.report(schema.value(reader.value(), at, Rule.OBJECT));
                }
            }
            case "resource_usage" -> {
                if (reader.isArrayNext()) {
                    samples = samplesReader.copy(reader, file, samplesOut);
                } else {
                    reader.report(schema.value(reader.value(), at, Rule.ARRAY));
                }
            }
            case "abort_status" -> {
                JsonValue value = reader.value();
                reader.report(schema.value(value, at, Rule.OBJECT));
                if (value instanceof JsonObject object) {
                    abortStatus(object.members());
                }
            }
            case "timestamp" -> reader.report(schema.value(reader.value(), at, Rule.TIMESTAMP));
            case "phase_status" -> reader.report(schema.value(reader.value(), at, Rule.OBJECT));
            default -> reader.skip();
        }
    }

    private void phase(String key) throws IOException, MalformedJsonException {
        JsonPointer at = reader.pointer();
        JsonValue phase = reader.value();
        reader.report(schema.phase(key, phase, at).violations());
        phases.put(key, phase);
    }

    private void abortStatus(Map<String, JsonValue> members) {
        @Nullable JsonValue aborted = members.get("is_aborted");
        if (!(aborted instanceof JsonLiteral literal) || literal.isNull()) {
            warnings.add(
                    "\"abort_status\" has no \"is_aborted\" that is true or false: whether the run was aborted is not"
                            + " known");
        }
        String reason = members.get("reason") instanceof JsonString string ? string.text() : "";
        abortStatus = new AbortStatus(Schema.isTrue(aborted), reason);
    }
}
