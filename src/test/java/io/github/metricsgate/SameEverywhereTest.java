package io.github.metricsgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.report.ConsoleReport;
import io.github.metricsgate.report.PersistReport;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.Suggestion;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither the files nor the output depend on where the build runs. */
class SameEverywhereTest {

    @TempDir
    Path directory;

    /** Persists and verifies every golden snapshot, and one that is refused, and prints all that there is to say. */
    static final class Everything {

        private Everything() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String set : List.of("pipeline-11-phases", "unicode-and-order", "numbers-and-unknown-fields")) {
                SetLayout layout = new SetLayout(
                        directory, "phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json");
                print(out, persist(Path.of("src/test/resources/golden", set, "snapshot.json"), layout));
                Presentation presentation = Presentation.of(
                        Example.verify(Example.rules(List.of(Example.everything("1.5ms"))), PlainReading.of(layout)));
                print(out, new ConsoleReport(false).lines(presentation));
                print(out, List.of(presentation.failure().orElse("")));
                ReportDirectory reports = new ReportDirectory(directory.resolve("reports"));
                reports.write(presentation);
                for (Path report : reports.files()) {
                    // When a file was written, no two runs agree on.
                    print(out, List.of(Files.readString(report).replaceAll("\"lastModified.*", "")));
                }
                print(out, List.of(Suggestion.inSentence("SKIP", List.of("skip"))));
            }
            Path invalid =
                    Files.writeString(directory.resolve("invalid.json"), "{\"I\": \"\\ud800\", \"phase_metrics\": 1}");
            print(out, persist(invalid, new SetLayout(directory.resolve("x"), "a", "b", "c")));
        }

        private static List<String> persist(Path snapshot, SetLayout layout) throws Exception {
            PersistResult result = new SnapshotPersister(Duration.ofSeconds(1)).persist(snapshot, layout);
            if (result instanceof PersistResult.Refused refused) {
                return Names.violations(refused.violations());
            }
            PersistResult.Persisted persisted = (PersistResult.Persisted) result;
            return PersistReport.lines(persisted.set(), persisted.phases(), persisted.samples());
        }

        private static void print(PrintStream out, List<String> lines) {
            lines.forEach(line -> out.print(line + "\n"));
        }
    }

    @Test
    void theOutputIsTheSameInAnyLocaleTimeZoneEncodingAndLineSeparator() throws Exception {
        String here = run();
        assertThat(here)
                .contains("<testsuite", "### metrics-gate", "\"formatVersion\"", "# EOF")
                .contains("SHA-256 5d456b6ce18f201f5c9dcd3120921f1f4b8aa43c62021af20e9dba8f803450ea")
                .contains("invalid.json:1:8 /I: found \\ud800, expected both halves of a surrogate pair");
        assertThat(run("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"))
                .isEqualTo(here);
        assertThat(run("-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=ISO-8859-1"))
                .isEqualTo(here);
        assertThat(run("-Duser.language=th", "-Duser.country=TH", "-Duser.variant=TH", "-Dline.separator=\r\n"))
                .isEqualTo(here);
        assertThat(run(
                        "-Duser.language=hi",
                        "-Duser.country=IN",
                        "-Dfile.encoding=UTF-16",
                        "-Duser.timezone=America/St_Johns"))
                .isEqualTo(here);
    }

    /** All of these places; with {@code -Djdk25.home} on that JDK too. */
    @Test
    @Tag("reliability")
    void theOutputHasOneChecksumInAllEnvironments() throws Exception {
        List<Path> jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Optional.ofNullable(System.getProperty("jdk25.home")).map(Path::of).ifPresent(jdks::add);
        Map<String, Integer> places = new TreeMap<>();
        for (Path jdk : jdks) {
            for (String locale : List.of("en-US", "tr-TR", "ar-EG", "th-TH")) {
                for (String zone : List.of("UTC", "Asia/Kathmandu", "America/St_Johns")) {
                    for (String encoding : List.of("UTF-8", "ISO-8859-1")) {
                        String output = run(
                                jdk,
                                "-Duser.language=" + locale.substring(0, 2),
                                "-Duser.country=" + locale.substring(3),
                                "-Duser.timezone=" + zone,
                                "-Dfile.encoding=" + encoding);
                        places.merge(sha256(output), 1, Integer::sum);
                    }
                }
            }
        }
        System.out.printf("%d JDKs x 24 places: %s%n", jdks.size(), places);
        assertThat(places).hasSize(1).containsValue(24 * jdks.size());
    }

    private static String sha256(String output) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(output.getBytes(StandardCharsets.UTF_8)));
    }

    private String run(String... options) throws Exception {
        return run(Path.of(System.getProperty("java.home")), options);
    }

    private String run(Path jdk, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        // A JVM as short as this has no use for a second compiler.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Everything.class.getName()));
        command.add(directory.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
