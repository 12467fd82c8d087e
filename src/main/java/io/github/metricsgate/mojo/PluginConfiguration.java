package io.github.metricsgate.mojo;

import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The project's whole configuration of the plugin: a goal only gets its own part of it. */
final class PluginConfiguration {

    private static final String PERSIST_GOAL = "persist-metrics";
    private static final String VERIFY_GOAL = "verify-metrics";
    private static final Set<String> REPORTING_GOALS =
            Set.of("aggregate-metrics", "collect-metrics", PERSIST_GOAL, VERIFY_GOAL);

    private final MavenProject project;
    private final MavenSession session;
    private final String key;
    private final @Nullable Plugin plugin;

    /** @param key the plugin's key in Maven's maps: groupId and artifactId */
    PluginConfiguration(MavenProject project, MavenSession session, String key) {
        this.project = project;
        this.session = session;
        this.key = key;
        this.plugin = configured(project, key);
    }

    /** A goal that is called from the command line is also configured by what is only managed. */
    static @Nullable Plugin configured(MavenProject project, String key) {
        Plugin bound = project.getPlugin(key);
        if (bound != null || project.getPluginManagement() == null) {
            return bound;
        }
        return project.getPluginManagement().getPluginsAsMap().get(key);
    }

    /** That of another project of the build. */
    PluginConfiguration of(MavenProject other) {
        return new PluginConfiguration(other, session, key);
    }

    /** The ids of the executions that have verify-metrics, as far as a phase can run them. */
    Set<String> verifications() {
        return executionsOf(VERIFY_GOAL);
    }

    /** The same for persist-metrics, without those that are only managed. */
    Set<String> persisting() {
        return project.getPlugin(key) == null ? Set.of() : executionsOf(PERSIST_GOAL);
    }

    /**
     * Where those would write, by their ids, as far as the poms and properties tell before they run; without those that
     * cannot be told.
     */
    Map<String, Path> outputDirectories() {
        Map<String, Path> directories = new LinkedHashMap<>();
        for (PluginExecution execution : executions()) {
            String id = Execution.id(execution.getId());
            if (persisting().contains(id)) {
                outputDirectory(execution).ifPresent(directory -> directories.put(id, directory));
            }
        }
        return directories;
    }

    private Optional<Path> outputDirectory(PluginExecution execution) {
        File basedir = project.getBasedir();
        String text = configured(execution);
        text = text == null && plugin != null ? configured(plugin) : text;
        text = text == null ? property(UserProperties.OUTPUT_DIRECTORY) : text;
        text = text == null ? "artifacts/plan1" : text;
        if (basedir == null || text.contains("${")) {
            return Optional.empty();
        }
        try {
            return Optional.of(basedir.toPath().resolve(text));
        } catch (InvalidPathException e) {
            // The goal says so when it runs.
            return Optional.empty();
        }
    }

    private static @Nullable String configured(ConfigurationContainer part) {
        Xpp3Dom child = part.getConfiguration() instanceof Xpp3Dom configuration
                ? configuration.getChild("outputDirectory")
                : null;
        return child == null || child.getValue() == null || child.getValue().isBlank()
                ? null
                : child.getValue().strip();
    }

