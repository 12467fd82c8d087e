package io.github.metricsgate.metrics;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the directory of a metrics set.
 *
 * @param directory where the set is
 * @param files all of them, in the order of {@link MetricsFile}; those that exist were read and checked
 * @param checksummed whether there is a {@code SHA256SUMS}
 * @param violations what is wrong with the files; if anything is, the run is incomplete
 * @param run what the files contain, without the content of missing files
 */
public record SetReading(Path directory, List<FoundFile> files, boolean checksummed, Violations violations, Run run) {

    public SetReading {
        files = List.copyOf(files);
    }

    /** For a snapshot that could not be published, instead of the set's directory. */
    public static SetReading ofSnapshot(Path snapshot, Violations violations) {
        return new SetReading(snapshot, List.of(), false, violations, Run.unknown());
    }

    /** The required files that are missing. */
    public List<FoundFile> missing() {
        List<FoundFile> missing = new ArrayList<>();
        for (FoundFile file : files) {
            if (file.isMissing() && file.role().required()) {
                missing.add(file);
            }
        }
        return missing;
    }

    public boolean has(MetricsFile role) {
        for (FoundFile file : files) {
            if (file.role() == role) {
                return !file.isMissing();
            }
        }
        return false;
    }

    /** Whether there is a file that lists the phases. */
    public boolean hasPhases() {
        return has(MetricsFile.PHASE_METRICS) || has(MetricsFile.LATENCY_HISTOGRAMS);
    }

    /** Whether there is a file with the resource samples, even if it is empty. */
    public boolean hasSamples() {
        return has(MetricsFile.RESOURCE_USAGE);
    }

    /** The same without the figures: nothing can be concluded from invalid files. */
    public SetReading withoutFigures() {
        return new SetReading(
                directory, files, checksummed, violations, new Run(run.context(), List.of(), ResourceUsage.none()));
    }

    /** When the run took place: its own time, otherwise the time of its first file; null if there is neither. */
    public @Nullable Instant time() {
        if (run.context().time() != null) {
            return run.context().time();
        }
        for (FoundFile file : files) {
            if (file.lastModified() != null) {
                return file.lastModified();
            }
        }
        return null;
    }

    /** Which run it is, by its bytes: the SHA-256 of those of its files, as 64 lower-case hexadecimal digits. */
    public String digest() {
        StringBuilder digests = new StringBuilder();
        for (FoundFile file : files) {
            digests.append(file.role()).append(' ').append(file.sha256()).append('\n');
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(digests.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether none of the files exist. */
    public boolean isEmpty() {
        return !checksummed && files.stream().allMatch(FoundFile::isMissing);
    }
}
