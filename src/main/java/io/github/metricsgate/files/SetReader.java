package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.SetReading;
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
    private final DurationUnit latencyUnit;
    private final ReadOptions options;
    private final ViolationCollector violations = new ViolationCollector();
    private final List<FoundFile> files = new ArrayList<>();
    private final Map<String, Phase> phases = new LinkedHashMap<>();
    private final Map<String, Phase> latencies = new LinkedHashMap<>();
    private ResourceUsage resources = ResourceUsage.none();
    private boolean phasesAreWhole;

    private SetReader(SetLayout layout, DurationUnit latencyUnit, ReadOptions options) {
        this.layout = layout;
        this.latencyUnit = latencyUnit;
        this.options = options;
    }

    /**
     * Reads and checks what is there.
     *
     * @param latencyUnit the unit of the latencies in the files
     * @throws FileAccessException if a file is there and cannot be read
     */
    public static SetReading read(SetLayout layout, DurationUnit latencyUnit, ReadOptions options) throws IOException {
        return new SetReader(layout, latencyUnit, options).read();
    }

    private SetReading read() throws IOException {
        Optional<Checksums> checksums = Checksums.read(layout, violations);
        boolean hasPhases = read(MetricsFile.PHASE_METRICS, checksums);
        read(MetricsFile.RESOURCE_USAGE, checksums);
        read(MetricsFile.LATENCY_HISTOGRAMS, checksums);
        if (checksums.isEmpty() && Files.exists(layout.checksums())) {
            violations.add(SetLayout.CHECKSUMS, "a file that was not there before", "a set that nobody is writing");
        }
        return new SetReading(
                layout.directory(),
                files,
                checksums.isPresent(),
                violations.violations(),
                new Run(RunContext.unknown(), List.copyOf((hasPhases ? phases : latencies).values()), resources));
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
            checksums.get().check(name, sha256, violations);
        }
        return true;
    }

    private void read(MetricsFile role, InputStream in, String name) throws IOException {
        switch (role) {
            case PHASE_METRICS -> phasesAreWhole = new PhaseMetrics(in, name).isRead();
            case RESOURCE_USAGE -> resources = SampleLines.read(in, name, violations, options, SampleLines.BLOCK);
            case LATENCY_HISTOGRAMS -> new LatencyHistograms(in, name).isRead();
            case RUN -> {
                // Not read yet: its bytes are compared with their checksum.
            }
        }
    }

    /** A file of phases by their keys. Classes and not lambdas, as even a small build pays for each of those. */
    private abstract class PhasesFile implements JsonReader.ValueHandler, JsonReader.MemberHandler {

        final Schema schema;
        private final JsonReader reader;

        PhasesFile(InputStream in, String name) {
            this.schema = new Schema(name, latencyUnit, violations);
            this.reader = new JsonReader(in, name, violations);
        }

        /** Reads it, and says whether there was nothing against it. */
        boolean isRead() throws IOException {
            long before = violations.total();
            reader.document(this);
            return violations.total() == before;
        }

        @Override
        public void read() throws IOException, MalformedJsonException {
            Position start = reader.positionOfNext();
            if (reader.isObjectNext()) {
                reader.object(this);
            } else {
                schema.value(reader.value(), JsonPointer.ROOT, Rule.OBJECT);
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
            Optional<Phase> phase = schema.phase(key, value, at);
            if (phase.isPresent()) {
                phases.put(key, phase.get());
            }
        }
    }

    private final class LatencyHistograms extends PhasesFile {

        private final CrossFileCheck agreement = new CrossFileCheck(
                layout.latencyHistograms(), layout.phaseMetrics(), phasesAreWhole ? phases : Map.of(), violations);
        private final Set<String> keys = new HashSet<>();

        LatencyHistograms(InputStream in, String name) {
            super(in, name);
        }

        @Override
        void phase(String key, JsonValue value, JsonPointer at) {
            keys.add(key);
            Optional<Phase> phase = schema.phaseLatencies(key, value, at);
            if (phase.isPresent()) {
                latencies.put(key, phase.get());
                if (phasesAreWhole && value instanceof JsonObject source) {
                    agreement.phase(phase.get(), source, at);
                }
            }
        }

        @Override
        void end(Position start) {
            agreement.end(keys, start);
        }
    }
}
