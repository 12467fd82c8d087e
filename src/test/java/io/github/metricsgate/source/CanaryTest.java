package io.github.metricsgate.source;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.files.SnapshotWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A secret in a file (a variable, a property, an argument, a part of a URL) is nowhere in what becomes of it: neither in the
 * snapshot nor in what is said, nor in what is said of the file when it is cut off. A format joins with an entry in
 * {@link #PLANTED}; without one, a test fails.
 */
class CanaryTest {

    private static final String SECRET = "s3cr3t-c4n4ry";
    private static final String URL =
            "https://me:" + SECRET + "@example.org/a?token=" + SECRET + "&b=" + SECRET + "#" + SECRET;

    /** By format a file of it that has the secret wherever one may be. */
    private static final Map<String, Planting> PLANTED = Map.ofEntries(
            entry(
                    "jmh",
                    () -> changed(
                            "jmh/jmh-result.json",
                            "\"jvmArgs\": []",
                            "\"jvmArgs\": [\"-Dtoken=" + SECRET + "\"]",
                            "\"jvm\": \"",
                            "\"jvm\": \"/home/" + SECRET)),
            entry(
                    "surefire",
                    () -> changed(
                            "surefire/surefire-TEST.xml",
                            "<properties>",
                            "<properties><property name=\"env.TOKEN\" value=\"" + SECRET + "\"/>",
                            "<![CDATA[",
                            "<![CDATA[" + SECRET,
                            "runs(VerifyMojo)",
                            "runs[1] " + URL.replace("&", "&amp;"))),
            entry(
                    "jmeter",
                    () -> changed(
                            "jmeter/jmeter-results.jtl",
                            "JR-OK",
                            URL,
                            ",null,",
                            "," + URL + ",",
                            "Good request",
                            SECRET)),
            entry(
                    "gatling",
                    () -> changed(
                            "gatling/simulation-3.12.log", "\tlist\t", "\t" + URL + "\t", "OK\t ", "OK\t" + SECRET)),
            entry(
                    "k6",
                    () -> changed(
                            "k6/points.json",
                            "token=secret",
                            "token=" + SECRET,
                            "\"group\":\"\"",
                            "\"group\":\"" + SECRET + "\"")),
            entry(
                    "hlog",
                    () -> changed(
                            "hlog/hdrhistogram.hlog",
                            "#[Logged by",
                            "#[" + SECRET + " Logged by",
                            "Tag=login",
                            "Tag=" + URL)),
            entry(
                    "jmeter-statistics",
                    () -> changed("jmeter-statistics/statistics.json", "\"JR-KO\"", "\"" + URL + "\"")),
            entry(
                    "gatling-stats",
                    () -> changed(
                            "gatling-stats/stats.json",
                            "group_missing-name--1146707516",
                            SECRET,
                            "\"name\": \"Login\"",
                            "\"name\": \"" + URL + "\"")),
            entry(
                    "gatling-global-stats",
                    () -> changed("gatling-global-stats/global_stats.json", "t >= 800 ms <br>", SECRET)),
            entry(
                    "hyperfine",
                    () -> changed(
                            "hyperfine/hyperfine-1.15.0.json",
                            "sleep 0.001",
                            "TOKEN=" + SECRET + " curl --password " + SECRET + " -u me:" + SECRET + " " + URL)),
            entry("pytest-benchmark", () -> changed("pytest-benchmark/benchmark-3.2.2.json", "canary", SECRET)),
            entry("criterion", () -> changed("criterion/messages.json", "canary", SECRET)),
            entry("google-benchmark", () -> changed("google-benchmark/runs-1.7.1.json", "canary", SECRET)),
            entry(
                    "benchmarkdotnet",
                    () -> changed(
                            "benchmarkdotnet/Shop.Sorting-report-full.json",
                            "\"ProcessorName\": \"",
                            "\"EnvironmentVariables\": \"TOKEN=" + SECRET + "\", \"ProcessorName\": \"")),
            entry(
                    "locust",
                    () -> changed("locust/run_stats.csv", "GET,/cart,", "GET," + URL.replace(",", "%2C") + ",")),
            entry(
                    "artillery",
                    () -> changed(
                            "artillery/version-2.json",
                            "plugins.metrics-by-endpoint./cart.",
                            "plugins.metrics-by-endpoint./cart?token=" + SECRET + ".",
                            "ETIMEDOUT",
                            SECRET)),
            entry("lighthouse", () -> changed("lighthouse/result.json", "secret", SECRET)),
            entry(
                    "vegeta",
                    () -> changed("vegeta/results.json", "secret", SECRET, "\"error\":\"", "\"error\":\"" + SECRET)),
            entry("vegeta-report", () -> changed("vegeta-report/report.json", "secret", SECRET)),
            entry("oha", () -> changed("oha/result.json", "operation timed out", URL)),
            entry("hgrm", () -> changed("hgrm/hdrhistogram.hgrm", "#[Mean", "#[" + SECRET + "]\n#[Mean")),
            entry(
                    "prometheus",
                    () -> changed(
                            "prometheus/openmetrics.txt",
                            "uri=\"/x\"",
                            "uri=\"" + URL + "\"",
                            "} 144",
                            "} 144 # {trace=\"" + SECRET + "\"} 0.04",
                            "Duration of",
                            SECRET)),
            entry("jfr", CanaryTest::recording),
            entry(
                    "recording",
                    () -> bytes(Files.readString(Samples.own("recording/resource_usage.jsonl")) + "{\"timestamp\": \""
                            + SECRET)),
            entry("json", () -> changed("json/results.json", "canary", SECRET, "\"checkout\"", "\"" + URL + "\"")),
            entry("csv", () -> changed("csv/times.csv", "the usual", SECRET, "clean", URL)));

    /** Their rows are numbers and nothing else. */
    private static final Set<String> WITHOUT_TEXT = Set.of("oha-csv", "hey");

    @TempDir
    Path directory;

    /** Makes the file. */
    private interface Planting {
        byte[] file() throws Exception;
    }

    private static byte[] planted(SourceFormat format) throws Exception {
        Planting planting = PLANTED.get(format.name());
        assertThat(planting).as(format.name() + " has no entry").isNotNull();
        return Objects.requireNonNull(planting).file();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A committed sample with something else in it; every change must change something. */
    private static byte[] changed(String sample, String... changes) throws IOException {
        String text = Files.readString(Samples.own(sample));
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).as(sample).contains(changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        return bytes(text);
    }

    @Name("org.example.Login")
    @SuppressWarnings("unused") // Flight Recorder reads them.
    private static final class Login extends Event {
        String command = "login --token=" + SECRET;
        String url = URL;
    }

    private static byte[] recording() throws Exception {
        Path file = Files.createTempFile("canary", ".jfr");
        try (Recording recording = new Recording()) {
            for (String event :
                    List.of("GCPhasePause", "JVMInformation", "InitialEnvironmentVariable", "InitialSystemProperty")) {
                recording.enable("jdk." + event);
            }
            recording.start();
            Thread thread = new Thread(() -> new Login().commit(), SECRET);
            thread.start();
            thread.join();
            System.gc();
            recording.stop();
            recording.dump(file);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    static Stream<SourceFormat> formats() {
        return SourceFormats.all().stream().filter(format -> !WITHOUT_TEXT.contains(format.name()));
    }

    @Test
    void everyFormatHasAFileWithASecretInIt() {
        assertThat(PLANTED.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        formats().map(SourceFormat::name).toList());
    }

    /** @return whether the file was read */
    private boolean holdsItsTongue(byte[] content, SourceFormat format, String what) throws IOException {
        Path file = Files.write(directory.resolve("it"), content);
        Collected collected = SampleCorpus.read(file, format);
        List<String> said = new ArrayList<>();
        List<SampleSeries> samples = new ArrayList<>();
        collected.problems().forEach(problem -> said.add(problem.message()));
        for (ReadSource source : collected.sources()) {
            said.addAll(source.notes());
            samples.addAll(source.samples());
        }
        Path snapshot = directory.resolve("snapshot.json");
        SnapshotWriter.write(collected.run(), samples, snapshot);
        said.add(Files.readString(snapshot));
        assertThat(said).as(what).allSatisfy(each -> assertThat(each).doesNotContain(SECRET));
        return collected.problems().isEmpty();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noSecretOfAFileComesOut(SourceFormat format) throws Exception {
        byte[] content = planted(format);
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).contains(SECRET);
        assertThat(holdsItsTongue(content, format, format.name())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noSecretOfAFileThatIsCutOffComesOut(SourceFormat format) throws Exception {
        byte[] content = planted(format);
        int step = Math.max(7, content.length / 60);
        int refused = 0;
        for (int length = 0; length < content.length; length += step) {
            refused += holdsItsTongue(Arrays.copyOf(content, length), format, format.name() + " cut off at " + length)
                    ? 0
                    : 1;
        }
        assertThat(refused).isPositive();
    }
}
