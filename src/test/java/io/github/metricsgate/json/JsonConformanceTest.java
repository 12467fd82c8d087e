package io.github.metricsgate.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our reader on the JSONTestSuite, where a checkout of it lies beside this one. */
class JsonConformanceTest {

    private static final Path SUITE = Path.of("../shared/JSONTestSuite/test_parsing");

    /** Allowed by the grammar, and not by us: an object says a thing once. */
    private static final Set<String> DUPLICATE_KEYS =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    /** Of the files that a reader may accept or refuse, those that we accept. */
    private static final Set<String> ACCEPTED = Set.of(
            "i_number_double_huge_neg_exp.json",
            "i_number_real_underflow.json",
            "i_number_too_big_neg_int.json",
            "i_number_too_big_pos_int.json",
            "i_number_very_big_negative_int.json");

    @Test
    void everyFileIsJudgedAsTheSuiteSays() throws IOException {
        assumeTrue(Files.isDirectory(SUITE), "no checkout of JSONTestSuite");
        List<Path> files;
        try (Stream<Path> listed = Files.list(SUITE)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSize(318);
        Set<String> acceptedOptional = new TreeSet<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            ViolationCollector violations = new ViolationCollector();
            JsonReader reader = new JsonReader(new ByteArrayInputStream(Files.readAllBytes(file)), name, violations);
            reader.document(reader::value);
            if (name.startsWith("i_")) {
                if (violations.isEmpty()) {
                    acceptedOptional.add(name);
                }
            } else {
                boolean accept = name.startsWith("y_") && !DUPLICATE_KEYS.contains(name);
                assertThat(violations.isEmpty()).as(name).isEqualTo(accept);
            }
        }
        assertThat(acceptedOptional).isEqualTo(new TreeSet<>(ACCEPTED));
    }
}
