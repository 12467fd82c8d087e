package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The metrics sets that this build has persisted for the modules that are dependencies of a project. */
final class ModuleSets {

    private static final String ORIGIN = "a dependency of this module";

    private final MavenProject project;
    private final MavenSession session;
    private final PluginConfiguration ofProject;
    private final Execution execution;
    private final SessionLedger ledger;

    private final Map<Path, String> sets = new LinkedHashMap<>();
    private final List<SourceFault> faults = new ArrayList<>();
    private final List<String> unfinished = new ArrayList<>();
    private final List<String> withoutMetrics = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> otherVersions = new ArrayList<>();
    private final Set<String> noModules = new LinkedHashSet<>();

    /**
     * @param ofProject the project's configuration of the plugin
     * @param execution the one that merges
     */
    ModuleSets(
            MavenProject project,
            MavenSession session,
            PluginConfiguration ofProject,
            Execution execution,
            SessionLedger ledger) {
        this.project = project;
        this.session = session;
        this.ofProject = ofProject;
        this.execution = execution;
        this.ledger = ledger;
    }

    /**
     * How far the executions of a module's persist-metrics are.
     *
     * @param persisted who persisted it, by the set's directory
     * @param foundNoSnapshot for which directories those found none that have no set, by their ids
     * @param skipped the ids of those that were skipped
     * @param ready the ids of all that have ended
     */
    private record Progress(
            Map<String, Execution> persisted,
            Map<String, String> foundNoSnapshot,
            Set<String> skipped,
            Set<String> ready) {

        static Progress of(Deeds done) {
            Progress progress = new Progress(
                    new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
            done.all().forEach(progress::add);
            return progress;
        }

        private void add(Deed deed) {
            String id = deed.by().id();
            switch (deed.kind()) {
                case CLAIMED -> {
                    persisted.remove(deed.directory());
                    ready.remove(id);
                }
                case PERSISTED -> {
                    persisted.put(deed.directory(), deed.by());
                    foundNoSnapshot.remove(id);
                    foundNoSnapshot.values().removeIf(deed.directory()::equals);
                    skipped.remove(id);
                    ready.add(id);
                }
                case FOUND_NO_SNAPSHOT -> {
                    if (!hasPersisted(id)) {
                        foundNoSnapshot.put(id, deed.directory());
                    }
                    ready.add(id);
                }
                case SKIPPED -> {
                    if (!hasPersisted(id)) {
                        skipped.add(id);
                    }
                    ready.add(id);
                }
                case COLLECTED, JUDGED, FOUND_NO_SET, AGGREGATED -> {}
            }
        }

        private boolean hasPersisted(String id) {
            return persisted.values().stream().anyMatch(by -> by.id().equals(id));
        }
    }

    /** Looks at the modules, in the order of the build. */
    void find() {
        List<MavenProject> all = session.getAllProjects() == null ? session.getProjects() : session.getAllProjects();
        findDependenciesOfItsGroup();
        for (MavenProject module : all == null ? List.<MavenProject>of() : all) {
            noModules.remove(Execution.module(module));
            String version = dependency(module);
            if (version == null) {
                continue;
            }
            if (isMeant(version, module.getVersion())) {
                look(module);
            } else {
                otherVersions.add(Execution.module(module) + " (the dependency is on " + version + ", the module is "
                        + module.getVersion() + ")");
            }
        }
    }

    /** One that is no module may be a renamed one, or the build began inside of the module that merges. */
    private void findDependenciesOfItsGroup() {
        for (Dependency dependency : project.getDependencies()) {
            if (Objects.equals(dependency.getGroupId(), project.getGroupId())) {
                noModules.add(dependency.getGroupId() + ":" + dependency.getArtifactId());
            }
        }
    }

    /** On which version of a module the project depends, the module's own if on several; null if on none. */
    private @Nullable String dependency(MavenProject module) {
        String found = null;
        for (Dependency dependency : project.getDependencies()) {
            boolean isIt = Objects.equals(dependency.getGroupId(), module.getGroupId())
                    && Objects.equals(dependency.getArtifactId(), module.getArtifactId());
            String version = Objects.requireNonNullElse(dependency.getVersion(), "");
            if (isIt && (found == null || isMeant(version, module.getVersion()))) {
                found = version;
            }
        }
        return found;
    }

    /** What is no plain version is resolved from the build first. */
    private static boolean isMeant(String version, String own) {
        return version.isEmpty()
                || version.equals(own)
                || version.startsWith("[")
                || version.startsWith("(")
                || version.contains("${")
                || version.equals("LATEST")
                || version.equals("RELEASE");
    }

    private void look(MavenProject module) {
        String name = Execution.module(module);
        Progress progress = Progress.of(ledger.of(name));
        Map<String, Execution> persisted = progress.persisted();
        persisted.forEach((directory, by) ->
                sets.put(Path.of(directory), persisted.size() == 1 ? name : name + " (" + by.id() + ")"));
        PluginConfiguration plugin = ofProject.of(module);
        Set<String> notReady = new LinkedHashSet<>(plugin.isAggregator() ? Set.of() : plugin.persisting());
        notReady.removeAll(progress.ready());
        if (!session.getProjects().contains(module) && !notReady.isEmpty()) {
            faults.add(noSet(
                    name,
                    "it is not part of this build (-pl, -rf), so that a set of it is of an earlier one. Build it too (-am), or"
                            + " name its directory in <sets>"));
        } else if (!notReady.isEmpty() && !execution.fromCommandLine()) {
            notReady.forEach(
                    id -> unfinished.add("persist-metrics (" + new Execution(name, id, false).inWords() + ")"));
        } else if (!persisted.isEmpty() || !progress.foundNoSnapshot().isEmpty()) {
            addWithoutSet(name, progress, plugin.persisting());
        } else if (!notReady.isEmpty()) {
            faults.add(noSet(
                    name,
                    "persist-metrics has not run in this build. Let it run before, or name its directory in <sets>"));
        } else if (!progress.skipped().isEmpty()) {
            skipped.add(name);
        } else {
            withoutMetrics.add(name);
        }
    }

    /** The executions of a module of which others have a set, or should have one. */
    private void addWithoutSet(String name, Progress progress, Set<String> persisting) {
        boolean isOnly =
                progress.persisted().isEmpty() && progress.foundNoSnapshot().size() == 1;
        for (String id : progress.foundNoSnapshot().keySet()) {
            String which = isOnly ? "" : " (" + new Execution(name, id, false).inItsModule() + ")";
            faults.add(noSet(name, "persist-metrics" + which + " found no snapshot there"));
        }
        for (String id : progress.skipped()) {
            // Others than persist-metrics are skipped too.
            if (persisting.contains(id)) {
                skipped.add(name + " (" + id + ")");
            }
        }
    }

    /**
     * A set that somebody is still to persist in this build, so that what lies there is of an earlier one.
     *
     * @param named the directories that are about to be merged, by their real paths
     */
    Optional<String> objectionTo(Set<Path> named) {
        if (execution.fromCommandLine()) {
            return Optional.empty();
        }
        for (MavenProject module : session.getProjects()) {
            PluginConfiguration plugin = ofProject.of(module);
            Map<String, Path> planned =
                    new LinkedHashMap<>(plugin.isAggregator() ? Map.of() : plugin.outputDirectories());
            String name = Execution.module(module);
            if (!planned.isEmpty()) {
                planned.keySet().removeAll(Progress.of(ledger.of(name)).ready());
            }
            for (Map.Entry<String, Path> each : planned.entrySet()) {
                Path directory = ProjectPaths.real(each.getValue());
                if (named.contains(directory) && !ledger.isWritten(directory)) {
                    return Optional.of(tooEarly(directory, new Execution(name, each.getKey(), false)));
                }
            }
        }
        return Optional.empty();
    }

    private String tooEarly(Path directory, Execution writer) {
        boolean isOwn = writer.isOfTheModuleOf(execution);
        return mergedNothing() + "the set in " + SafeText.of(directory.toString())
                + ", which <sets> names, is of an earlier build: persist-metrics ("
                + (isOwn ? writer.inItsModule() : writer.inWords())
                + ") is to write one there and has not run in this build, or not to the end. "
                + (isOwn
                        ? "Let it run before " + AggregateMetricsMojo.GOAL + ", in an earlier <phase>"
                        : Objections.buildFirst(writer.module(), execution.module()));
    }

    private String mergedNothing() {
        return AggregateMetricsMojo.GOAL + " (" + execution.inWords() + ") merged nothing: ";
    }

    private static SourceFault noSet(String module, String problem) {
        return new SourceFault(SourceFault.Kind.NO_SET, module, ORIGIN, problem, false);
    }

    /** By their directories, the modules that they are of. */
    Map<Path, String> sets() {
        return sets;
    }

    List<SourceFault> faults() {
        return faults;
    }

    /** What users should know and is no fault. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!withoutMetrics.isEmpty()) {
            remarks.add("Without metrics: " + Listed.and(withoutMetrics));
        }
        if (!skipped.isEmpty()) {
            remarks.add("Skipped: " + Listed.and(skipped));
        }
        if (!otherVersions.isEmpty()) {
            remarks.add("Not merged, as this module depends on another version: " + Listed.and(otherVersions));
        }
        if (!noModules.isEmpty()) {
            remarks.add("Not merged, as no module of this build: " + Listed.and(List.copyOf(noModules)));
        }
        return remarks;
    }

    /** What should have persisted a set by now and has not. */
    Optional<String> objection() {
        return unfinished.isEmpty()
                ? Optional.empty()
                : Optional.of(mergedNothing() + Listed.and(unfinished) + ", of "
                        + (unfinished.size() == 1 ? "a module" : "modules")
                        + " that this one depends on, "
                        + (unfinished.size() == 1 ? "has" : "have")
                        + " not run in this build, or not to the end. Let persist-metrics run in a phase that the build reaches"
                        + " in each module (post-integration-test by default), or remove the <dependency> in "
                        + SafeText.of(Execution.module(project)));
    }
}
