package io.github.metricsgate.mojo;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.source.SourceFormat;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.source.SourceOption;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(HarnessProject.BASEDIR + "CollectMetricsMojoTest")
class CollectMetricsMojoTest {

    private static final String GOAL = "collect-metrics";
    private static final Path SAMPLES = Path.of("src/test/resources/sources").toAbsolutePath();
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

    private final HarnessProject project = new HarnessProject("CollectMetricsMojoTest");
    private final RecordingLog log = new RecordingLog();

    @Provides
    @SuppressWarnings("unused") // by the harness, which injects it into the goal
    private MavenProject provideProject() {
        return project.maven();
    }

    @BeforeEach
    void clear() throws IOException {
        project.clear();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void theResultsOfAToolBecomeASnapshot(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<bench>target/jmh-result.json</bench>");
        sample("jmh/jmh-result.json", Instant.now());
        execute(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO Collected 2 phases from 1 source into " + project.snapshot(),
                        "INFO   bench: 2 phases from target/jmh-result.json (jmh)",
                        "INFO     JMH measures single calls, and so percentiles, in mode sample alone (-bm sample,"
                                + " @BenchmarkMode(Mode.SampleTime)): in the others there is a mean or a throughput.");
        assertThat(project.snapshot()).content().contains("\"bench/x.Bench.str[sample,threads=1,size=10]\"");
        assertThat(project.reportNames()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void resourceSamplesOfSeveralSourcesAreMergedByTime(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<jvm>target/jdk-25.jfr</jvm><machine>target/resource_usage.jsonl</machine>");
        sample("jfr/jdk-25.jfr", Instant.now());
        sample("recording/resource_usage.jsonl", Instant.now());
        execute(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO Collected 1 phase and 11 resource samples from 2 sources into " + project.snapshot(),
                        "INFO   jvm: 1 phase and 8 resource samples from target/jdk-25.jfr (jfr)",
                        "INFO   machine: 3 resource samples from target/resource_usage.jsonl (recording)",
                        "INFO The resource samples of 2 files are merged by their times");
        assertThat(Files.readAllLines(project.snapshot()).stream()
                        .filter(line -> line.contains("cpu_percent"))
                        .toList())
                .hasSize(11)
                .isSortedAccordingTo(comparing((String line) -> line.replaceFirst(".*\"timestamp\": \"", "")));
    }

    @Test
    @InjectMojo(goal = GOAL)
    void byDefaultAMissingSourceIsWarnedOfAndTheOthersAreCollected(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<bench>target/jmh-result.json</bench><load>target/load.jtl</load>");
        sample("jmh/jmh-result.json", Instant.now());
        execute(mojo);
        assertThat(log.lines())
                .hasSize(4)
                .startsWith("INFO Collected 2 phases from 1 source into " + project.snapshot())
                .endsWith(
                        "WARN Source 'load' (<sources><load> in the pom): there is no file target/load.jtl: let the tool run"
                                + " before collect-metrics does, correct <files>, or say <optional>true</optional>");
        assertThat(project.reportNames()).hasSize(7);
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void inProdWhatIsMissingOrOfAnEarlierBuildFailsAndNothingIsWritten(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<bench>target/jmh-result.json</bench><load>target/load.jtl</load><old>target/old.json</old>");
        sample("jmh/jmh-result.json", Instant.now());
        Files.copy(SAMPLES.resolve("jmh/jmh-result.json"), project.basedir().resolve("target/old.json"));
        age(project.basedir().resolve("target/old.json"), OLD);
        project.snapshotOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .message()
                .startsWith("""
                        1 source without results, and <environment> is PROD:
                          Source 'load' (<sources><load> in the pom): there is no file target/load.jtl
                        1 source with old results, and <environment> is PROD:
                          Source 'old' (<sources><old> in the pom): target/old.json was written at 2026-01-01T00:00:00Z, before \
                        this build began at 20""")
                .endsWith(", so the tool did not run in it");
        assertThat(project.snapshot()).doesNotExist();
        assertThat(project.reportNames()).hasSize(7);
    }

    @Test
    @InjectMojo(goal = GOAL)
    void inDevResultsOfAnEarlierBuildAreTakenWithAWarning(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<bench>target/jmh-result.json</bench>");
        sample("jmh/jmh-result.json", OLD);
        execute(mojo);
        assertThat(log.lines()).first().isEqualTo("INFO Collected 2 phases from 1 source into " + project.snapshot());
        assertThat(log.lines())
                .last()
                .asString()
                .startsWith("WARN Source 'bench' (<sources><bench> in the pom): target/jmh-result.json was written at"
                        + " 2026-01-01T00:00:00Z, before this build began at ")
                .endsWith(
                        ", so the tool did not run in it: let the tool run in this build, or say with <maxAge> how old its files"
                                + " may be");
        assertThat(Files.getLastModifiedTime(project.snapshot()).toInstant()).isEqualTo(OLD);
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void aSourceMaySayHowOldItMayBe(CollectMetricsMojo mojo) throws Exception {
        sources(
                mojo,
                "<bench><files>target/jmh-result.json</files><maxAge>24h</maxAge></bench>"
                        + "<tight><files>target/jmh-result.json</files><maxAge>23h</maxAge><optional>true</optional></tight>");
        sample("jmh/jmh-result.json", OLD);
        mojo.clock = Clock.fixed(OLD.plus(Duration.ofHours(24)), ZoneOffset.UTC);
        execute(mojo);
        assertThat(log.lines())
                .hasSize(4)
                .endsWith("INFO Source 'tight' (<sources><tight> in the pom): target/jmh-result.json was written at"
                        + " 2026-01-01T00:00:00Z, which is not within its <maxAge>");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void whereNothingWasCollectedAnEarlierSnapshotIsGone(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<load>target/load.jtl</load>");
        project.snapshotOf("design-document");
        execute(mojo);
        assertThat(log.lines()).hasSize(1);
        assertThat(project.snapshot()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void whatCannotBeReadIsToldAtOnce(CollectMetricsMojo mojo) throws Exception {
        sources(
                mojo,
                "<torn>target/jmh-result.json</torn><strange>target/strange.txt</strange>"
                        + "<narrow><files>target/whole.json</files><include>nothing</include><unit>ms</unit></narrow>");
        String whole = Files.readString(SAMPLES.resolve("jmh/jmh-result.json"));
        Files.writeString(project.basedir().resolve("target/jmh-result.json"), whole.substring(0, whole.length() / 2));
        Files.writeString(project.basedir().resolve("target/whole.json"), whole);
        Files.writeString(project.basedir().resolve("target/strange.txt"), "hello");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .message()
                .contains("2 sources that cannot be collected; no snapshot was written:\n  Source 'torn'"
                        + " (<sources><torn> in the pom): target/jmh-result.json looks like a result of JMH")
                .contains("  Source 'strange' (<sources><strange> in the pom): target/strange.txt looks like")
                .contains("1 mistake in the configuration of metrics-gate, in <sources>:\n  Source 'narrow'"
                        + " (<sources><narrow> in the pom): <unit> means nothing for the format jmh");
        assertThat(project.snapshot()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void mistakesAreToldAtOnce(CollectMetricsMojo mojo) throws Exception {
        sources(
                mojo,
                "<a>x.json</a><a>y.json</a><source>z.json</source><files>z.json</files><b/>"
                        + "<c><file>x</file><format>jhm</format><repetitions>mean</repetitions><optional>yes</optional>"
                        + "<maxAge>3</maxAge><percentiles>p99</percentiles></c>"
                        + "<e x=\"1\"><files>x</files><files>y</files></e>");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .message()
                .isEqualTo("""
                        13 mistakes in the configuration of metrics-gate:
                          <sources><a> occurs twice: give each source a name of its own, as in <a-2>; several files of one source \
                        go into its <files>
                          <sources><source>: give the source a name of its own, as in <bench>target/jmh-result.json</bench>; Maven \
                        merges a parent's and a child's sources by name
                          <sources><files>: give the source a name of its own, as in <bench>target/jmh-result.json</bench>; Maven \
                        merges a parent's and a child's sources by name
                          <sources><b> is empty: give it a value or leave it out
                          <sources><c><file> is not an element of a source (did you mean 'files'?); it has <%s>
                          <sources><c> has no <files>: say where the tool writes, as in <files>target/jmh-result.json</files>
                          <sources><c><format> is 'jhm', which is not a format (did you mean 'jmh'?); there are %s
                          <sources><c><repetitions> is 'mean': it must be median or best
                          <sources><c><percentiles> is 'p99': it must be numbers over 0 and up to 100, as in 90,95,99
                          <sources><c><optional> is 'yes': it must be true or false
                          <sources><c><maxAge> is '3': it must be a number with a unit of time, more than 0, as in 24h, 90m or 7d
                          <sources><e> has an attribute 'x', which has no effect here
                          <sources><e><files> occurs twice""".formatted(
                        Stream.concat(
                                        Stream.of(
                                                "files",
                                                "format",
                                                "optional",
                                                "maxAge",
                                                "include",
                                                "exclude",
                                                "repetitions"),
                                        Arrays.stream(SourceOption.values()).map(SourceOption::element))
                                .collect(Collectors.joining(">, <")),
                        SourceFormats.all().stream().map(SourceFormat::name).collect(Collectors.joining(", "))));
    }

    @Test
    @InjectMojo(goal = GOAL)
    void withoutSourcesThereIsNothingToCollect(CollectMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        1 mistake in the configuration of metrics-gate:
                          <sources> is not set, so there is nothing to collect: name the results to read, as in \
                        <sources><bench>target/jmh-result.json</bench></sources> (-Dmetricsgate.sources=jmh-result.json), or leave \
                        out collect-metrics""");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void aListNamesEachSourceByItsFile(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "target/jmh-result.json, target/surefire-reports/");
        sample("jmh/jmh-result.json", Instant.now());
        Path reports = Files.createDirectories(project.basedir().resolve("target/surefire-reports"));
        Files.copy(SAMPLES.resolve("surefire/surefire-TEST.xml"), reports.resolve("TEST-x.xml"));
        Files.writeString(reports.resolve("x.txt"), "text");
        execute(mojo);
        assertThat(log.lines())
                .contains("INFO   jmh-result: 2 phases from target/jmh-result.json (jmh)")
                .anyMatch(line -> line.startsWith("INFO   surefire-reports: ")
                        && line.endsWith(" (surefire); 1 other file passed over"));
    }

    @Test
    @InjectMojo(goal = GOAL)
    void aListWithTwoFilesOfOneNameIsAMistake(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "a/x.json,b/x.jtl,c/*.jtl");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .message()
                .contains(
                        "has 'a/x.json' and 'b/x.jtl', which would both be called 'x': rename one, or name the sources in the"
                                + " pom")
                .contains("has 'c/*.jtl', which names more than one file: name the source in the pom, as in"
                        + " <sources><bench>c/*.jtl</bench></sources>");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void anAggregatorWithoutResultsIsPassedOver(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<bench>target/jmh-result.json</bench>");
        sources(mojo, "<bench>target/jmh-result.json</bench>");
        project.maven().getModel().setModules(List.of("child"));
        project.snapshotOf("design-document");
        execute(mojo);
        assertThat(log.lines()).containsExactly("INFO Nothing to collect: an aggregator without results");
        assertThat(project.snapshot()).exists();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void theSnapshotOfAnEarlierBuildIsNoSource(CollectMetricsMojo mojo) throws Exception {
        sources(mojo, "<all>target</all>");
        sample("jmh/jmh-result.json", Instant.now());
        project.snapshotOf("design-document");
        execute(mojo);
        assertThat(log.lines()).contains("INFO   all: 2 phases from target/jmh-result.json (jmh)");
    }

    private static void sources(CollectMetricsMojo mojo, String xml) throws Exception {
        MojoExtension.setVariableValueToObject(
                mojo,
                "sources",
                new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader("<sources>" + xml + "</sources>"))));
    }

    private void sample(String sample, Instant lastModified) throws IOException {
        Path file = project.basedir()
                .resolve("target")
                .resolve(SAMPLES.resolve(sample).getFileName());
        Files.copy(SAMPLES.resolve(sample), file);
        age(file, lastModified);
    }

    private static void age(Path file, Instant lastModified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(lastModified));
    }

    private void execute(CollectMetricsMojo mojo) throws MojoExecutionException, MojoFailureException {
        mojo.setLog(log);
        mojo.execute();
    }
}
