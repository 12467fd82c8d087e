package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@MojoTest
@Basedir(HarnessProject.BASEDIR + "VerifyMetricsMojoTest")
class VerifyMetricsMojoTest {

    private static final String GOAL = "verify-metrics";

    private final HarnessProject project = new HarnessProject("VerifyMetricsMojoTest");
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

    private String page() {
        return "INFO All of it is in " + project.basedir().resolve("target/metrics-gate/report.html");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void byDefaultAValidSetPassesAndItsFiguresAreShown(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        execute(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO No SHA256SUMS beside the files: something other than persist-metrics wrote them",
                        "INFO Read 1 phase and 2 resource samples from " + project.output(),
                        "INFO phase               p50     p95       p99   limit  verdict",
                        "INFO 0 Configuration  120 ms  123 ms  123.5 ms*  -      -",
                        "INFO * of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)",
                        "INFO 1 phase, nothing judged: no threshold is set");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void byDefaultMissingFilesAreWarnings(VerifyMetricsMojo mojo) throws Exception {
        execute(mojo);
        assertThat(log.lines())
                .containsExactly("WARN There is no metrics set in " + project.output() + remedyForMissing());
        assertThat(project.output()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "500ms")
    void aThresholdThatWasNotEvaluatedIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        execute(mojo);
        assertThat(log.lines())
                .containsExactly("WARN There is no metrics set in " + project.output()
                        + ", so 1 threshold was not evaluated" + remedyForMissing());
        Files.createDirectories(project.output());
        Files.writeString(project.output().resolve("resource_usage.jsonl"), "");
        execute(mojo);
        assertThat(log.lines())
                .last()
                .isEqualTo("WARN p99 was not evaluated: the file that contains it is missing"
                        + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold)");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "500ms")
    @MojoParameter(name = "onInconclusive", value = "fail")
    void aThresholdThatWasNotEvaluatedFailsIfRequested(VerifyMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                No metrics set, and <onInconclusive> is fail; run persist-metrics first, set <outputDirectory> \
                (-Dmetricsgate.outputDirectory), or switch the goals off in this module (-Dmetricsgate.skip):
                  There is no metrics set in %s, so 1 threshold was not evaluated""".formatted(project.output()));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "DEV")
    @MojoParameter(name = "p99Threshold", value = "100")
    void inDevTheExistingFilesAreVerified(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.delete(project.output().resolve("phase_metrics.json"));
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("1 threshold broken:\n  p99 of phase 0 'Configuration' is 123.5 ms");
        assertThat(log.lines())
                .startsWith(
                        "INFO No SHA256SUMS beside the files: something other than persist-metrics wrote them",
                        "INFO Read 1 phase and 2 resource samples from " + project.output())
                .endsWith("WARN " + project.output().resolve("phase_metrics.json") + missing(), page());
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    @MojoParameter(name = "whenMissing", value = "ignore")
    void anIgnoredMissingSetIsOneLine(VerifyMetricsMojo mojo) throws Exception {
        execute(mojo);
        assertThat(log.lines()).containsExactly("INFO There is no metrics set in " + project.output());
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void inProdEveryMissingFileIsNamed(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.delete(project.output().resolve("phase_metrics.json"));
        Files.delete(project.output().resolve("resource_usage.jsonl"));
        project.edit("latency_histograms.json", "\"name\"", "\"nom\"");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                2 files missing, and <environment> is PROD; run persist-metrics first, set <outputDirectory> \
                (-Dmetricsgate.outputDirectory), or switch the goals off in this module (-Dmetricsgate.skip):
                  %1$s/phase_metrics.json is missing
                  %1$s/resource_usage.jsonl is missing
                1 violation in %1$s; something other than persist-metrics wrote the files: correct them there:
                  latency_histograms.json:2:8 /0/name: is missing; expected a string""".formatted(project.output()));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "100")
    void aBrokenThresholdFailsTheBuildWithValueLimitAndSource(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 threshold broken:
                          p99 of phase 0 'Configuration' is 123.5 ms, over its limit of 100 ms by 24 % \
                        (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold)""");
        assertThat(log.lines())
                .contains("INFO 0 Configuration  120 ms  123 ms  123.5 ms*  p99 <= 100 ms  BROKEN")
                .endsWith("INFO 1 phase, 0 thresholds kept, 1 broken, 0 not measured", page());
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "100")
    @MojoParameter(name = "failOnBrokenThreshold", value = "false")
    void aBrokenThresholdMayBeAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        execute(mojo);
        assertThat(log.lines())
                .endsWith(
                        "WARN p99 of phase 0 'Configuration' is 123.5 ms, over its limit of 100 ms by 24 %"
                                + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold)",
                        page());
    }

    @Test
    @InjectMojo(goal = GOAL)
    void namedThresholdsAreCheckedAndReportedByName(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "startup", "phase", "Config*", "metric", "p50", "max", "0.1s");
        threshold(thresholds, "all", "max", "123.45");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 threshold broken:
                          p50 of phase 0 'Configuration' is 120 ms, over its limit of 100 ms by 20 % \
                        (<thresholds><startup> in the pom)""");
        assertThat(log.lines()).endsWith("INFO 1 phase, 1 threshold kept, 1 broken, 0 not measured", page());
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "1h")
    void aThresholdThatAppliesToNothingIsTheBuildsFault(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "typo", "phase", "Configuraton", "max", "1");
        threshold(thresholds, "broken", "phase", "0", "max", "1");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        1 threshold in the configuration of metrics-gate applies to nothing:
                          <thresholds><typo> in the pom: 'Configuraton' matches no phase (did you mean \
                        'Configuration'?); the phases are key 0 'Configuration'
                        1 threshold broken:
                          p99 of phase 0 'Configuration' is 123.5 ms, 124 times its limit of 1 ms \
                        (<thresholds><broken> in the pom)""");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "500ms")
    @MojoParameter(name = "failOnBrokenThreshold", value = "false")
    void nothingMeasuredFailsWhateverElseIsAllowed(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("pipeline-no-latencies");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("1 threshold set, and nothing was measured: all 11 values that they limit are null"
                        + " or missing. Let the pipeline measure its items, or remove the thresholds");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "500ms")
    void withoutPhasesNothingWasMeasured(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("empty");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "1 threshold set, and nothing was measured: there are no phases. Let the pipeline measure its"
                                + " items, or remove the thresholds");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "123450us")
    @MojoParameter(name = "latencyUnit", value = "s")
    void theUserSetsTheUnitOfTheFiles(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .hasMessageContaining("is 123450.00 ms, 1000 times its limit of 123.45 ms");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "skip", value = "true")
    @MojoParameter(name = "environment", value = "nonsense")
    void aSkippedGoalDoesNothing(VerifyMetricsMojo mojo) throws Exception {
        execute(mojo);
        assertThat(log.lines()).containsExactly("INFO Skipped: <skip> or -Dmetricsgate.skip is true");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "prod")
    @MojoParameter(name = "p99Threshold", value = "500msec")
    @MojoParameter(name = "latencyUnit", value = "h")
    @MojoParameter(name = "failOnBrokenThreshold", value = "yes")
    @MojoParameter(name = "phaseMetricsFile", value = "x/phases.json")
    @MojoParameter(name = "resourceUsageFile", value = "SHA256SUMS")
    @MojoParameter(name = "outputDirectory", value = "${nothing.set}/artifacts")
    void allMistakesInTheConfigurationAreReportedTogetherBeforeAFileIsRead(VerifyMetricsMojo mojo) throws Exception {
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "threshold", "max", "1");
        threshold(thresholds, "twice", "max", "1");
        threshold(thresholds, "twice", "max", "2");
        threshold(thresholds, "no-limit", "phase", "a");
        threshold(thresholds, "empty", "phase", " ", "max", "1");
        threshold(thresholds, "typo", "maximum", "1", "max", "1");
        threshold(thresholds, "two", "max", "1", "max", "2");
        threshold(thresholds, "text", "max", "fast");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                14 mistakes in the configuration of metrics-gate:
                  <outputDirectory> is '%s/${nothing.set}/artifacts': a property in it is not set, at least not here
                  <phaseMetricsFile> is 'x/phases.json', which contains a separator: give a plain file name, as in \
                phase_metrics.json
                  <resourceUsageFile> is 'SHA256SUMS', which is a name that the set needs for itself: give a plain file \
                name, as in resource_usage.jsonl
                  <latencyUnit> is 'h': it must be ns, us, ms, s
                  <p99Threshold> is '500msec': a limit is a number (milliseconds) or a number with a unit (ns, us, ms, s, \
                m, h, d), as in 500, 500ms or 1.5s
                  <thresholds><threshold>: give the threshold a name of its own, as in \
                <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>; Maven merges a parent's and a child's \
                thresholds by name
                  <thresholds><twice> occurs twice: give each threshold a name of its own, as in <twice-2>; Maven merges \
                a parent's and a child's thresholds by name
                  <thresholds><no-limit> has no limit: add one, as in <max>500ms</max>, <min>10</min> or <maxIncrease>10%%</maxIncrease>
                  <thresholds><empty><phase> is empty: give it a value or leave it out
                  <thresholds><typo><maximum> is not an element of a threshold (did you mean 'max'?); it has <phase>, <metric>, <max>, \
                <min>, <maxIncrease>, <maxDecrease>, <minRuns>, <confirmations>, <severity>, <minSamples>, <optional>, <reason>
                  <thresholds><two><max> occurs twice
                  <thresholds><text><max> is 'fast': a limit is a number (milliseconds) or a number with a unit (ns, us, \
                ms, s, m, h, d), as in 500, 500ms or 1.5s
                  <environment> is 'prod': it must be DEV or PROD
                  <failOnBrokenThreshold> is 'yes': it must be true or false""".formatted(project.basedir()));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "phaseMetricsFile", value = "metrics.json")
    @MojoParameter(name = "latencyHistogramsFile", value = "Metrics.json")
    void twoFilesMustNotHaveTheSameName(VerifyMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        1 mistake in the configuration of metrics-gate:
                          <phaseMetricsFile>, <resourceUsageFile> and <latencyHistogramsFile> are 'metrics.json', \
                        'resource_usage.jsonl', 'Metrics.json': give each a name of its own""");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void whatIsNotADirectoryOrNotAFileIsRefused(VerifyMetricsMojo mojo) throws Exception {
        Path artifacts = Files.writeString(project.basedir().resolve("artifacts"), "a file");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <outputDirectory> cannot be used: "
                        + artifacts + " is not a directory");
        Files.delete(artifacts);
        Files.createDirectories(project.output().resolve("phase_metrics.json"));
        Files.createDirectories(project.output().resolve("SHA256SUMS"));
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("2 mistakes in the configuration of metrics-gate:\n  <outputDirectory> cannot be used: "
                        + project.output().resolve("phase_metrics.json")
                        + " is not a regular file\n  <outputDirectory> cannot be used: "
                        + project.output().resolve("SHA256SUMS") + " is not a regular file");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "outputDirectory", value = "elsewhere")
    @MojoParameter(name = "phaseMetricsFile", value = "p.json")
    @MojoParameter(name = "resourceUsageFile", value = "r.jsonl")
    @MojoParameter(name = "latencyHistogramsFile", value = "l.json")
    @MojoParameter(name = "environment", value = "PROD")
    void directoryAndNamesCanBeChanged(VerifyMetricsMojo mojo) throws Exception {
        Path elsewhere = project.basedir().resolve("elsewhere");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                No metrics set, and <environment> is PROD; run persist-metrics first, set <outputDirectory> \
                (-Dmetricsgate.outputDirectory), or switch the goals off in this module (-Dmetricsgate.skip):
                  There is no metrics set in %s""".formatted(elsewhere));
        Files.createDirectories(elsewhere);
        Files.writeString(elsewhere.resolve("r.jsonl"), "");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageEndingWith("\n  %1$s/p.json is missing\n  %1$s/l.json is missing".formatted(elsewhere));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void anAggregatorWithoutMetricsIsSkipped(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getModel().setModules(List.of("child"));
        execute(mojo);
        assertThat(log.lines()).containsExactly("INFO Nothing to verify: an aggregator without metrics");
    }

    /** Checksums alone are what a killed publication leaves, or somebody who deletes the figures. */
    @Test
    @InjectMojo(goal = GOAL)
    void anAggregatorWithChecksumsAloneIsNotPassedOver(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getModel().setModules(List.of("child"));
        Files.createDirectories(project.output());
        Files.writeString(
                project.output().resolve("SHA256SUMS"),
                "%1$s  phase_metrics.json\n%1$s  resource_usage.jsonl\n%1$s  latency_histograms.json\n"
                        .formatted("0".repeat(64)));
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("phase_metrics.json: is missing, but SHA256SUMS lists it");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void anAgeHasAUnitAndIsMoreThanNothing(VerifyMetricsMojo mojo) throws Exception {
        for (String maxAge : List.of("0h", "0.0d", "24", "soon", "-1h")) {
            MojoExtension.setVariableValueToObject(mojo, "maxAge", maxAge);
            assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                    1 mistake in the configuration of metrics-gate:
                      <maxAge> is '%s': it must be a number with a unit of time, more than 0, as in 24h, 90m or 7d""".formatted(maxAge));
        }
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "onInconclusive", value = "WARN")
    @MojoParameter(name = "maxAge", value = "24")
    @MojoParameter(name = "annotations", value = "off")
    @MojoParameter(name = "reportDirectory", value = "pom.xml")
    void allMistakesInTheRulesAreReportedTogether(VerifyMetricsMojo mojo) throws Exception {
        Files.writeString(project.basedir().resolve("pom.xml"), "<project/>");
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "unit", "metric", "throughput", "min", "500ms");
        threshold(thresholds, "share", "metric", "progress", "min", "95");
        threshold(thresholds, "impossible", "min", "2s", "max", "500ms");
        threshold(thresholds, "severe", "max", "1", "severity", "error");
        threshold(thresholds, "none", "max", "1", "minSamples", "0");
        threshold(thresholds, "half", "max", "1", "minSamples", "1.5");
        threshold(thresholds, "run", "phase", "Scoring", "metric", "rss_mb", "max", "1");
        threshold(thresholds, "statistic", "metric", "rss_mb.p95", "max", "900mb");
        threshold(thresholds, "reason", "reason", "because");
        threshold(thresholds, "empty", "max", "", "min", "1 apple");
        threshold(thresholds, "maybe", "max", "1", "optional", "yes");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        16 mistakes in the configuration of metrics-gate:
                          <reportDirectory> is '%s/pom.xml', which is not a directory
                          <annotations> is 'off': it must be true or false
                          <thresholds><unit><min> is '500ms': a limit on throughput is a number without a unit, as in \
                        500 or 0.5
                          <thresholds><share><min> is '95': progress ranges from 0 to 1
                          <thresholds><impossible> has a <min> of 2s over its <max> of 500ms: no value can be within both
                          <thresholds><severe><severity> is 'error': it must be fail or warn
                          <thresholds><none><minSamples> is '0': it must be a whole number of items, 1 or more
                          <thresholds><half><minSamples> is '1.5': it must be a whole number of items, 1 or more
                          <thresholds><run><phase> is 'Scoring': rss_mb.max is a metric of the run, not of a phase; leave <phase> out
                          <thresholds><statistic><metric> is 'rss_mb.p95', which is not a metric of the run; a resource has .max, .min, .mean, .last
                          <thresholds><reason> has no limit: add one, as in <max>500ms</max>, <min>10</min> or <maxIncrease>10%%</maxIncrease>
                          <thresholds><empty><max> is empty: give it a value or leave it out
                          <thresholds><empty><min> is '1 apple': a limit is a number (milliseconds) or a number with a \
                        unit (ns, us, ms, s, m, h, d), as in 500, 500ms or 1.5s
                          <thresholds><maybe><optional> is 'yes': it must be true or false
                          <onInconclusive> is 'WARN': it must be fail, warn or ignore
                          <maxAge> is '24': it must be a number with a unit of time, more than 0, as in 24h, 90m or 7d""".formatted(project.basedir()));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "phaseMetricsFile", value = "summary.md")
    @MojoParameter(name = "reportDirectory", value = "artifacts/plan1")
    void aReportMustNotReplaceAFileOfTheSet(VerifyMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        1 mistake in the configuration of metrics-gate:
                          <reportDirectory> is '%s', where the report summary.md would overwrite a file of the set""".formatted(project.output()));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "maxAge", value = "24h")
    void aStaleFileIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        ageTo(mojo, Duration.ofHours(24));
        execute(mojo);
        assertThat(log.lines()).noneMatch(line -> line.contains("not within"));
        ageTo(mojo, Duration.ofHours(24).plusNanos(1));
        execute(mojo);
        assertThat(log.lines().subList(log.lines().size() - 3, log.lines().size()))
                .allMatch(line -> line.startsWith("WARN " + project.output()))
                .allMatch(line ->
                        line.endsWith(" was written at 2024-01-01T00:00:00Z, which is not within the 24 h of <maxAge>:"
                                + " run the pipeline again, or raise <maxAge> (-Dmetricsgate.maxAge)"));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "maxAge", value = "90s")
    @MojoParameter(name = "environment", value = "PROD")
    void inProdAStaleFileFails(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        ageTo(mojo, Duration.ofMinutes(2));
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "3 files stale, and <environment> is PROD; run the pipeline again, or raise <maxAge>"
                                + " (-Dmetricsgate.maxAge):\n  "
                                + project.output().resolve("phase_metrics.json")
                                + " was written at 2024-01-01T00:00:00Z, which is not within the 90 s of <maxAge>\n");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "100")
    void theReportsAreThereAfterAFailure(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        assertThatThrownBy(() -> execute(mojo)).isInstanceOf(MojoFailureException.class);
        assertThat(project.reportNames())
                .containsExactly(
                        "TEST-metrics-gate.xml",
                        "metrics.txt",
                        "report.css",
                        "report.html",
                        "summary.md",
                        "trend.svg",
                        "verification.json");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "p99Threshold", value = "fast")
    void reportsOfAnEarlierRunAreNotMistakenForThisOnes(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        MojoExtension.setVariableValueToObject(mojo, "p99Threshold", "500");
        execute(mojo);
        assertThat(project.reportNames()).hasSize(7);
        Files.delete(project.output().resolve("phase_metrics.json"));
        Files.createDirectory(project.output().resolve("phase_metrics.json"));
        assertThatThrownBy(() -> execute(mojo)).isInstanceOf(MojoExecutionException.class);
        assertThat(project.reportNames()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @EnabledOnOs(OS.LINUX)
    @MojoParameter(name = "p99Threshold", value = "100")
    @MojoParameter(name = "reportDirectory", value = "/proc/metrics-gate")
    void aFailureIsNotLostIfItsReportsCannotBeWritten(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("1 threshold broken:\n  p99 of phase 0 'Configuration' is 123.5 ms")
                .hasMessageContaining("\ncannot write the reports to /proc/metrics-gate/harness: ");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "reportDirectory", value = "target/in-the-way/reports")
    void reportsNeedADirectory(VerifyMetricsMojo mojo) throws Exception {
        Path file = Files.writeString(project.basedir().resolve("target/in-the-way"), "");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <reportDirectory> is '" + file
                        + "/reports', but " + file + " is not a directory");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void aThresholdNamedLikeTheParameterIsAMistake(VerifyMetricsMojo mojo) throws Exception {
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "p99Threshold", "max", "1");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  <thresholds><p99Threshold>: that is the name of a parameter; put it beside <thresholds>, or give the \
                threshold a name of its own""");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void inProdNoThresholdAtAllIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        execute(mojo);
        assertThat(log.lines())
                .endsWith("WARN No threshold is set, and <environment> is PROD: nothing was judged", page());
    }

    @Test
    @InjectMojo(goal = GOAL)
    void anAbortedRunIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetWithRunOf("pipeline-aborted");
        execute(mojo);
        assertThat(log.lines()).contains("WARN The run was aborted: timeout");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "failOnAborted", value = "true")
    void anAbortedRunMayFailTheBuild(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetWithRunOf("pipeline-aborted");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("The run was aborted: timeout");
        assertThat(log.lines()).noneMatch(line -> line.contains("aborted"));
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    @MojoParameter(name = "failOnAborted", value = "false")
    void anAbortedRunFailsInProdUnlessThatIsTurnedOff(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetWithRunOf("pipeline-aborted");
        execute(mojo);
        assertThat(log.lines()).contains("WARN The run was aborted: timeout");
        MojoExtension.setVariableValueToObject(mojo, "failOnAborted", null);
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("The run was aborted: timeout");
    }

    /** The files are of the first moment of 2024, and {@code age} old. */
    private void ageTo(VerifyMetricsMojo mojo, Duration age) throws IOException {
        Instant written = Instant.parse("2024-01-01T00:00:00Z");
        for (String file : project.outputNames()) {
            Files.setLastModifiedTime(project.output().resolve(file), FileTime.from(written));
        }
        mojo.clock = Clock.fixed(written.plus(age), ZoneOffset.UTC);
    }

    private void execute(VerifyMetricsMojo mojo) throws MojoExecutionException, MojoFailureException {
        mojo.setLog(log);
        mojo.execute();
    }

    private static String missing() {
        return " is missing" + remedyForMissing();
    }

    private static String remedyForMissing() {
        return ": run persist-metrics first, set <outputDirectory> (-Dmetricsgate.outputDirectory), or switch the goals off"
                + " in this module (-Dmetricsgate.skip)";
    }

    private static void threshold(PlexusConfiguration thresholds, String name, String... fields) {
        DefaultPlexusConfiguration threshold = new DefaultPlexusConfiguration(name);
        for (int i = 0; i < fields.length; i += 2) {
            threshold.addChild(new DefaultPlexusConfiguration(fields[i], fields[i + 1]));
        }
        thresholds.addChild(threshold);
    }
}
