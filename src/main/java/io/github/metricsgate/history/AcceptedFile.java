package io.github.metricsgate.history;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code metrics-accepted.json}: the changes that were accepted, one entry a series, for people to review. It is read
 * strictly, because a field with a typing error would silently accept something else.
 */
public final class AcceptedFile {

    private static final int FORMAT_VERSION = 1;

    /** What is accepted where a phase has vanished. */
    private static final PhaseMetric PRESENCE = new PhaseMetric.Presence();

    private static final Position NOWHERE = new Position(1, 1);

    /** By phase in code-point order, the run first; then by metric, a measure after a metric of the same name. */
    private static final Comparator<SeriesName> ORDER = Comparator.comparing(
                    SeriesName::phase, Comparator.nullsFirst(CanonicalWriter.CODE_POINT_ORDER))
            .thenComparing(series -> series.metric().key(), CanonicalWriter.CODE_POINT_ORDER)
            .thenComparing(series -> series.metric() instanceof PhaseMetric.Measure);

    private AcceptedFile() {}

    /**
     * What was read.
     *
     * @param acceptances in the order of the file; none if there are violations
     * @param violations everything that is wrong with the file
     */
    public record Content(List<Acceptance> acceptances, Violations violations) {

        public Content {
            acceptances = List.copyOf(acceptances);
        }
    }

    /**
     * Reads the file; one that does not exist is empty.
     *
     * @throws FileAccessException if it cannot be read
     */
    public static Content read(Path file) throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            String name = file.getFileName().toString();
            JsonReader reader = new JsonReader(in, name);
            List<Acceptance> acceptances = new ArrayList<>();
            Violations violations = reader.document(() -> {
                JsonValue value = reader.value();
                ViolationCollector found = new ViolationCollector();
                root(name, value, found, acceptances);
                reader.report(found.violations());
            });
            return new Content(violations.isEmpty() ? acceptances : List.of(), violations);
        } catch (NoSuchFileException nothingAccepted) {
            return new Content(List.of(), Violations.NONE);
        }
    }

    /** These and those that are new; of the same series, the new one counts. */
    public static List<Acceptance> merged(List<Acceptance> present, List<Acceptance> newer) {
        Map<SeriesName, Acceptance> bySeries = new TreeMap<>(ORDER);
        present.forEach(acceptance -> bySeries.put(acceptance.series(), acceptance));
        newer.forEach(acceptance -> bySeries.put(acceptance.series(), acceptance));
        return List.copyOf(bySeries.values());
    }

    /**
     * Replaces the file, or leaves it as it was.
     *
     * @throws FileAccessException if it cannot be written
     */
    public static void write(Path file, List<Acceptance> acceptances) throws IOException {
        try (AtomicFile out = AtomicFile.create(file, Durability.FLUSHED)) {
            out.write(content(merged(List.of(), acceptances)));
            out.commit();
        }
    }

    private static byte[] content(Collection<Acceptance> acceptances) throws IOException {
        List<JsonValue> entries = new ArrayList<>();
        acceptances.forEach(acceptance -> entries.add(entry(acceptance)));
        Map<String, JsonValue> root = new LinkedHashMap<>();
        root.put("formatVersion", new JsonNumber(String.valueOf(FORMAT_VERSION), NOWHERE));
        root.put("accepted", new JsonArray(entries, NOWHERE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CanonicalWriter(out).document(new JsonObject(root, NOWHERE));
        out.write('\n');
        return out.toByteArray();
    }

    private static JsonValue entry(Acceptance acceptance) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        putText(members, "phase", acceptance.series().phase());
        putText(members, "phaseName", acceptance.phaseName());
        putText(members, "metric", acceptance.series().metric().key());
        if (acceptance.series().metric() instanceof PhaseMetric.Measure) {
            members.put("measure", new JsonLiteral("true", NOWHERE));
        }
        putNumber(members, "value", acceptance.value());
        putNumber(members, "baseline", acceptance.baseline());
        putText(members, "reason", acceptance.reason());
        putText(members, "accepted", acceptance.date().toString());
        LocalDate until = acceptance.until();
        putText(members, "until", until == null ? null : until.toString());
        putText(members, "commit", acceptance.commit());
        return new JsonObject(members, NOWHERE);
    }

    private static void putText(Map<String, JsonValue> members, String name, @Nullable String text) {
        if (text != null) {
            members.put(name, new JsonString(text, NOWHERE));
        }
    }

    private static void putNumber(Map<String, JsonValue> members, String name, @Nullable BigDecimal number) {
        if (number != null) {
            members.put(name, new JsonNumber(number.toString(), NOWHERE));
        }
    }

    private static void root(
            String file, JsonValue value, ViolationCollector violations, List<Acceptance> acceptances) {
        Members members = Members.of(file, value, JsonPointer.ROOT, violations);
        BigDecimal version = members.number("formatVersion");
        if (members.has("formatVersion") && version.compareTo(BigDecimal.valueOf(FORMAT_VERSION)) > 0) {
            violations.add(
                    file,
                    members.pointer("formatVersion"),
                    value.position(),
                    "was written by a newer version of the plugin: it is " + version + ", this version reads "
                            + FORMAT_VERSION);
            return;
        }
        Set<SeriesName> seen = new HashSet<>();
        List<JsonValue> entries = members.array("accepted");
        for (int i = 0; i < entries.size(); i++) {
            JsonPointer at = members.pointer("accepted").child((long) i);
            Acceptance acceptance = acceptance(file, entries.get(i), at, violations);
            if (!seen.add(acceptance.series())) {
                violations.add(
                        file,
                        at,
                        entries.get(i).position(),
                        "is a second entry for the same metric: delete one of them");
            }
            acceptances.add(acceptance);
        }
        members.rejectOthers();
    }

    private static Acceptance acceptance(String file, JsonValue value, JsonPointer at, ViolationCollector violations) {
        Members members = Members.of(file, value, at, violations);
        String phase = members.textOrNull("phase");
        boolean isMeasure = members.flag("measure");
        SeriesName series = members.parsed(
                "metric",
                phase == null ? "a metric of the run" : "a metric of a phase",
                name -> series(phase, name, isMeasure),
                new SeriesName(at.toString(), PhaseMetric.Figure.DURATION));
        Acceptance acceptance = new Acceptance(
                series,
                members.textOrNull("phaseName"),
                members.number("value"),
                members.numberOrNull("baseline"),
                members.text("reason"),
                members.parsed("accepted", "a date, as 2026-11-25", AcceptedFile::date, LocalDate.EPOCH),
                members.has("until")
                        ? members.parsed("until", "a date, as 2026-11-25", AcceptedFile::date, LocalDate.EPOCH)
                        : null,
                members.textOrNull("commit"));
        members.rejectOthers();
        return acceptance;
    }

    /** Null if there is no such metric. */
    private static @Nullable SeriesName series(@Nullable String phase, String name, boolean isMeasure) {
        if (isMeasure) {
            return phase == null ? null : new SeriesName(phase, new PhaseMetric.Measure(name));
        }
        if (phase != null && name.equals(PRESENCE.key())) {
            return new SeriesName(phase, PRESENCE);
        }
        Metric metric = Metric.named(name).orElse(null);
        boolean isInItsPlace = phase == null ? metric instanceof RunMetric : metric instanceof PhaseMetric;
        return (metric != null && isInItsPlace) ? new SeriesName(phase, metric) : null;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
