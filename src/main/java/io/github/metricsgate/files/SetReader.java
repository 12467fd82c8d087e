package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a metrics set, each file once, and checks its bytes against {@code SHA256SUMS}, its values against the schema,
 * and the two files of phases against each other. It changes nothing.
 */
public final class SetReader {

    private final SetLayout layout;
    private final Optional<DurationUnit> latencyUnit;
    private final ReadOptions options;
    private final Map<MetricsFile, FoundFile> files = new EnumMap<>(MetricsFile.class);

    /** How one file is read. */
    private interface FileReader<T> {
        T read(InputStream in, String name) throws IOException;
    }

    private SetReader(SetLayout layout, Optional<DurationUnit> latencyUnit, ReadOptions options) {
        this.layout = layout;
        this.latencyUnit = latencyUnit;
        this.options = options;
    }

    /**
     * Reads and checks the files that exist.
     *
     * @param latencyUnit the unit of the latencies if the set does not give one; milliseconds if that is empty too
     * @throws FileAccessException if an existing file cannot be read
     */
    public static SetReading read(SetLayout layout, Optional<DurationUnit> latencyUnit, ReadOptions options)
            throws IOException {
        return new SetReader(layout, latencyUnit, options).read();
    }

    private SetReading read() throws IOException {
        Optional<Checksums> checksums = Checksums.read(layout);
        // Comes first, because it contains the unit of the others' latencies.
        RunDocument run = read(MetricsFile.RUN, RunDocument::read).orElse(RunDocument.missing());
        DurationUnit unit = unit(run.context());
        PhasesDocument phaseMetrics = read(
                        MetricsFile.PHASE_METRICS, (in, name) -> PhasesDocument.readPhaseMetrics(in, name, unit))
                .orElse(PhasesDocument.missing(layout.name(MetricsFile.PHASE_METRICS)));
        ResourceUsageReader.Result samples = read(MetricsFile.RESOURCE_USAGE, new ResourceUsageReader(options)::read)
                .orElse(ResourceUsageReader.Result.NO_SAMPLES);
        PhasesDocument latencyHistograms = read(
                        MetricsFile.LATENCY_HISTOGRAMS,
                        (in, name) -> PhasesDocument.readLatencyHistograms(in, name, unit))
                .orElse(PhasesDocument.missing(layout.name(MetricsFile.LATENCY_HISTOGRAMS)));

        Violations violations = checksums.isPresent() ? checksums.get().violations() : Violations.NONE;
        violations = violations
                .and(phaseMetrics.violations())
                .and(samples.violations())
                .and(latencyHistograms.violations())
                .and(differences(phaseMetrics, latencyHistograms))
                .and(run.violations())
                .and(checksums.isPresent() ? mismatches(checksums.get()) : newChecksums());
        PhasesDocument phases = isMissing(MetricsFile.PHASE_METRICS) ? latencyHistograms : phaseMetrics;
        return new SetReading(
                layout.directory(),
                List.copyOf(files.values()),
                checksums.isPresent(),
                violations,
                new Run(run.context(), phases.models(unit), samples.usage()));
    }

    private DurationUnit unit(RunContext run) {
        Optional<DurationUnit> ofRun = run.latencyUnit();
        return ofRun.isPresent() ? ofRun.get() : latencyUnit.orElse(DurationUnit.MILLISECONDS);
    }

    private boolean isMissing(MetricsFile role) {
        FoundFile file = files.get(role);
        return file == null || file.isMissing();
    }

    /** Reads the file; empty if it is missing. */
    private <T> Optional<T> read(MetricsFile role, FileReader<T> reader) throws IOException {
        Path path = layout.path(role);
        MessageDigest digest = Checksums.newDigest();
        try (InputStream in = new DigestInputStream(ReadingInputStream.open(path), digest)) {
            Instant lastModified = Files.getLastModifiedTime(path).toInstant();
            T content = reader.read(in, layout.name(role));
            in.transferTo(OutputStream.nullOutputStream());
            files.put(role, new FoundFile(role, path, Checksums.hex(digest), lastModified));
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            files.put(role, FoundFile.missing(role, path));
            return Optional.empty();
        } catch (FileSystemException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    private Violations differences(PhasesDocument phaseMetrics, PhasesDocument latencyHistograms) {
        boolean areComparable = !isMissing(MetricsFile.PHASE_METRICS)
                && !isMissing(MetricsFile.LATENCY_HISTOGRAMS)
                && phaseMetrics.violations().isEmpty()
                && latencyHistograms.violations().isEmpty();
        return areComparable ? CrossFileCheck.compare(latencyHistograms, phaseMetrics) : Violations.NONE;
    }

    private Violations mismatches(Checksums checksums) {
        Violations mismatches = Violations.NONE;
        List<FoundFile> found = new ArrayList<>(files.values());
        for (FoundFile file : found) {
            String name = layout.name(file.role());
            mismatches = mismatches.and(
                    file.sha256() == null
                            ? checksums.checkMissing(name)
                            : checksums.check(file.role(), name, file.path(), file.sha256()));
        }
        return mismatches;
    }

    private Violations newChecksums() {
        return Files.exists(layout.checksums())
                ? Violations.of(new Violation(
                        SetLayout.CHECKSUMS, "", null, "appeared while the set was read: another build is writing it"))
                : Violations.NONE;
    }
}
