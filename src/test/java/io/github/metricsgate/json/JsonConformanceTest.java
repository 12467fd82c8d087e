package io.github.metricsgate.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.SetReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JSONTestSuite, where a checkout of it lies beside this one, as it does in CI: each of its files is a document, the
 * value of a member of a snapshot that nobody knows, and such a value in a line of samples. Where it may be anything, it is
 * judged as the suite says, and nothing but violations comes of it.
 */
class JsonConformanceTest {

    private static final Path SUITE = Path.of("../shared/JSONTestSuite/test_parsing");

    private static final String SNAPSHOT =
            "{\"phase_metrics\": {}, \"resource_usage\": [], \"abort_status\": {\"is_aborted\": false}, \"x\": ";
    private static final String SAMPLE =
            "{\"timestamp\": \"2024-01-01T00:00\", \"cpu_percent\": 1, \"memory_percent\": 1, \"rss_mb\": 1,"
                    + " \"worker_budget\": 1, \"x\": ";

    /** Allowed by the grammar, and not by us: an object says a thing once. */
    private static final Set<String> DUPLICATE_KEYS =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    /** Those with a line feed, which ends a line of samples, wherever it stands. */
    private static final Set<String> OF_SEVERAL_LINES = Set.of(
            "y_array_with_1_and_newline.json",
            "y_number_double_close_to_zero.json",
            "y_object_with_newlines.json",
            "y_structure_trailing_newline.json");

    /** Of the files that a reader may accept or refuse, those that we accept; none has a line feed. */
    private static final Set<String> ACCEPTED = Set.of(
            "i_number_double_huge_neg_exp.json",
            "i_number_real_underflow.json",
            "i_number_too_big_neg_int.json",
            "i_number_too_big_pos_int.json",
            "i_number_very_big_negative_int.json");

    /** Says whether it accepts a file of these bytes. */
    private interface Reader {
        boolean accepts(byte[] content) throws IOException;
    }

    @TempDir
    Path temp;

    @BeforeEach
    void theSuiteIsPresentIfRequired() {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(Files.isDirectory(SUITE), "no checkout of JSONTestSuite");
        }
        assertThat(SUITE).isDirectory();
    }

    @Test
    void everyFileIsJudgedAsTheSuiteSays() throws IOException {
        compare("document", Set.of(), content -> {
            JsonReader reader = new JsonReader(new ByteArrayInputStream(content), "f");
            return reader.document(reader::value).isEmpty();
        });
    }

    @Test
    void everyFileIsJudgedTheSameAsAValueInASnapshot() throws IOException {
        Path snapshot = temp.resolve("snapshot.json");
        SetLayout layout = new SetLayout(temp.resolve("set"), "p.json", "r.jsonl", "l.json");
        SnapshotPersister persister = new SnapshotPersister(Duration.ofSeconds(5));
        compare("snapshot", Set.of(), content -> {
            Files.write(snapshot, around(SNAPSHOT, content, "}"));
            PersistResult result = persister.persist(snapshot, layout);
            if (result instanceof PersistResult.Refused refused) {
                assertThat(refused.violations().isEmpty()).isFalse();
                return false;
            }
            return true;
        });
    }

    @Test
    void everyFileIsJudgedTheSameAsAValueInALineOfSamplesUnlessItHasALineFeed() throws IOException {
        SetLayout layout = new SetLayout(temp, "p.json", "r.jsonl", "l.json");
        compare("line", OF_SEVERAL_LINES, content -> {
            Files.write(temp.resolve("r.jsonl"), around(SAMPLE, content, "}\n"));
            SetReading reading = PlainReading.of(layout);
            assertThat(reading.hasSamples()).isTrue();
            return reading.violations().isEmpty();
        });
    }

    private static void compare(String place, Set<String> refusedHere, Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(SUITE)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSize(318);
        int accepted = 0;
        Set<String> acceptedOptional = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            boolean accepts = reader.accepts(Files.readAllBytes(file));
            accepted += accepts ? 1 : 0;
            if (name.startsWith("y_") && !accepts) {
                refused.add(name);
            } else if (name.startsWith("i_") && accepts) {
                acceptedOptional.add(name);
            } else if (name.startsWith("n_")) {
                assertThat(accepts).as(name).isFalse();
            }
        }
        System.out.printf(
                "JSONTestSuite: %d files as a %s: %d accepted, %d refused%n",
                files.size(), place, accepted, files.size() - accepted);
        Set<String> expected = new TreeSet<>(DUPLICATE_KEYS);
        expected.addAll(refusedHere);
        assertThat(refused).isEqualTo(expected);
        assertThat(acceptedOptional).isEqualTo(new TreeSet<>(ACCEPTED));
    }

    private static byte[] around(String before, byte[] content, String after) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(before.getBytes(StandardCharsets.UTF_8));
        all.write(content);
        all.write(after.getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }
}
