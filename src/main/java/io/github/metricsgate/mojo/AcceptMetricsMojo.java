package io.github.metricsgate.mojo;

import io.github.metricsgate.history.AcceptedFile;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.report.VerificationFile;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Accepts changes that <code>verify-metrics</code> found suspect or a regression, because they were intended: writes them to
 * <code>metrics-accepted.json</code> beside the pom, which is committed and reviewed with the change. From then on, those
 * values are compared with the runs since the change. Nothing else can be accepted.
 *
 * <p><code>mvn metrics-gate:accept-metrics -Dmetricsgate.accept='checkout*' -Dmetricsgate.reason='now with fraud check'</code>
 *
 * @since 0.1.0
 */
@Mojo(name = "accept-metrics", requiresProject = false, threadSafe = true)
public final class AcceptMetricsMojo extends AbstractMojo {

    private static final int MOST = 20;

    /**
     * What to accept: the key or name of a phase, or a glob on them, for everything of it that is suspect, a regression or
     * vanished; with <code>:metric</code> behind it for that alone, as in <code>checkout:p99</code>; a metric of the run by
     * its name. Several with commas between.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.ACCEPT)
    private @Nullable String accept;

    /**
     * Why, for those who review it.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.REASON)
    private @Nullable String reason;

    /**
     * The last day on which the change is accepted, as in <code>2027-01-31</code>; the default is for ever.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.UNTIL)
    private @Nullable String until;

    /**
     * The report of <code>verify-metrics</code> that found the changes: of this build's directory, or as CI kept it.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = UserProperties.VERIFICATION,
            defaultValue = "${project.build.directory}/metrics-gate/verification.json")
    private @Nullable File verification;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    /** Says which day it is. */
    Clock clock = Clock.systemUTC();

    @Override
    public void execute() throws MojoExecutionException {
        Mistakes mistakes = new Mistakes();
        ProjectPaths paths = new ProjectPaths(project, session, mistakes);
        List<String> patterns = patterns(mistakes);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty()) {
            mistakes.addOf(
                    "reason",
                    "is not set: say why the change is intended, as in -D" + UserProperties.REASON
                            + "='now with fraud check'; reviewers will ask");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate last = until(today, mistakes);
        Path report = paths.path("verification", verification);
        mistakes.check();
        try {
            accept(patterns, why, today, last, report, paths.base().resolve(Acceptance.FILE));
        } catch (IOException e) {
            throw Failures.impossible(e);
        }
    }

    private void accept(
            List<String> patterns, String why, LocalDate today, @Nullable LocalDate last, Path report, Path file)
            throws IOException, MojoExecutionException {
        boolean isOneOfMany =
                session.getProjects() != null && session.getProjects().size() > 1;
        if (Files.notExists(report)) {
            reject(
                    isOneOfMany,
                    "There is no report " + SafeText.of(report.toString())
                            + ": run verify-metrics with a <history> first, or give the report that CI kept with -D"
                            + UserProperties.VERIFICATION);
            return;
        }
        VerificationFile.Content content = VerificationFile.read(report);
        List<Acceptance> accepted = new ArrayList<>();
        for (VerificationFile.Change change : content.changes()) {
            if (AcceptPattern.anyMatches(patterns, change)) {
                accepted.add(new Acceptance(
                        change.series(),
                        change.phaseName(),
                        change.value(),
                        change.baseline(),
                        why,
                        today,
                        last,
                        content.commit()));
            }
        }
        if (accepted.isEmpty()) {
            reject(isOneOfMany, nothing(patterns, content, report));
            return;
        }
        AcceptedFile.Content present = AcceptedFile.read(file);
        if (!present.violations().isEmpty()) {
            throw new MojoExecutionException("The accepted changes in " + SafeText.of(file.toString())
                    + " cannot be read:\n  " + String.join("\n  ", Names.violations(present.violations())));
        }
        AcceptedFile.write(file, AcceptedFile.merged(present.acceptances(), accepted));
        // Two thresholds may have found one change.
        List<Acceptance> distinct = AcceptedFile.merged(List.of(), accepted);
        getLog().info("Accepted " + Counted.of(distinct.size(), "change") + " in " + SafeText.of(file.toString())
                + "; commit it with the change:");
        for (Acceptance acceptance : distinct) {
            getLog().info("  " + AcceptPattern.of(acceptance.series()));
        }
    }

    /** In a build of many modules, most have nothing to accept. */
    private void reject(boolean isOneOfMany, String sentence) throws MojoExecutionException {
        if (!isOneOfMany) {
            throw new MojoExecutionException(sentence);
        }
        getLog().warn(sentence);
    }

    private static String nothing(List<String> patterns, VerificationFile.Content content, Path report) {
        String quoted = "'" + SafeText.of(String.join("', '", patterns)) + "'";
        String file = SafeText.of(report.toString());
        if (!content.isCompared()) {
            return "Nothing can be accepted: the run in " + file + " was not compared with any; set a <history>";
        }
        if (content.changes().isEmpty()) {
            return "Nothing can be accepted: in " + file + ", nothing is suspect or a regression";
        }
        return quoted + " matches nothing that is suspect or a regression in " + file + "; that is "
                + Listed.and(content.changes(), MOST, change -> SafeText.of(AcceptPattern.of(change.series())));
    }

    private List<String> patterns(Mistakes mistakes) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : (accept == null ? "" : accept).split(",", -1)) {
            if (!pattern.isBlank()) {
                patterns.add(pattern.strip());
            }
        }
        if (patterns.isEmpty()) {
            mistakes.addOf(
                    "accept",
                    "is not set: say what to accept, as in -D" + UserProperties.ACCEPT
                            + "='checkout*' for phases, or 'checkout:p99' for one metric");
        }
        return patterns;
    }

    private @Nullable LocalDate until(LocalDate today, Mistakes mistakes) {
        if (until == null || until.isBlank()) {
            return null;
        }
        try {
            LocalDate last = LocalDate.parse(until.strip());
            if (last.isBefore(today)) {
                mistakes.addOf("until", "is " + last + ", which is over: it must be " + today + " or later");
            }
            return last;
        } catch (DateTimeException e) {
            mistakes.mustBe("until", "a day, as in 2027-01-31", until);
            return null;
        }
    }
}
