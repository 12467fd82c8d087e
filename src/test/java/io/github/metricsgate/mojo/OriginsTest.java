package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.File;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The models are those that Maven makes; that it does make them so, the integration projects show. */
class OriginsTest {

    private static final String PLUGIN = "metrics-gate-maven-plugin";
    private static final String UNKNOWN = "<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold";
    private static final Path ROOT = Path.of("build").toAbsolutePath();

    private final MavenProject project = new MavenProject(new Model());
    private final MavenSession session = mock(MavenSession.class);
    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final Properties ofUser = new Properties();
    private final Xpp3Dom configuration = dom("<configuration><p99Threshold>1ms</p99Threshold>"
            + "<thresholds><a><min>1</min><max>2</max></a></thresholds></configuration>");
    private final Xpp3Dom p99Threshold = configuration.getChild("p99Threshold");

    @BeforeEach
    void session() {
        when(session.getExecutionRootDirectory()).thenReturn(ROOT.toString());
        when(session.getRequest()).thenReturn(request);
        when(session.getUserProperties()).thenReturn(ofUser);
        Properties ofSystem = new Properties();
        ofSystem.setProperty("env.LIMIT", "1ms");
        when(session.getSystemProperties()).thenReturn(ofSystem);
    }

    @Test
    void withoutALocationTheOriginIsThePom() {
        assertThat(origins().ofP99Threshold()).isEqualTo(UNKNOWN);
        assertThat(origins().ofThreshold("a", List.of("min"))).isEqualTo("<thresholds><a> in the pom");
        assertThat(origins().ofThreshold("b", List.of("max"))).isEqualTo("<thresholds><b> in the pom");
        assertThat(new Origins(project, session, PLUGIN, null).ofP99Threshold()).isEqualTo(UNKNOWN);
    }

    @Test
    void aLocationThatIsNotUnderstoodIsUnknown() {
        for (Object location : List.of("text", new Object(), new Broken(), at(null, null, 3))) {
            p99Threshold.setInputLocation(location);
            assertThat(origins().ofP99Threshold()).isEqualTo(UNKNOWN);
        }
    }

    /** What a Maven to come may have. */
    @SuppressWarnings({"unused", "DoNotCallSuggester"}) // called by reflection alone
    public static final class Broken {
        public Object getSource() {
            throw new IllegalStateException("no source");
        }
    }

    @Test
    void aPomOfTheBuildIsAPathAndAnotherItsCoordinates() {
        p99Threshold.setInputLocation(at(inBuild("child/pom.xml"), "org.example:child:1", 31));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in child/pom.xml:31");
        p99Threshold.setInputLocation(
                at(Path.of(inBuild("a child/pom.xml")).toUri().toString(), "org.example:child:1", 31));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in a child/pom.xml:31");
        p99Threshold.setInputLocation(at("/elsewhere/pom.xml", "org.example:parent:1", 31));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in org.example:parent:1, line 31");
        p99Threshold.setInputLocation(at(null, "org.example:parent:1", 31));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in org.example:parent:1, line 31");
        p99Threshold.setInputLocation(at("/elsewhere/pom.xml", null, 31));
        assertThat(origins().ofP99Threshold()).isEqualTo(UNKNOWN);
        p99Threshold.setInputLocation(at(inBuild("pom.xml"), null, -1));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in pom.xml");
    }

    @Test
    void aPomOfARepositoryInsideTheBuildIsItsCoordinates() {
        request.setLocalRepositoryPath(new File(inBuild(".m2/repository")));
        p99Threshold.setInputLocation(at(inBuild(".m2/repository/parent-1.pom"), "org.example:parent:1", 31));
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in org.example:parent:1, line 31");
    }

    @Test
    void twoLimitsOfOneThresholdHaveTwoPlacesUnlessTheyShareALine() {
        Xpp3Dom a = configuration.getChild("thresholds").getChild("a");
        a.getChild("min").setInputLocation(at(inBuild("pom.xml"), null, 5));
        a.getChild("max").setInputLocation(at(inBuild("child/pom.xml"), null, 7));
        assertThat(origins().ofThreshold("a", List.of("min", "max")))
                .isEqualTo("<thresholds><a> in pom.xml:5 and child/pom.xml:7");
        assertThat(origins().ofThreshold("a", List.of("max"))).isEqualTo("<thresholds><a> in child/pom.xml:7");
        a.getChild("max").setInputLocation(at(inBuild("pom.xml"), null, 5));
        assertThat(origins().ofThreshold("a", List.of("min", "max"))).isEqualTo("<thresholds><a> in pom.xml:5");
    }

