package io.github.metricsgate.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A build server that reads what a build prints, known by what it puts into the environment. */
public final class BuildServer {

    private static final List<BuildServer> ALL = List.of(
            new BuildServer("GITHUB_ACTIONS", new GitHubAnnotations()),
            new BuildServer("TF_BUILD", new AzureAnnotations()),
            new BuildServer("TEAMCITY_VERSION", new TeamCityMessages()));

    private final String variable;
    private final Report annotations;

    private BuildServer(String variable, Report annotations) {
        this.variable = variable;
        this.annotations = annotations;
    }

    /** Those that this build runs on: none at a desk, hardly ever more than one. */
    public static List<BuildServer> of(Map<String, String> environment) {
        List<BuildServer> present = new ArrayList<>();
        for (BuildServer server : ALL) {
            if (isSet(environment.getOrDefault(server.variable, ""))) {
                present.add(server);
            }
        }
        return present;
    }

    /**
     * The lines that tell this server of a verification, each with its line feed. They count only where they begin a line
     * of the build's own output.
     */
    public String annotations(Presentation presentation) throws IOException {
        StringBuilder lines = new StringBuilder();
        annotations.write(presentation, lines);
        return lines.toString();
    }

    private static boolean isSet(String value) {
        return !value.isEmpty() && !value.equalsIgnoreCase("false");
    }
}