    /** In Maven's order. */
    private @Nullable String property(String name) {
        for (Properties properties :
                Arrays.asList(session.getUserProperties(), session.getSystemProperties(), project.getProperties())) {
            String value = properties == null ? null : properties.getProperty(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Set<String> executionsOf(String goal) {
        Set<String> ids = new LinkedHashSet<>();
        for (PluginExecution execution : executions()) {
            if (execution.getGoals().contains(goal) && !"none".equalsIgnoreCase(execution.getPhase())) {
                ids.add(Execution.id(execution.getId()));
            }
        }
        return ids;
    }

    /** The goals that have reports, by the ids of the executions that have at least one. */
    Map<String, List<String>> reportingGoals() {
        Map<String, List<String>> goals = new LinkedHashMap<>();
        for (PluginExecution execution : executions()) {
            List<String> reporting = new ArrayList<>(execution.getGoals());
            reporting.retainAll(REPORTING_GOALS);
            if (!reporting.isEmpty()) {
                goals.put(Execution.id(execution.getId()), reporting);
            }
        }
        return goals;
    }

    /** Whether there is a limit anywhere, even one that the running goal does not have. */
    boolean hasLimits() {
        for (ConfigurationContainer part : parts()) {
            if (part.getConfiguration() instanceof Xpp3Dom configuration
                    && (configuration.getChild("p99Threshold") != null
                            || configuration.getChild("thresholds") != null)) {
                return true;
            }
        }
        return has(session.getUserProperties()) || has(session.getSystemProperties()) || has(project.getProperties());
    }

    /**
     * Whether the project gathers modules or is the parent of some, and has no pipeline itself. Its own plugin
     * configuration is meant for its modules, unless they do not inherit it: then a snapshot, sources or a limit on a
     * phase mean that it has a pipeline.
     */
    boolean isAggregator() {
        if (!project.getPackaging().equals("pom")) {
            return false;
        }
        boolean hasChildren = hasChildren();
        if (!hasModules() && !hasChildren) {
            return false;
        }
        for (ConfigurationContainer part : partsOfItsOwnPom()) {
            boolean isForTheModules = hasChildren && part.isInherited();
            if (!isForTheModules && part.getConfiguration() instanceof Xpp3Dom own && speaksOfAPipeline(own)) {
                return false;
            }
        }
        return true;
    }

    /** The plugin and its executions as written in the pom and in its active profiles. */
    private List<ConfigurationContainer> partsOfItsOwnPom() {
        List<ConfigurationContainer> parts = new ArrayList<>();
        Model pom = project.getOriginalModel();
        if (pom == null) {
            return parts;
        }
        addParts(pom.getBuild(), parts);
        for (Profile profile : pom.getProfiles()) {
            if (project.getActiveProfiles().stream()
                    .anyMatch(active -> profile.getId().equals(active.getId()))) {
                addParts(profile.getBuild(), parts);
            }
        }
        return parts;
    }

    private void addParts(@Nullable BuildBase build, List<ConfigurationContainer> parts) {
        for (Plugin candidate : build == null ? List.<Plugin>of() : build.getPlugins()) {
            if (candidate.getKey().equals(key)) {
                parts.add(candidate);
                parts.addAll(candidate.getExecutions());
            }
        }
    }

    private boolean hasModules() {
        return !project.getModules().isEmpty()
                || (project.getCollectedProjects() != null
                        && !project.getCollectedProjects().isEmpty());
    }

    /** Whether it is the parent or an ancestor of other projects of the build. */
    private boolean hasChildren() {
        List<MavenProject> all = session.getAllProjects() == null ? session.getProjects() : session.getAllProjects();
        for (MavenProject other : all == null ? List.<MavenProject>of() : all) {
            for (MavenProject parent = other.getParent(); parent != null; parent = parent.getParent()) {
                if (parent.getId().equals(project.getId())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean speaksOfAPipeline(Xpp3Dom configuration) {
        if (configuration.getChild("snapshot") != null
                || configuration.getChild("sources") != null
                || configuration.getChild("sets") != null) {
            return true;
        }
        Xpp3Dom thresholds = configuration.getChild("thresholds");
        if (thresholds != null) {
            for (Xpp3Dom threshold : thresholds.getChildren()) {
                if (threshold.getChild("phase") != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The plugin and its executions. */
    private List<ConfigurationContainer> parts() {
        List<ConfigurationContainer> parts = new ArrayList<>();
        if (plugin != null) {
            parts.add(plugin);
        }
        parts.addAll(executions());
        return parts;
    }

    private List<PluginExecution> executions() {
        return plugin == null ? List.of() : plugin.getExecutions();
    }

    private static boolean has(@Nullable Properties properties) {
        return properties != null && properties.getProperty(UserProperties.P99_THRESHOLD) != null;
    }
}