    @Test
    void aParameterWithoutAnElementIsSetByItsProperty() {
        Xpp3Dom empty = new Xpp3Dom("configuration");
        Origins origins = new Origins(project, session, PLUGIN, empty);
        assertThat(origins.ofP99Threshold()).isEqualTo(UNKNOWN);
        propertyAt("metricsgate.p99Threshold", 9);
        assertThat(origins.ofP99Threshold()).isEqualTo("the property <metricsgate.p99Threshold> in pom.xml:9");
        profileOfTheSettings("metricsgate.p99Threshold");
        assertThat(origins.ofP99Threshold())
                .isEqualTo("the property <metricsgate.p99Threshold> in the profile 'slo' of the settings");
        ofUser.setProperty("metricsgate.p99Threshold", "1ms");
        assertThat(origins.ofP99Threshold()).isEqualTo("-Dmetricsgate.p99Threshold");
    }

    @Test
    void aValueFromAPropertySaysWhereThePropertyIsSet() {
        p99Threshold.setInputLocation(at(inBuild("pom.xml"), null, 31));
        written("${slo.limit}", null);
        assertThat(origins().ofP99Threshold()).isEqualTo("<p99Threshold> in pom.xml:31, from the property 'slo.limit'");
        propertyAt("slo.limit", 12);
        assertThat(origins().ofP99Threshold())
                .isEqualTo("<p99Threshold> in pom.xml:31, from the property 'slo.limit' (pom.xml:12, or -Dslo.limit)");
        profileOfTheSettings("slo.limit");
        assertThat(origins().ofP99Threshold())
                .isEqualTo(
                        "<p99Threshold> in pom.xml:31, from the property 'slo.limit' (the profile 'slo' of the settings,"
                                + " or -Dslo.limit)");
        ofUser.setProperty("slo.limit", "1ms");
        assertThat(origins().ofP99Threshold())
                .isEqualTo("<p99Threshold> in pom.xml:31, from the property 'slo.limit' (-Dslo.limit)");
    }

    @Test
    void whatAUserCannotSetIsNotOffered() {
        p99Threshold.setInputLocation(at(inBuild("pom.xml"), null, 31));
        written("${env.LIMIT}${project.version}", "nightly");
        assertThat(origins().ofP99Threshold())
                .isEqualTo("<p99Threshold> in pom.xml:31, profile 'nightly', from the properties 'env.LIMIT' and"
                        + " 'project.version'");
    }

    private Origins origins() {
        return new Origins(project, session, PLUGIN, configuration);
    }

    /** The element at the same place, before Maven replaced the properties in it. */
    private void written(String raw, @Nullable String profileId) {
        Xpp3Dom original = dom("<configuration><p99Threshold>" + raw + "</p99Threshold></configuration>");
        original.getChild("p99Threshold").setInputLocation(at(inBuild("pom.xml"), null, 31));
        Plugin plugin = new Plugin();
        plugin.setArtifactId(PLUGIN);
        plugin.setConfiguration(original);
        Build build = new Build();
        build.addPlugin(plugin);
        Model model = new Model();
        if (profileId == null) {
            model.setBuild(build);
        } else {
            Profile profile = new Profile();
            profile.setId(profileId);
            profile.setBuild(build);
            model.addProfile(profile);
        }
        project.setOriginalModel(model);
    }

    private void propertyAt(String name, int line) {
        InputLocation properties = at(inBuild("pom.xml"), null, 1);
        properties.setLocation(name, at(inBuild("pom.xml"), null, line));
        project.getModel().setLocation("properties", properties);
    }

    private void profileOfTheSettings(String property) {
        Profile profile = new Profile();
        profile.setId("slo");
        profile.addProperty(property, "1ms");
        Profile inactive = new Profile();
        inactive.setId("off");
        inactive.addProperty(property, "1ms");
        request.setProfiles(List.of(inactive, profile));
        project.setInjectedProfileIds("external", List.of("slo"));
    }

    private static String inBuild(String pom) {
        return ROOT.resolve(pom).toString();
    }

    private static InputLocation at(@Nullable String path, @Nullable String model, int line) {
        InputSource source = new InputSource();
        source.setLocation(path);
        source.setModelId(model);
        return new InputLocation(line, 7, source);
    }

    private static Xpp3Dom dom(String xml) {
        try {
            return Xpp3DomBuilder.build(new StringReader(xml));
        } catch (Exception e) {
            throw new IllegalArgumentException(xml, e);
        }
    }
}
