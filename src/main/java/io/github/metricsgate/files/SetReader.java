package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.files.Schema.CheckedPhase;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a metrics set back, each file once: its bytes against {@code SHA256SUMS}, its values against the schema, the two
 * files that speak of phases against each other. Changes nothing.
 */
public final class SetReader {

    private final SetLayout layout;
    private final ReadOptions options;
    private Violations violations = Violations.NONE;
    private final List<FoundFile> files = new ArrayList<>();
    private final Map<String, Phase> phases = new LinkedHashMap<>();
    private final Map<String, Phase> latencies = new LinkedHashMap<>();
    private ResourceUsage resources = new ResourceUsage(0, Map.of());
    private boolean phasesAreWhole;

    private SetReader(SetLayout layout, ReadOptions options) {
        this.layout = layout;
        this.options = options;
    }

    /**
     * Reads and checks what is there.
     *
     * @throws FileAccessException if a file is there and cannot be read
     */
    public static SetReading read(SetLayout layout, ReadOptions options) throws IOException {
        return new SetReader(layout, options).read();
    }

    /** Reads on one core. */
    public static SetReading read(SetLayout layout) throws IOException {
        return read(layout, ReadOptions.threads(1));
    }

    private SetReading read() throws IOException {
        Optional<Checksums> checksums = Checksums.read(layout);
        checksums.ifPresent(sums -> violations = sums.violations());
        boolean hasPhases = read(MetricsFile.PHASE_METRICS, checksums);
        boolean hasSamples = read(MetricsFile.RESOURCE_USAGE, checksums);
        boolean hasLatencies = read(MetricsFile.LATENCY_HISTOGRAMS, checksums);
        if (checksums.isEmpty() && Files.exists(layout.checksums())) {
            violations = violations.and(Violations.of(new Violation(
                    SetLayout.CHECKSUMS, "", null, "appeared while the set was read: another build is writing it")));
        }
        return new SetReading(
                layout.directory(),
                files,
                checksums.isPresent(),
                violations,
                hasPhases || hasLatencies
                        ? Optional.of(List.copyOf((hasPhases ? phases : latencies).values()))
                        : Optional.empty(),
                hasSamples ? Optional.of(resources) : Optional.empty());
    }

    /** Reads the file unless it is missing, and says whether it was there. */
    private boolean read(MetricsFile role, Optional<Checksums> checksums) throws IOException {
        Path path = layout.path(role);
        String name = layout.name(role);
        MessageDigest digest = Checksums.newDigest();
        Instant lastModified;
        try (InputStream in = new DigestInputStream(ReadingInputStream.open(path), digest)) {
            lastModified = Files.getLastModifiedTime(path).toInstant();
            read(role, in, name);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            files.add(FoundFile.missing(role, path));
            return false;
        } catch (FileSystemException e) {
            throw new FileAccessException("read", path, e);
        }
        String sha256 = Checksums.hex(digest);
        files.add(new FoundFile(role, path, sha256, lastModified));
        if (checksums.isPresent()) {
            violations = violations.and(checksums.get().check(name, sha256));
        }
        return true;
    }

    private void read(MetricsFile role, InputStream in, String name) throws IOException {
        switch (role) {
            case PHASE_METRICS -> {
                Violations found = new PhaseMetrics(in, name).readAll();
                phasesAreWhole = found.isEmpty();
                violations = violations.and(found);
            }
            case RESOURCE_USAGE -> {
                ResourceUsageReader.Result result = new ResourceUsageReader(options).read(in, name);
                resources = result.usage();
                violations = violations.and(result.violations());
            }
            case LATENCY_HISTOGRAMS -> violations = violations.and(new LatencyHistograms(in, name).readAll());
        }
    }

    /** A file of phases by their keys. Classes and not lambdas, as even a small build pays for each of those. */
    private abstract static class PhasesFile implements JsonReader.ValueHandler, JsonReader.MemberHandler {

        final Schema schema;
        final JsonReader reader;

        PhasesFile(InputStream in, String name) {
            this.schema = new Schema(name);
            this.reader = new JsonReader(in, name);
        }

        /** Reads it, and says what is wrong with it. */
        Violations readAll() throws IOException {
            return reader.document(this);
        }

        @Override
        public void read() throws IOException, MalformedJsonException {
            Position start = reader.positionOfNext();
            if (reader.isObjectNext()) {
                reader.object(this);
            } else {
                reader.report(schema.value(reader.value(), JsonPointer.ROOT, Rule.OBJECT));
            }
            end(start);
        }

        @Override
        public void read(String key) throws IOException, MalformedJsonException {
            JsonPointer at = reader.pointer();
            phase(key, reader.value(), at);
        }

        abstract void phase(String key, JsonValue value, JsonPointer at);

        void end(Position start) {}
    }

    private final class PhaseMetrics extends PhasesFile {

        PhaseMetrics(InputStream in, String name) {
            super(in, name);
        }

        @Override
        void phase(String key, JsonValue value, JsonPointer at) {
            CheckedPhase phase = schema.phase(key, value, at);
            reader.report(phase.violations());
            if (phase.phase() != null) {
                phases.put(key, phase.phase());
            }
        }
    }

    private final class LatencyHistograms extends PhasesFile {

        private final CrossFileCheck agreement = new CrossFileCheck(
                layout.latencyHistograms(), layout.phaseMetrics(), phasesAreWhole ? phases : Map.of(), reader::report);
        private final Set<String> keys = new HashSet<>();

        LatencyHistograms(InputStream in, String name) {
            super(in, name);
        }

        @Override
        void phase(String key, JsonValue value, JsonPointer at) {
            keys.add(key);
            CheckedPhase checked = schema.phaseLatencies(key, value, at);
            reader.report(checked.violations());
            Phase phase = checked.phase();
            if (phase != null) {
                latencies.put(key, phase);
                if (phasesAreWhole && value instanceof JsonObject source) {
                    agreement.phase(phase, source, at);
                }
            }
        }

        @Override
        void end(Position start) {
            agreement.end(keys, start);
        }
    }
}
