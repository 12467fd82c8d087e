package io.github.metricsgate.identity;

import io.github.metricsgate.metrics.RunIdentity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which run this is: what the build server says, else what lies in {@code .git}, and on what machine it runs. What
 * nobody says is left out.
 */
public final class IdentityObserver {

    private final Variables variables;
    private final Path directory;
    private final Machine machine;

    /**
     * The machine that this runs on.
     *
     * @param environment the variables of the process
     * @param directory one of the project, in a checkout of git or not
     */
    public static IdentityObserver ofThisMachine(Map<String, String> environment, Path directory) {
        Variables variables = new Variables(environment);
        return new IdentityObserver(variables, directory, Machine.thisOne(System.getProperties(), variables));
    }

    /** @param processors how many there are; files as Linux has them in {@code /proc}, that may be missing */
    static IdentityObserver of(
            Map<String, String> environment,
            Path directory,
            Properties system,
            int processors,
            Path processorsFile,
            Path memoryFile) {
        Variables variables = new Variables(environment);
        return new IdentityObserver(
                variables, directory, new Machine(system, variables, processors, processorsFile, memoryFile));
    }

    private IdentityObserver(Variables variables, Path directory, Machine machine) {
        this.variables = variables;
        this.directory = directory;
        this.machine = machine;
    }

    public RunIdentity observe() {
        CiRun run = BuildServers.run(variables);
        GitHead head = run.commit() == null || run.branch() == null ? GitHead.above(directory) : GitHead.UNKNOWN;
        Map<String, String> environment = new LinkedHashMap<>(machine.describe());
        put(environment, "ci", run.server());
        put(environment, "image", run.image());
        return new RunIdentity(
                run.id(),
                run.commit() == null ? head.commit() : run.commit(),
                run.branch() == null ? head.branch() : run.branch(),
                run.url(),
                environment);
    }

    /** The branch that a pull request is to be merged into, as the build server says; empty if there is none. */
    public Optional<String> targetBranch() {
        return Optional.ofNullable(BuildServers.run(variables).target());
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }
}
