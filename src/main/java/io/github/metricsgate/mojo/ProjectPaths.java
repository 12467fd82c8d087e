package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.text.SafeText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Converts the files and directories that Maven has filled in to paths, and checks that none conflicts with another.
 * After a mistake it returns a stand-in, which {@link Mistakes#check()} keeps from being used.
 */
final class ProjectPaths {

    private static final Path NOWHERE = Path.of("");

    private final MavenProject project;
    private final MavenSession session;
    private final Mistakes mistakes;

    ProjectPaths(MavenProject project, MavenSession session, Mistakes mistakes) {
        this.project = project;
        this.session = session;
        this.mistakes = mistakes;
    }

    /** A file or directory; without a pom, a default path is relative to the working directory. */
    Path path(String element, @Nullable File file) {
        if (file == null) {
            mistakes.mustBe(element, "a path", "");
            return NOWHERE;
        }
        Path path;
        try {
            path = project.getFile() == null ? withoutPom(file) : file.toPath();
        } catch (InvalidPathException e) {
            mistakes.addOf(element, "is '" + SafeText.of(file.getPath()) + "': " + SafeText.of(e.getReason()));
            return NOWHERE;
        }
        if (path.toString().contains("${")) {
            mistakes.addOf(
                    element,
                    "is '" + SafeText.of(path.toString()) + "': a property in it is not set, at least not here");
        }
        return path.toAbsolutePath().normalize();
    }

    /** What relative paths in the pom start at: the project's directory, without a pom the working directory. */
    Path base() {
        File basedir = project.getFile() == null ? null : project.getBasedir();
        Path base = basedir == null ? Path.of(session.getExecutionRootDirectory()) : basedir.toPath();
        return base.toAbsolutePath().normalize();
    }

    /** Without a pom, Maven does not replace the project's directories in a default value. */
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
        int mistakesElsewhere = mistakes.count();
        SetLayout layout = new SetLayout(
                path("outputDirectory", directory),
                fileName(MetricsFile.PHASE_METRICS, "phaseMetricsFile", phaseMetrics),
                fileName(MetricsFile.RESOURCE_USAGE, "resourceUsageFile", resourceUsage),
                fileName(MetricsFile.LATENCY_HISTOGRAMS, "latencyHistogramsFile", latencyHistograms));
        List<String> names = new ArrayList<>();
        // Two names that differ only in case are one file on some systems.
        Set<String> distinct = new HashSet<>();
        for (MetricsFile role : MetricsFile.values()) {
            if (role.required()) {
                names.add("'" + SafeText.of(layout.name(role)) + "'");
                distinct.add(layout.name(role).toLowerCase(Locale.ROOT));
            }
        }
        if (distinct.size() < names.size()) {
            mistakes.add("<phaseMetricsFile>, <resourceUsageFile> and <latencyHistogramsFile> are "
                    + String.join(", ", names) + ": give each a name of its own");
        } else if (mistakes.count() == mistakesElsewhere && !mistakes.isReported("outputDirectory")) {
            for (String obstacle : layout.obstacles()) {
                mistakes.add("<outputDirectory> cannot be used: " + SafeText.of(obstacle));
            }
        }
        return layout;
    }

    private String fileName(MetricsFile role, String element, @Nullable String text) {
        String name = text == null ? "" : text;
        Optional<String> why = SetLayout.whyNotAName(name);
        if (why.isPresent()) {
            mistakes.addOf(
                    element,
                    "is '" + SafeText.of(name) + "', which " + why.get() + ": give a plain file name, as in "
                            + role.defaultName());
        }
        return name;
    }

    /** The snapshot. It need not exist, but its path must not be a directory or the like, nor a file of the set. */
    Path snapshot(@Nullable File file, SetLayout layout) {
        Path snapshot = path("snapshot", file);
        String shown = "is '" + SafeText.of(snapshot.toString()) + "', which ";
        if (Files.exists(snapshot) && !Files.isRegularFile(snapshot)) {
            mistakes.addOf("snapshot", shown + "is not a regular file");
        }
        if (includes(layout, snapshot, "snapshot")) {
            mistakes.addOf("snapshot", shown + "is a file of the set and would be overwritten by it");
        }
        return snapshot;
    }

    /**
     * Where the reports of an execution go: inside the module to a folder with the execution's name, outside to one
     * with the module's name as well. After a mistake {@link ReportDirectory#none()}, so that nothing is deleted there.
     *
     * @param execution the execution's name; empty for the one that needs none
     */
    ReportDirectory reports(@Nullable File file, String execution) {
        Path directory = folder(path("reportDirectory", file), execution);
        Path existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            String obstacle = existing.equals(directory)
                    ? "which is not a directory"
                    : "but " + SafeText.of(existing.toString()) + " is not a directory";
            mistakes.addOf("reportDirectory", "is '" + SafeText.of(directory.toString()) + "', " + obstacle);
        }
        ReportDirectory reports = new ReportDirectory(directory);
        for (Path report : reports.files()) {
            if (Files.exists(report) && !Files.isRegularFile(report)) {
                mistakes.addOf("reportDirectory", inReports(directory, report) + " is not a regular file");
            }
        }
        return mistakes.isReported("reportDirectory") ? ReportDirectory.none() : reports;
    }

    private Path folder(Path reportDirectory, String execution) {
        File module = project.getBasedir();
        String name = execution;
        if (module != null && !real(reportDirectory).startsWith(real(module.toPath()))) {
            name = project.getArtifactId() + (execution.isEmpty() ? "" : "-" + execution);
        }
        return name.isEmpty() ? reportDirectory : reportDirectory.resolve(ReportName.folder(name));
    }

    /** Reports must not overwrite what is verified. */
    void checkApart(ReportDirectory reports, SetLayout layout) {
        for (Path report : reports.files()) {
            if (includes(layout, report, "reportDirectory")) {
                mistakes.addOf(
                        "reportDirectory",
                        inReports(reports.directory(), report) + " would overwrite a file of the set");
            }
        }
    }

    private static String inReports(Path directory, Path report) {
        return "is '" + SafeText.of(directory.toString()) + "', where the report " + report.getFileName();
    }

    private boolean includes(SetLayout layout, Path file, String element) {
        try {
            return layout.includes(file);
        } catch (IOException e) {
            mistakes.addOf(
                    element,
                    "is '" + SafeText.of(file.toString()) + "', which cannot be examined: "
                            + SafeText.of(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** The same path for a directory, whatever links lead to it; for one that does not exist, based on its parent's. */
    static Path real(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            try {
                return existing.toRealPath().resolve(existing.relativize(absolute));
            } catch (IOException e) {
                // It does not exist, or cannot be examined: its parent may.
            }
        }
        return absolute;
    }
}
