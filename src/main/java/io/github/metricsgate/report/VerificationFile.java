package io.github.metricsgate.report;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.text.Names;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code verification.json} back: the changes that can be accepted. */
public final class VerificationFile {

    private static final String SUSPECT = "suspect";
    private static final String REGRESSION = "regression";

    private VerificationFile() {}

    /**
     * What a verification found to be other than before.
     *
     * @param commit what was checked out; null if nobody knew
     * @param isCompared whether the run was compared with a history at all
     * @param changes what is suspect or a regression, then the phases that vanished
     */
    public record Content(@Nullable String commit, boolean isCompared, List<Change> changes) {

        public Content {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A change that can be accepted.
     *
     * @param series of {@link PhaseMetric.Presence} for a phase that vanished
     * @param phaseName null for a metric of the run
     * @param value freed of what the whole run suffered; 0 for a phase that vanished
     * @param baseline the median before; null if it is not known
     */
    public record Change(
            SeriesName series,
            @Nullable String phaseName,
            BigDecimal value,
            @Nullable BigDecimal baseline) {}

    /**
     * Reads the file.
     *
     * @throws FileAccessException if it cannot be read, or is not what {@code verify-metrics} writes
     */
    public static Content read(Path file) throws IOException {
        List<JsonValue> read = new ArrayList<>();
        Violations violations;
        try (InputStream in = Files.newInputStream(file)) {
            JsonReader reader = new JsonReader(in, String.valueOf(file.getFileName()));
            violations = reader.document(() -> read.add(reader.value()));
        } catch (IOException e) {
            throw new FileAccessException("read", file, e);
        }
        if (!violations.isEmpty() || read.isEmpty()) {
            throw notOurs(file, String.join("; ", Names.violations(violations)));
        }
        try {
            return content(object(read.get(0)));
        } catch (UnexpectedValueException e) {
            throw notOurs(file, String.valueOf(e.getMessage()));
        }
    }

    private static FileAccessException notOurs(Path file, String why) {
        return new FileAccessException(
                "read", file, new IOException("it is not a verification.json of this plugin's verify-metrics: " + why));
    }

    private static final class UnexpectedValueException extends Exception {
        private static final long serialVersionUID = 1L;

        UnexpectedValueException(String message) {
            super(message);
        }
    }

    private static Content content(Map<String, JsonValue> root) throws UnexpectedValueException {
        Map<String, JsonValue> run = object(member(root, "run"));
        String commit = run.containsKey("commit") ? textOrNull(member(run, "commit")) : null;
        JsonValue baseline = root.get(JsonBaseline.MEMBER);
        if (baseline == null) {
            return new Content(commit, false, List.of());
        }
        List<Change> changes = new ArrayList<>();
        for (JsonValue comparison : array(member(object(baseline), "comparisons"))) {
            Map<String, JsonValue> members = object(comparison);
            String standing = text(member(members, "standing"));
            if (standing.equals(SUSPECT) || standing.equals(REGRESSION)) {
                changes.add(change(members));
            }
        }
        for (JsonValue vanished : array(member(object(baseline), "vanished"))) {
            Map<String, JsonValue> members = object(vanished);
            changes.add(new Change(
                    new SeriesName(text(member(members, "key")), new PhaseMetric.Presence()),
                    text(member(members, "name")),
                    BigDecimal.ZERO,
                    null));
        }
        return new Content(commit, true, changes);
    }

    private static Change change(Map<String, JsonValue> members) throws UnexpectedValueException {
        String name = text(member(members, "metric"));
        boolean isMeasure = member(members, "isMeasure") instanceof JsonLiteral literal
                && literal.text().equals("true");
        Metric metric =
                isMeasure ? new PhaseMetric.Measure(name) : Metric.named(name).orElse(null);
        if (metric == null) {
            throw new UnexpectedValueException("there is no metric " + Names.of(name));
        }
        JsonValue phase = member(members, "phase");
        boolean isOfRun = !(phase instanceof JsonObject);
        return new Change(
                new SeriesName(isOfRun ? null : text(member(object(phase), "key")), metric),
                isOfRun ? null : text(member(object(phase), "name")),
                number(member(members, "freed")),
                member(members, "median") instanceof JsonNumber median ? median.decimal() : null);
    }

    private static JsonValue member(Map<String, JsonValue> object, String name) throws UnexpectedValueException {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new UnexpectedValueException("\"" + name + "\" is missing");
        }
        return value;
    }

    private static Map<String, JsonValue> object(JsonValue value) throws UnexpectedValueException {
        if (value instanceof JsonObject object) {
            return object.members();
        }
        throw new UnexpectedValueException(
                "expected an object in line " + value.position().line());
    }

    private static List<JsonValue> array(JsonValue value) throws UnexpectedValueException {
        if (value instanceof JsonArray array) {
            return array.elements();
        }
        throw new UnexpectedValueException(
                "expected an array in line " + value.position().line());
    }

    private static String text(JsonValue value) throws UnexpectedValueException {
        String text = textOrNull(value);
        if (text == null) {
            throw new UnexpectedValueException(
                    "expected a string in line " + value.position().line());
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonValue value) {
        return value instanceof JsonString string ? string.text() : null;
    }

    private static BigDecimal number(JsonValue value) throws UnexpectedValueException {
        if (value instanceof JsonNumber number) {
            return number.decimal();
        }
        throw new UnexpectedValueException(
                "expected a number in line " + value.position().line());
    }
}
