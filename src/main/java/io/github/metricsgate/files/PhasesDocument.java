package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the two files that contain phases by key.
 *
 * @param file its name
 * @param start where its value begins
 * @param phases the valid phases, with the fields that both files have
 * @param models the same phases; empty for {@code latency_histograms.json}, because two files of models take a lot of
 *     memory and usually only one of them is needed
 * @param violations what is wrong with the file
 */
record PhasesDocument(
        String file, Position start, Map<String, JsonObject> phases, List<Phase> models, Violations violations) {

    /** A missing file: it contains nothing, and nothing is wrong with it. */
    static PhasesDocument missing(String file) {
        return new PhasesDocument(file, new Position(1, 1), Map.of(), List.of(), Violations.NONE);
    }

    /** The valid phases. */
    List<Phase> models(DurationUnit latencyUnit) {
        if (models.size() == phases.size()) {
            return models;
        }
        List<Phase> made = new ArrayList<>();
        phases.forEach((key, phase) -> made.add(PhaseModel.of(key, phase, latencyUnit)));
        return made;
    }

    /** Checks one phase. */
    private interface PhaseRules {
        Violations check(JsonValue phase, JsonPointer at);
    }

    static PhasesDocument readPhaseMetrics(InputStream in, String file, DurationUnit latencyUnit) throws IOException {
        return new Reader(in, file, latencyUnit, new Schema(file)::phase, false).read();
    }

    static PhasesDocument readLatencyHistograms(InputStream in, String file, DurationUnit latencyUnit)
            throws IOException {
        return new Reader(in, file, latencyUnit, new Schema(file)::phaseLatencies, true).read();
    }

    private static final class Reader {

        private final JsonReader reader;
        private final String file;
        private final DurationUnit latencyUnit;
        private final PhaseRules rules;
        private final boolean latenciesOnly;
        private final Map<String, JsonObject> phases = new LinkedHashMap<>();
        private final List<Phase> models = new ArrayList<>();
        private Position start = new Position(1, 1);

        Reader(InputStream in, String file, DurationUnit latencyUnit, PhaseRules rules, boolean latenciesOnly) {
            this.reader = new JsonReader(in, file);
            this.file = file;
            this.latencyUnit = latencyUnit;
            this.rules = rules;
            this.latenciesOnly = latenciesOnly;
        }

        PhasesDocument read() throws IOException {
            Violations violations = reader.document(this::root);
            return new PhasesDocument(file, start, phases, models, violations);
        }

        private void root() throws IOException, MalformedJsonException {
            start = reader.positionOfNext();
            if (reader.isObjectNext()) {
                reader.object(this::phase);
            } else {
                reader.report(new Schema(file).value(reader.value(), JsonPointer.ROOT, Rule.OBJECT));
            }
        }

        private void phase(String key) throws IOException, MalformedJsonException {
            JsonPointer at = reader.pointer();
            JsonValue value = reader.value();
            Violations violations = rules.check(value, at);
            reader.report(violations);
            if (violations.isEmpty() && value instanceof JsonObject phase && phase.isValid()) {
                JsonObject view = LatencyView.of(phase);
                phases.put(key, view);
                if (!latenciesOnly) {
                    models.add(PhaseModel.of(key, phase, latencyUnit));
                }
            }
        }
    }
}
