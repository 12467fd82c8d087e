package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Imports the runs that another tool kept into the history, so that <code>verify-metrics</code> has a baseline from the
 * first day on: <code>data.js</code> of github-action-benchmark or its JSON, reports and queries of Bencher, results of asv, a
 * directory of metrics sets, and a history of this plugin, which moves as it stands. Runs that are there already are left
 * alone, so that it can be called again.
 *
 * <p><code>mvn metrics-gate:import-history -Dmetricsgate.importFrom=gh-pages/dev/bench/data.js -Dmetricsgate.baselineBranch=main</code>
 *
 * @since 0.1.0
 */
@Mojo(name = "import-history", requiresProject = false, threadSafe = true)
public final class ImportHistoryMojo extends HistoryMojo {

    private static final List<String> JMH_MODES = List.of("avgt", "sample", "ss");

    /**
     * The files or directories to import, several with commas between; relative to the project's directory. In a build of
     * several modules, what is on the command line is for one of them (<code>-pl</code>), but for histories of this plugin: these
     * are relative to the root, and moved once.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.IMPORT_FROM)
    private @Nullable String importFrom;

    /**
     * The name of the source by which <code>collect-metrics</code> reads the same benchmarks, as in <code>bench</code>: it
     * begins the keys of their phases. The default is the only one of the <code>sources</code>; without sources, keys are the
     * benchmarks' names alone.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.IMPORT_AS)
    private @Nullable String importAs;

    /**
     * Which of several suites, machines, environments or testbeds is imported, several with commas between: runs of different
     * ones are not comparable.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.IMPORT_ONLY)
    private @Nullable String importOnly;

    /**
     * Where the runs took place, which other tools do not keep: <code>this</code> for machines like this one, or facts, as in
     * <code>os=Linux,arch=amd64,cores=4,jdk=21</code>. What a metrics set says itself goes first.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.IMPORT_ENVIRONMENT, defaultValue = "this")
    private @Nullable String importEnvironment;

    /**
     * JMH's mode of times, which other tools do not keep: <code>avgt</code>, <code>sample</code> or <code>ss</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.IMPORT_JMH_MODE, defaultValue = "avgt")
    private @Nullable String importJmhMode;

    /**
     * The sources of <code>collect-metrics</code>, of which the name of the only one is the default of <code>importAs</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SOURCES)
    private @Nullable PlexusConfiguration sources;

    @Override
    void execute(Target target, ProjectPaths paths, Mistakes mistakes) throws IOException, MojoExecutionException {
        List<String> from = parts(importFrom);
        boolean isOneOfMany =
                session.getProjects() != null && session.getProjects().size() > 1;
        if (from.isEmpty() && isOneOfMany) {
            getLog().info("Nothing to import: <importFrom> is not set");
            return;
        }
        if (from.isEmpty()) {
            mistakes.addOf(
                    "importFrom",
                    "is not set: say what to import, as in -D" + UserProperties.IMPORT_FROM
                            + "=gh-pages/dev/bench/data.js");
        } else if (isOneOfMany && session.getUserProperties().containsKey(UserProperties.IMPORT_FROM)) {
            Path root = Path.of(session.getExecutionRootDirectory());
            if (imports(target.startingAt(root), from, "", Map.of()).onlyMoves()) {
                moveOnce(target.startingAt(root), from, mistakes);
                return;
            }
            mistakes.addOf(
                    "importFrom",
                    "would be imported into each of the "
                            + session.getProjects().size() + " modules of this build: say with -pl which one it is of");
        }
        if (!JMH_MODES.contains(String.valueOf(importJmhMode).strip())) {
            mistakes.mustBe("importJmhMode", "avgt, sample or ss", importJmhMode);
        }
        HistoryImport work = imports(target, from, source(mistakes), environment(target, mistakes));
        mistakes.check();
        work.run();
    }

    private HistoryImport imports(Target target, List<String> from, String source, Map<String, String> environment) {
        return new HistoryImport(
                target,
                new HistoryImport.Wanted(
                        from,
                        source,
                        Set.copyOf(parts(importOnly)),
                        String.valueOf(importJmhMode).strip(),
                        environment),
                clock,
                getLog());
    }

    /** The runs of a history of ours say themselves which module they are of. */
    private void moveOnce(Target target, List<String> from, Mistakes mistakes)
            throws IOException, MojoExecutionException {
        mistakes.check();
        List<MavenProject> projects = session.getProjects();
        MavenProject mover = projects.stream()
                .filter(MavenProject::isExecutionRoot)
                .findFirst()
                .orElse(projects.get(0));
        if (project.equals(mover)) {
            imports(target, from, "", Map.of()).run();
        } else {
            getLog().info("Nothing to import here: a history of metrics-gate is moved once, in "
                    + SafeText.of(mover.getArtifactId()));
        }
    }

    private static List<String> parts(@Nullable String text) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : (text == null ? "" : text).split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    /** What the keys of the phases begin with; empty for nothing. */
    private String source(Mistakes mistakes) {
        if (importAs != null && !importAs.isBlank()) {
            return importAs.strip();
        }
        List<String> names = new ArrayList<>();
        if (sources != null && sources.getChildCount() > 0) {
            for (PlexusConfiguration source : sources.getChildren()) {
                names.add(source.getName());
            }
        } else if (sources != null && sources.getValue() != null) {
            String list = new Expressions(session, mojoExecution).evaluate(sources.getValue());
            parts(list.contains("${") ? "" : list).forEach(file -> names.add(Sources.nameOf(file)));
        }
        if (names.size() > 1) {
            mistakes.addOf(
                    "importAs",
                    "is not set, and there are " + names.size() + " <sources> (" + SafeText.of(String.join(", ", names))
                            + "): say which of them reads the same benchmarks");
        }
        return names.size() == 1 ? names.get(0) : "";
    }

    private Map<String, String> environment(Target target, Mistakes mistakes) {
        String text = importEnvironment == null ? "this" : importEnvironment.strip();
        if (text.equals("this")) {
            return target.observer().observe().environment();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String part : parts(text)) {
            int equals = part.indexOf('=');
            if (equals < 1 || equals == part.length() - 1) {
                mistakes.mustBe("importEnvironment", "this, or facts as in os=Linux,arch=amd64,cores=4,jdk=21", text);
                return Map.of();
            }
            facts.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        if (facts.isEmpty()) {
            mistakes.mustBe("importEnvironment", "this, or facts as in os=Linux,arch=amd64,cores=4,jdk=21", text);
        }
        return facts;
    }
}
