package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The warnings, errors and anomalies of a phase. A {@code Phase} only knows how many there are. */
public final class PhaseRemarks {

    /** The figures that are the lengths of these lists. */
    static final List<Figure> LENGTHS = List.of(Figure.WARNINGS, Figure.ERRORS, Figure.ANOMALIES);

    private final Map<Figure, List<JsonValue>> lists;

    private PhaseRemarks(Map<Figure, List<JsonValue>> lists) {
        this.lists = lists;
    }

    /**
     * Those of a set that was read and found valid, by the keys of its phases.
     *
     * @throws FileAccessException if it cannot be read any more
     */
    public static Map<String, PhaseRemarks> of(SetLayout layout) throws IOException {
        Path file = layout.path(MetricsFile.PHASE_METRICS);
        Map<String, PhaseRemarks> remarks = new LinkedHashMap<>();
        try (InputStream in = ReadingInputStream.open(file)) {
            JsonReader reader = new JsonReader(in, layout.name(MetricsFile.PHASE_METRICS));
            boolean isDamaged = !reader.document(() -> reader.object(key -> remarks.put(key, of(reader.value()))))
                    .isEmpty();
            if (isDamaged) {
                throw new FileAccessException("read", file, new IOException("it was changed while it was read"));
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return remarks;
    }

    private static PhaseRemarks of(JsonValue phase) {
        Map<Figure, List<JsonValue>> lists = new EnumMap<>(Figure.class);
        for (Figure length : LENGTHS) {
            if (phase instanceof JsonObject object && object.members().get(length.key()) instanceof JsonArray list) {
                lists.put(length, list.elements());
            }
        }
        return new PhaseRemarks(lists);
    }

    /** These, followed by {@code later}. */
    public PhaseRemarks and(PhaseRemarks later) {
        Map<Figure, List<JsonValue>> both = new EnumMap<>(Figure.class);
        for (Figure length : LENGTHS) {
            if (lists.containsKey(length) || later.lists.containsKey(length)) {
                List<JsonValue> all = new ArrayList<>(of(length));
                all.addAll(later.of(length));
                both.put(length, Collections.unmodifiableList(all));
            }
        }
        return new PhaseRemarks(both);
    }

    List<JsonValue> of(Figure length) {
        return lists.getOrDefault(length, List.of());
    }
}
