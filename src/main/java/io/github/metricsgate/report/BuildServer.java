package io.github.metricsgate.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A build server that parses the output of a build, detected by its environment variables. */
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

    /** The servers that this build runs on: none on a developer's machine, and hardly ever more than one. */
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
     * The lines that report a verification to this server, each with its line feed. They only work at the beginning of
     * a line of the build's own output.
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
