package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a publication does to a directory, whatever the content of the files. */
class PublicationTest {

    private static final Instant MODIFIED = Instant.parse("2024-01-01T00:00:00.123Z");
    private static final String OF_OTHER_FILES = "0".repeat(64);
    private static final String SUMS = """
            b05f3c05c1718e48ca996c7aa092dbbf5ed401568a1b918cce723693a892bf55  phase_metrics.json
            91c9acfcbdea6c8866f860926e5b225d12c697cbf111e9aa3aec67875bdf2b76  resource_usage.jsonl
            15bfdcfa43173ea55877a9f85e7279c54bf76cd96416eba7cd9e981f22c3cc1d  latency_histograms.json
            acba25512100f80b56fc3ccd14c65be55d94800cda77585c5f41a887e398f9be  run.json
            """;

    @TempDir
    Path directory;

    private SetLayout layout;

    @BeforeEach
    void layOut() {
        layout = GoldenSets.layout(directory);
    }

    @Test
    void allFilesAreListedInTheUsualOrder() throws IOException {
        List<WrittenFile> files = publish(MetricsFile.values());
        assertThat(files).extracting(WrittenFile::role).containsExactly(MetricsFile.values());
        assertThat(files).extracting(WrittenFile::size).containsExactly(13L, 14L, 18L, 3L);
        assertThat(checksums()).isEqualTo(SUMS);
        for (WrittenFile file : files) {
            assertThat(file.path())
                    .isEqualTo(layout.path(file.role()))
                    .hasContent(file.role().classifier());
        }
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void everyFileMustBeStaged() {
        assertThatThrownBy(() ->
                        publish(MetricsFile.PHASE_METRICS, MetricsFile.RESOURCE_USAGE, MetricsFile.LATENCY_HISTOGRAMS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("RUN was not staged");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void everyFileIsAsOldAsTheSnapshotEvenIfItHasNotChanged() throws IOException {
        for (int times = 0; times < 2; times++) {
            publish(MetricsFile.values());
            assertThat(layout.files()).hasSize(5);
            for (Path file : layout.files()) {
                assertThat(Files.getLastModifiedTime(file)).as("%s", file).isEqualTo(FileTime.from(MODIFIED));
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void replacedFilesKeepTheirPermissions() throws IOException {
        Path checksums = Files.createFile(layout.checksums());
        Path phases = Files.createFile(layout.path(MetricsFile.PHASE_METRICS));
        Files.setPosixFilePermissions(checksums, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(phases, PosixFilePermissions.fromString("rw-------"));
        publish(MetricsFile.values());
        assertThat(permissions(checksums)).isEqualTo("rw-rw-r--");
        assertThat(permissions(phases)).isEqualTo("rw-------");
        assertThat(permissions(layout.path(MetricsFile.RUN)))
                .isEqualTo(permissions(Files.createFile(directory.resolve("usual"))));
    }

    @Test
    void linesAboutOtherFilesStayUnchangedAfterOurs() throws IOException {
        String others = OF_OTHER_FILES + " *b.json\n" + OF_OTHER_FILES + "  a.json\n" + "A".repeat(64)
                + "  sub/phase_metrics.json\n" + OF_OTHER_FILES + "  a.json\n";
        Files.writeString(
                layout.checksums(),
                OF_OTHER_FILES + " *run.json\n" + others + OF_OTHER_FILES + "  phase_metrics.json\n" + "no checksum\n");
        for (int times = 0; times < 2; times++) {
            publish(MetricsFile.values());
            assertThat(checksums()).isEqualTo(SUMS + others);
        }
    }

    @Test
    void aSetWithOtherNamesIsReplacedBecauseADirectoryHasOneRun() throws IOException {
        publish(MetricsFile.values());
        String other = OF_OTHER_FILES + "  other.json\n";
        Files.writeString(layout.checksums(), other, StandardOpenOption.APPEND);
        layout = new SetLayout(directory, "p.json", "r.jsonl", "l.json");
        publish(MetricsFile.values());
        assertThat(checksums())
                .isEqualTo(SUMS.replace("phase_metrics", "p")
                                .replace("resource_usage", "r")
                                .replace("latency_histograms", "l")
                        + other);
    }

    /** The name is "é", as it was in the days of ISO 8859-1; the last line has no end. */
    @Test
    void linesAboutOtherFilesStayWhateverTheirEncoding() throws IOException {
        String other = OF_OTHER_FILES + "  \u00e9";
        Files.writeString(layout.checksums(), other, StandardCharsets.ISO_8859_1);
        publish(MetricsFile.values());
        assertThat(layout.checksums()).content(StandardCharsets.ISO_8859_1).isEqualTo(SUMS + other + "\n");
    }

    @Test
    void moreLinesThanCanBeKeptAreRefusedAndNotLost() throws IOException {
        String line = OF_OTHER_FILES + "  a\n";
        String almost = line.repeat((1 << 16) / line.length());
        for (String others : List.of(almost, almost + almost, "no checksum\n".repeat(1 << 13) + line)) {
            Files.writeString(layout.checksums(), others);
            assertThatThrownBy(() -> publish(MetricsFile.values()))
                    .isInstanceOf(FileAccessException.class)
                    .hasMessage("cannot keep the lines about other files in " + layout.checksums()
                            + ": there are too many, the file must stay smaller than 65536 bytes");
            assertThat(checksums()).isEqualTo(others);
            assertThat(directory.toFile().list()).containsExactly("SHA256SUMS");
        }
    }

    @Test
    void aLinkIsReplacedAndItsTargetIsLeftAlone() throws IOException {
        Path others = Files.writeString(directory.resolve("others"), OF_OTHER_FILES + "  a.json\n");
        Files.createSymbolicLink(layout.checksums(), others);
        publish(MetricsFile.values());
        assertThat(others).hasContent(OF_OTHER_FILES + "  a.json\n");
        assertThat(layout.checksums()).isRegularFile();
        assertThat(Files.isSymbolicLink(layout.checksums())).isFalse();
        assertThat(checksums()).isEqualTo(SUMS);
    }

    /** Each file's content is its classifier. */
    private List<WrittenFile> publish(MetricsFile... roles) throws IOException {
        try (Publication publication = Publication.begin(layout, MODIFIED, Duration.ofSeconds(1))) {
            for (MetricsFile role : roles) {
                publication.stage(role).write(role.classifier().getBytes(StandardCharsets.UTF_8));
            }
            return publication.publish();
        }
    }

    private String checksums() throws IOException {
        return Files.readString(layout.checksums());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
