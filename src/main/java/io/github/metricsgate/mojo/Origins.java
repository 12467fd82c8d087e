package io.github.metricsgate.mojo;

import io.github.metricsgate.text.UserProperties;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Says where a limit or a source was set: the pom and line, the profile, the property that its value comes from. What Maven does
 * not know is left out and is never an error. Nothing is looked up before it is needed.
 */
final class Origins {

    private static final String P99_THRESHOLD = "p99Threshold";
    private static final String SOURCES = "sources";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]+)}");

    /** Properties with these prefixes are not set by the user. */
    private static final List<String> OF_MAVEN = List.of("project.", "pom.", "env.", "settings.");

    private final MavenProject project;
    private final MavenSession session;
    private final String artifactId;
    private final @Nullable Xpp3Dom configuration;

    Origins(MavenProject project, MavenSession session, MojoExecution execution) {
        this(
                project,
                session,
                execution.getArtifactId(),
                configuration(
                        PluginConfiguration.configured(
                                project,
                                execution
                                        .getMojoDescriptor()
                                        .getPluginDescriptor()
                                        .getPluginLookupKey()),
                        execution.getExecutionId()));
    }

    /** @param configuration the execution's, with the plugin's merged into it; null for none */
    Origins(MavenProject project, MavenSession session, String artifactId, @Nullable Xpp3Dom configuration) {
        this.project = project;
        this.session = session;
        this.artifactId = artifactId;
        this.configuration = configuration;
    }

    private static @Nullable Xpp3Dom configuration(@Nullable Plugin plugin, String executionId) {
        if (plugin == null) {
            return null;
        }
        ConfigurationContainer own = plugin.getExecutionsAsMap().get(executionId);
        // Maven has merged the plugin's elements into the execution's.
        Object merged = own == null ? plugin.getConfiguration() : own.getConfiguration();
        return merged instanceof Xpp3Dom dom ? dom : null;
    }

    String ofP99Threshold() {
        String unknown = "<p99Threshold> in the pom, or -D" + UserProperties.P99_THRESHOLD;
        if (find(configuration, List.of(P99_THRESHOLD)) == null) {
            return ofProperty(UserProperties.P99_THRESHOLD, unknown);
        }
        String written = written(List.of(P99_THRESHOLD));
        return written == null ? unknown : "<p99Threshold> in " + written;
    }

    String ofSources() {
        if (find(configuration, List.of(SOURCES)) == null) {
            return ofProperty(UserProperties.SOURCES, "-D" + UserProperties.SOURCES);
        }
        String written = written(List.of(SOURCES));
        return "<sources> in " + (written == null ? "the pom" : written);
    }

    String ofSource(String name) {
        String written = written(List.of(SOURCES, name));
        return "<sources><" + name + "> in " + (written == null ? "the pom" : written);
    }

    /** @param limits the elements that are its limits, {@code min} or {@code max} or both */
    String ofThreshold(String name, List<String> limits) {
        Set<String> places = new LinkedHashSet<>();
        for (String limit : limits) {
            String written = written(List.of("thresholds", name, limit));
            if (written != null) {
                places.add(written);
            }
        }
        return "<thresholds><" + name + "> in " + (places.isEmpty() ? "the pom" : String.join(" and ", places));
    }

    /** Where a parameter was set that has no element in the pom. */
    private String ofProperty(String property, String unknown) {
        if (isOfUser(property)) {
            return "-D" + property;
        }
        String place = placeOfProperty(property);
        return place == null ? unknown : "the property <" + property + "> in " + place;
    }

    /** Where an element is set and where its value comes from; null if Maven does not know. */
    private @Nullable String written(List<String> path) {
        PomPlace place = place(find(configuration, path));
        String shown = place == null ? null : shown(place);
        if (place == null || shown == null) {
            return null;
        }
        Raw raw = raw(path, place);
        if (raw == null) {
            return shown;
        }
        return shown + (raw.profile() == null ? "" : ", profile '" + raw.profile() + "'") + fromProperties(raw.text());
    }

    private String fromProperties(String raw) {
        List<String> properties = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(raw);
        while (reference.find()) {
            String name = reference.group(1);
            properties.add("'" + name + "'" + whereSet(name));
        }
        if (properties.isEmpty()) {
            return "";
        }
        return ", from the " + (properties.size() == 1 ? "property " : "properties ")
                + String.join(" and ", properties);
    }

    private String whereSet(String property) {
        if (OF_MAVEN.stream().anyMatch(property::startsWith)) {
            return "";
        }
        if (isOfUser(property)) {
            return " (-D" + property + ")";
        }
        String place = placeOfProperty(property);
        return place == null ? "" : " (" + place + ", or -D" + property + ")";
    }

    private boolean isOfUser(String property) {
        return has(session.getUserProperties(), property) || has(session.getSystemProperties(), property);
    }

    private static boolean has(@Nullable Properties properties, String property) {
        return properties != null && properties.getProperty(property) != null;
    }

    private @Nullable String placeOfProperty(String property) {
        // Maven has put the properties of the settings' active profiles into the project's model, and at most remembers
        // the line of the pom's property that they override.
        for (Profile profile : settingsProfiles()) {
            if (has(profile.getProperties(), property)) {
                return "the profile '" + profile.getId() + "' of the settings";
            }
        }
        InputLocation properties = project.getModel().getLocation("properties");
        PomPlace place = properties == null ? null : PomPlace.of(properties.getLocation(property));
        return place == null ? null : shown(place);
    }

    private List<Profile> settingsProfiles() {
        List<String> active = project.getInjectedProfileIds().get("external");
        List<Profile> profiles = new ArrayList<>();
        if (active != null && session.getRequest() != null) {
            for (Profile profile : session.getRequest().getProfiles()) {
                if (active.contains(profile.getId())) {
                    profiles.add(profile);
                }
            }
        }
        return profiles;
    }

    /** The pom's path in this build and the line, otherwise the pom's coordinates. */
    private @Nullable String shown(PomPlace place) {
        String path = place.path() == null ? null : pathInBuild(place.path());
        if (path != null) {
            return place.line() > 0 ? path + ":" + place.line() : path;
        }
        if (place.model() == null) {
            return null;
        }
        return place.line() > 0 ? place.model() + ", line " + place.line() : place.model();
    }

    private @Nullable String pathInBuild(String file) {
        String root = session.getExecutionRootDirectory();
        try {
            Path path = Path.of(file).toAbsolutePath().normalize();
            if (root == null || !path.startsWith(Path.of(root)) || isInRepository(path)) {
                return null;
            }
            return Path.of(root)
                    .relativize(path)
                    .toString()
                    .replace(path.getFileSystem().getSeparator(), "/");
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** A build server may keep the local repository inside the build's directory. */
    private boolean isInRepository(Path pom) {
        return session.getRequest() != null
                && session.getRequest().getLocalRepositoryPath() != null
                && pom.startsWith(
                        session.getRequest().getLocalRepositoryPath().toPath().toAbsolutePath());
    }

    /**
     * An element before Maven replaced the properties in it.
     *
     * @param profile the id of the profile that contains it; null for none
     */
    private record Raw(String text, @Nullable String profile) {}

    private @Nullable Raw raw(List<String> path, PomPlace place) {
        for (MavenProject pom = project; pom != null; pom = pom.getParent()) {
            Model model = pom.getOriginalModel();
            if (model == null) {
                continue;
            }
            String text = raw(model.getBuild(), path, place);
            if (text != null) {
                return new Raw(text, null);
            }
            for (Profile profile : model.getProfiles()) {
                text = raw(profile.getBuild(), path, place);
                if (text != null) {
                    return new Raw(text, profile.getId());
                }
            }
        }
        return null;
    }

    private @Nullable String raw(@Nullable BuildBase build, List<String> path, PomPlace place) {
        for (ConfigurationContainer container : containers(build)) {
            Xpp3Dom element = container.getConfiguration() instanceof Xpp3Dom dom ? find(dom, path) : null;
            PomPlace found = place(element);
            if (element != null && found != null && found.isAt(place)) {
                return element.getValue() == null ? "" : element.getValue();
            }
        }
        return null;
    }

    /** The plugin and its executions, both where it is used and where it is managed. */
    private List<ConfigurationContainer> containers(@Nullable BuildBase build) {
        List<ConfigurationContainer> containers = new ArrayList<>();
        if (build != null) {
            List<Plugin> plugins = new ArrayList<>(build.getPlugins());
            if (build.getPluginManagement() != null) {
                plugins.addAll(build.getPluginManagement().getPlugins());
            }
            for (Plugin plugin : plugins) {
                if (artifactId.equals(plugin.getArtifactId())) {
                    containers.add(plugin);
                    containers.addAll(plugin.getExecutions());
                }
            }
        }
        return containers;
    }

    private static @Nullable PomPlace place(@Nullable Xpp3Dom element) {
        return element == null ? null : PomPlace.of(element.getInputLocation());
    }

    private static @Nullable Xpp3Dom find(@Nullable Xpp3Dom from, List<String> path) {
        Xpp3Dom element = from;
        for (String name : path) {
            element = element == null ? null : element.getChild(name);
        }
        return element;
    }
}
