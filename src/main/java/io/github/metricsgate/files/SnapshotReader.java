package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a snapshot once: keeps its phases and context, passes its resource samples on one by one, checks everything. */
final class SnapshotReader {

    private static final String PHASES = "phase_metrics";
    private static final String SAMPLES = "resource_usage";

    private final String file;
    private final Schema schema;
    private final JsonReader reader;
    private final ResourceUsageReader samplesReader;
    private final OutputStream samplesOut;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, JsonValue> phases = new LinkedHashMap<>();
    private final Map<String, JsonValue> context = new LinkedHashMap<>();
    private Position start = new Position(1, 1);
    private long samples;

    private SnapshotReader(InputStream in, String file, OutputStream samplesOut, ResourceUsageReader samplesReader) {
        this.file = file;
        this.schema = new Schema(file);
        this.reader = new JsonReader(in, file);
        this.samplesOut = samplesOut;
        this.samplesReader = samplesReader;
    }

    /**
     * Reads to the end, or to the point where the document is no longer JSON.
     *
     * @param samplesOut gets the lines of {@code resource_usage.jsonl}, until a violation is found
     */
    static Snapshot read(InputStream in, String file, OutputStream samplesOut, ResourceUsageReader samplesReader)
            throws IOException {
        SnapshotReader snapshot = new SnapshotReader(in, file, samplesOut, samplesReader);
        Violations violations = snapshot.reader.document(snapshot::root);
        JsonObject context = new JsonObject(snapshot.context, snapshot.start);
        return new Snapshot(snapshot.phases, context, snapshot.samples, violations);
    }

    private void root() throws IOException, MalformedJsonException {
        start = reader.positionOfNext();
        if (!reader.isObjectNext()) {
            reader.report(schema.value(reader.value(), JsonPointer.ROOT, Rule.OBJECT));
            return;
        }
        reader.object(this::member);
        if (!seen.contains(PHASES)) {
            reader.report(Violations.of(schema.missing(JsonPointer.ROOT.child(PHASES), start, Rule.OBJECT)));
        }
        if (!seen.contains(SAMPLES)) {
            reader.report(Violations.of(schema.missing(JsonPointer.ROOT.child(SAMPLES), start, Rule.ARRAY)));
        }
        reader.report(schema.context(new JsonObject(context, start), JsonPointer.ROOT));
    }

    private void member(String name) throws IOException, MalformedJsonException {
        if (!seen.add(name)) {
            reader.skip();
            return;
        }
        JsonPointer at = reader.pointer();
        if (name.equals(PHASES) && reader.isObjectNext()) {
            reader.object(this::phase);
        } else if (name.equals(SAMPLES) && reader.isArrayNext()) {
            samples = samplesReader.copy(reader, file, samplesOut);
        } else if (name.equals(PHASES)) {
            reader.report(schema.phases(reader.value(), at));
        } else if (name.equals(SAMPLES)) {
            reader.report(schema.value(reader.value(), at, Rule.ARRAY));
        } else {
            context.put(name, reader.value());
        }
    }

    private void phase(String key) throws IOException, MalformedJsonException {
        JsonPointer at = reader.pointer();
        JsonValue phase = reader.value();
        reader.report(schema.phase(phase, at));
        phases.put(key, phase);
    }
}
