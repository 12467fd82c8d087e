package io.github.metricsgate.mojo;

import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.gate.Inconclusive;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.report.Sentences;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Maven filled in, which is text, into what the rooms behind understand. Gathers every mistake on the way;
 * what is returned after a mistake is a stand-in that {@link #check()} keeps from being used.
 */
final class Parameters {

    private static final Set<DurationUnit> LATENCY_UNITS =
            EnumSet.range(DurationUnit.NANOSECONDS, DurationUnit.SECONDS);
    private static final Path NOWHERE = Path.of("");

    private final MavenProject project;
    private final MavenSession session;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> mistaken = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    Parameters(MavenProject project, MavenSession session) {
        this.project = project;
        this.session = session;
    }

    void mistake(String sentence) {
        if (!mistakes.contains(sentence)) {
            mistakes.add(sentence);
        }
    }

    /** The first that is wrong with an element is told; what follows from it is not. */
    void mistakeOf(String element, String sentence) {
        if (mistaken.add(element)) {
            mistake("<" + element + "> " + sentence);
        }
    }

    /** Something that is allowed, and probably not meant. */
    void warning(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return warnings;
    }

    /** @throws MojoExecutionException with all mistakes, if there is one */
    void check() throws MojoExecutionException {
        if (!mistakes.isEmpty()) {
            throw Failures.configuration(mistakes);
        }
    }

    boolean flag(String element, @Nullable String text) {
        if (!"true".equals(text) && !"false".equals(text)) {
            mustBe(element, "true or false", text);
        }
        return "true".equals(text);
    }

    Environment environment(@Nullable String text) {
        for (Environment environment : Environment.values()) {
            if (environment.name().equals(text)) {
                return environment;
            }
        }
        mustBe(
                "environment",
                Arrays.stream(Environment.values()).map(Environment::name).collect(Collectors.joining(" or ")),
                text);
        return Environment.PROD;
    }

    DurationUnit latencyUnit(@Nullable String text) {
        for (DurationUnit unit : LATENCY_UNITS) {
            if (unit.symbol().equals(text)) {
                return unit;
            }
        }
        mustBe("latencyUnit", symbols(LATENCY_UNITS), text);
        return DurationUnit.MILLISECONDS;
    }

    /** How to read files in this build, whose modules share the cores. */
    ReadOptions readOptions() {
        int modulesAtOnce = Math.max(1, session.getRequest().getDegreeOfConcurrency());
        return ReadOptions.threads(Runtime.getRuntime().availableProcessors() / modulesAtOnce);
    }

    /** What to do without a verdict; null if the user leaves it open. */
    @Nullable
    Inconclusive onInconclusive(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (Inconclusive inconclusive : Inconclusive.values()) {
            if (inconclusive.name().toLowerCase(Locale.ROOT).equals(text)) {
                return inconclusive;
            }
        }
        mustBe("onInconclusive", "fail, warn or ignore", text);
        return null;
    }

    /** An age in milliseconds; null for none. */
    @Nullable
    BigDecimal maxAge(@Nullable String text) {
        if (text == null) {
            return null;
        }
        BigDecimal age = Limit.time(text).orElse(BigDecimal.ZERO);
        if (age.signum() == 0
                || Character.isDigit(text.strip().charAt(text.strip().length() - 1))) {
            mustBe("maxAge", "a number with a unit of time, more than 0, as in 24h, 90m or 7d", text);
        }
        return age;
    }

    /**
     * A limit in the unit of {@code metric}; null if it is none.
     *
     * @param element the limit's element, as the user wrote it
     */
    @Nullable
    BigDecimal limit(String element, String text, Metric metric) {
        String wanted = element + " is '" + Sentences.safe(text) + "': ";
        if (metric.unit() == Unit.TIME) {
            BigDecimal time = Limit.time(text).orElse(null);
            if (time == null) {
                mistake(wanted + "a limit is a number (milliseconds) or a number with a unit ("
                        + symbols(EnumSet.allOf(DurationUnit.class)) + "), as in 500, 500ms or 1.5s");
            }
            return time;
        }
        BigDecimal number = Limit.number(text).orElse(null);
        if (number == null) {
            mistake(wanted + "a limit on " + metric.key() + " is a number without a unit, as in 500 or 0.5");
        } else if (metric.unit() == Unit.FRACTION && number.compareTo(BigDecimal.ONE) > 0) {
            mistake(wanted + metric.key() + " goes from 0 to 1");
        }
        return number;
    }

    /** A file or directory; where there is no pom, what would lie in the project lies in the working directory. */
    Path path(String element, @Nullable File file) {
        if (file == null) {
            mustBe(element, "a path", "");
            return NOWHERE;
        }
        Path path;
        try {
            path = project.getFile() == null ? withoutPom(file) : file.toPath();
        } catch (InvalidPathException e) {
            mistakeOf(element, "is '" + Sentences.safe(file.getPath()) + "': " + Sentences.safe(e.getReason()));
            return NOWHERE;
        }
        if (path.toString().contains("${")) {
            mistakeOf(
                    element,
                    "is '" + Sentences.safe(path.toString()) + "': a property in it is not set, at least not here");
        }
        return path.toAbsolutePath().normalize();
    }

    /** Without a pom Maven leaves the project's directories in a default value as they are written there. */
    private Path withoutPom(File file) {
        Path workingDirectory = Path.of(session.getExecutionRootDirectory());
        String basedir = "${project.basedir}";
        String buildDirectory = "${project.build.directory}";
        String text = file.getPath();
        int found = Math.max(text.indexOf(basedir), text.indexOf(buildDirectory));
        if (found < 0) {
            return workingDirectory.resolve(file.toPath());
        }
        String relative = text.substring(found).replace(basedir, ".").replace(buildDirectory, "target");
        return workingDirectory.resolve(relative);
    }

    SetLayout layout(
            @Nullable File directory,
            @Nullable String phaseMetrics,
            @Nullable String resourceUsage,
            @Nullable String latencyHistograms) {
        int mistakesElsewhere = mistakes.size();
        SetLayout layout = new SetLayout(
                path("outputDirectory", directory),
                fileName(MetricsFile.PHASE_METRICS, "phaseMetricsFile", phaseMetrics),
                fileName(MetricsFile.RESOURCE_USAGE, "resourceUsageFile", resourceUsage),
                fileName(MetricsFile.LATENCY_HISTOGRAMS, "latencyHistogramsFile", latencyHistograms));
        // Two names that differ in case alone are one file on some systems.
        Set<String> names = new HashSet<>();
        for (MetricsFile role : MetricsFile.values()) {
            names.add(layout.name(role).toLowerCase(Locale.ROOT));
        }
        if (names.size() < MetricsFile.values().length) {
            mistake("<phaseMetricsFile>, <resourceUsageFile> and <latencyHistogramsFile> are "
                    + Arrays.stream(MetricsFile.values())
                            .map(role -> "'" + Sentences.safe(layout.name(role)) + "'")
                            .collect(Collectors.joining(", "))
                    + ": give each a name of its own");
        } else if (mistakes.size() == mistakesElsewhere && !mistaken.contains("outputDirectory")) {
            for (String obstacle : layout.obstacles()) {
                mistake("<outputDirectory> cannot be used: " + Sentences.safe(obstacle));
            }
        }
        return layout;
    }

    private String fileName(MetricsFile role, String element, @Nullable String text) {
        String name = text == null ? "" : text;
        Optional<String> why = SetLayout.whyNotAName(name);
        if (why.isPresent()) {
            mistakeOf(
                    element,
                    "is '" + Sentences.safe(name) + "', which " + why.get() + ": give a plain file name, as in "
                            + role.defaultName());
        }
        return name;
    }

    /** The snapshot, which need not be there, but may not be anything else than a file, nor one of the set's. */
    Path snapshot(@Nullable File file, SetLayout layout) {
        Path snapshot = path("snapshot", file);
        if (Files.exists(snapshot) && !Files.isRegularFile(snapshot)) {
            mistakeOf("snapshot", "is '" + Sentences.safe(snapshot.toString()) + "', which is not a regular file");
        }
        if (includes(layout, snapshot, "snapshot")) {
            mistakeOf(
                    "snapshot",
                    "is '" + Sentences.safe(snapshot.toString())
                            + "', which is a file of the set that would be written over it");
        }
        return snapshot;
    }

    private boolean includes(SetLayout layout, Path file, String element) {
        try {
            return layout.includes(file);
        } catch (IOException e) {
            mistakeOf(
                    element,
                    "is '" + Sentences.safe(file.toString()) + "', which cannot be looked at: "
                            + Sentences.safe(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** Where the reports go: never among the files that are verified, under the name of one. */
    ReportDirectory reports(@Nullable File file, SetLayout layout) {
        Path directory = path("reportDirectory", file);
        String element = "is '" + Sentences.safe(directory.toString()) + "', ";
        Path existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            mistakeOf(
                    "reportDirectory",
                    element
                            + (existing.equals(directory)
                                    ? "which is no directory"
                                    : "but " + Sentences.safe(existing.toString()) + " is no directory"));
        }
        ReportDirectory reports = new ReportDirectory(directory);
        for (Path report : reports.files()) {
            if (Files.exists(report) && !Files.isRegularFile(report)) {
                mistakeOf("reportDirectory", element + "where " + report.getFileName() + " is not a regular file");
            }
            if (includes(layout, report, "reportDirectory")) {
                mistakeOf(
                        "reportDirectory",
                        element + "where the report " + report.getFileName()
                                + " would be written over a file of the set");
            }
        }
        return mistaken.contains("reportDirectory") ? ReportDirectory.none() : reports;
    }

    private static String symbols(Set<DurationUnit> units) {
        return units.stream().map(DurationUnit::symbol).collect(Collectors.joining(", "));
    }

    private void mustBe(String element, String expected, @Nullable String text) {
        mistakeOf(element, "is '" + Sentences.safe(text == null ? "" : text) + "': it must be " + expected);
    }
}
