package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportNameTest {

    private static final String PERSIST = "persist-metrics";
    private static final String VERIFY = "verify-metrics";

    @Test
    void idsThatMavenMakesUpNeedNoName() {
        assertThat(ReportName.of("default", Map.of("default", List.of(PERSIST, VERIFY))))
                .isEmpty();
        assertThat(ReportName.of("default-cli", Map.of())).isEmpty();
        Map<String, List<String>> ofOneGoal =
                Map.of("default-persist-metrics", List.of(PERSIST), "default-verify-metrics", List.of(VERIFY));
        assertThat(ReportName.of("default-persist-metrics", ofOneGoal)).isEmpty();
        assertThat(ReportName.of("default-verify-metrics", ofOneGoal)).isEmpty();
    }

    @Test
    void anyOtherIdIsAName() {
        assertThat(ReportName.of("nightly", Map.of("nightly", List.of(VERIFY)))).isEqualTo("nightly");
        assertThat(ReportName.of("default-nightly", Map.of("default-nightly", List.of(VERIFY))))
                .isEqualTo("default-nightly");
        assertThat(ReportName.of("default-verify-metrics", Map.of("default-verify-metrics", List.of(PERSIST))))
                .isEqualTo("default-verify-metrics");
    }

    @Test
    void anIdThatCoversOnlyPartOfTheExecutionIsAName() {
        assertThat(ReportName.of("default-verify-metrics", Map.of("default-verify-metrics", List.of(VERIFY, PERSIST))))
                .isEqualTo("default-verify-metrics");
    }

    @Test
    void noTwoExecutionsThatVerifyHaveTheSameName() {
        Map<String, List<String>> goals = Map.of(
                "default", List.of(VERIFY),
                "default-persist-metrics", List.of(PERSIST),
                "default-verify-metrics", List.of(VERIFY),
                "default-verify", List.of(VERIFY),
                "verify", List.of(PERSIST, VERIFY));
        Set<String> names = new HashSet<>();
        int verifying = 0;
        for (Map.Entry<String, List<String>> execution : goals.entrySet()) {
            if (execution.getValue().contains(VERIFY)) {
                names.add(ReportName.of(execution.getKey(), goals));
                verifying++;
            }
        }
        assertThat(verifying).isEqualTo(4);
        assertThat(names).containsExactlyInAnyOrder("", "default-verify-metrics", "default-verify", "verify");
        // It persists what the default one verifies.
        assertThat(ReportName.of("default-persist-metrics", goals)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nightly, nightly",
        "a.b_c-1, a.b_c-1",
        "a/b, a_b-00017234",
        "a\\b, a_b-000177a7",
        "a b, a_b-00017063",
        ".., _.-000005c0",
        ".hidden, _hidden-38cd4358",
        "größer, gr__er-b67cc481",
    })
    void aNameThatCannotBeAFolderIsConverted(String name, String folder) {
        assertThat(ReportName.folder(name)).isEqualTo(folder);
    }

    @Test
    void aVeryLongNameIsShortened() {
        assertThat(ReportName.folder("x".repeat(300))).hasSize(100 + 1 + 8).startsWith("xxx");
        assertThat(ReportName.folder("x".repeat(100))).isEqualTo("x".repeat(100));
    }
}
