package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.report.ReactorSummary;
import io.github.metricsgate.report.ReportDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Whoever copies a snippet of the documentation gets something that works. Those that say which file they are from are
 * held by tests of their own; the others are read here as their readers would read them.
 */
class DocumentedSnippetsTest {

    private static final Pattern FENCE = Pattern.compile(
            "(?:<!-- from (?<from>\\S+) -->\\R)?^(?<fence>`{3,})(?<language>[a-z]*)\\R(?<text>.*?)^\\k<fence>$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern OUR_PATH =
            Pattern.compile("(?:\\*\\*/)?(?:target/metrics-gate(?:-reactor)?|artifacts/plan1)(?:/[\\w*.-]*)*");
    private static final Pattern PROPERTY = Pattern.compile("\\bmetricsgate\\.(\\w+)");
    private static final Pattern GOAL = Pattern.compile("metrics-gate-maven-plugin:[^:\\s]+:([a-z-]+)");

    private record Snippet(String page, String language, String text) {}

    @TempDir
    private Path temporary;

    @Test
    void everySnippetIsOfALanguageThatIsHeld() throws IOException {
        Map<String, Integer> languages = new TreeMap<>();
        for (Snippet snippet : snippets()) {
            languages.merge(snippet.language(), 1, Integer::sum);
        }
        assertThat(languages.keySet()).containsExactly("", "gitignore", "groovy", "json", "sql", "xml", "yaml");
        assertThat(languages.get("xml")).isGreaterThanOrEqualTo(5);
        assertThat(languages.get("yaml")).isGreaterThanOrEqualTo(7);
    }

    @Test
    void thresholdsAreWithoutAMistake() throws Exception {
        int seen = 0;
        for (Snippet snippet : of("xml")) {
            for (Xpp3Dom thresholds : named("thresholds", dom(snippet))) {
                Mistakes mistakes = new Mistakes();
                PlexusConfiguration configuration = new XmlPlexusConfiguration(thresholds);
                seen += Thresholds.read(null, configuration, true, unknownOrigins(), mistakes)
                        .size();
                mistakes.check();
            }
        }
        assertThat(seen).isEqualTo(9);
    }

    @Test
    void elementsAndPropertiesAndGoalsAreThoseOfThePlugin() throws Exception {
        Document descriptor = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile());
        Set<String> parameters = texts(descriptor, "name");
        Set<String> goals = texts(descriptor, "goal");
        Set<String> properties = new TreeSet<>();
        Matcher expressions = PROPERTY.matcher(Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml")));
        while (expressions.find()) {
            properties.add(expressions.group(1));
        }
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (Snippet snippet : snippets()) {
            seen += unknown(PROPERTY, snippet, properties, unknown) + unknown(GOAL, snippet, goals, unknown);
            for (Xpp3Dom plugin :
                    snippet.language().equals("xml") ? named("plugin", dom(snippet)) : List.<Xpp3Dom>of()) {
                for (Xpp3Dom configuration : named("configuration", plugin)) {
                    for (Xpp3Dom element : configuration.getChildren()) {
                        seen++;
                        if (!parameters.contains(element.getName())) {
                            unknown.add(snippet.page() + ": " + element.getName());
                        }
                    }
                }
            }
        }
        // A sample of what is said of a slip.
        assertThat(unknown).containsExactly("usage.md: skp");
        assertThat(seen).isGreaterThan(8);
    }

    @Test
    void pathsLeadToFilesThatAreThereAfterABuild() throws IOException {
        Set<String> files = files();
        List<String> nowhere = new ArrayList<>();
        int seen = 0;
        for (Snippet snippet : snippets()) {
            Matcher paths = OUR_PATH.matcher(snippet.text());
            while (paths.find()) {
                seen++;
                Pattern path = glob(paths.group());
                if (files.stream().noneMatch(file -> path.matcher(file).matches())) {
                    nowhere.add(snippet.page() + ": " + paths.group());
                }
            }
        }
        assertThat(nowhere).isEmpty();
        assertThat(seen).isGreaterThan(25);
    }

    @Test
    void noReportIsCollectedTwice() throws IOException {
        Set<String> globs = new TreeSet<>();
        for (Snippet snippet : snippets()) {
            Matcher paths = OUR_PATH.matcher(snippet.text());
            while (paths.find()) {
                if (paths.group().endsWith("TEST-*.xml")) {
                    globs.add(paths.group());
                }
            }
        }
        assertThat(globs)
                .containsExactly("**/target/metrics-gate/**/TEST-*.xml", "target/metrics-gate-reactor/TEST-*.xml");
        for (String file : files()) {
            assertThat(globs.stream()
                            .filter(each -> glob(each).matcher(file).matches())
                            .count())
                    .as(file)
                    .isEqualTo(file.contains("/TEST-") ? 1 : 0);
        }
    }

    @Test
    void yamlIsRead() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (Snippet snippet : of("yaml")) {
            Object read = yaml.load(snippet.text());
            assertThat(read).as(snippet.toString()).isInstanceOfAny(List.class, Map.class);
        }
    }

    @Test
    void theSnapshotIsAccepted() throws IOException {
        List<Snippet> documents = of("json").stream()
                .filter(snippet -> snippet.page().equals("formats.md"))
                .toList();
        assertThat(documents).hasSize(1);
        Path snapshot = temporary.resolve("snapshot.json");
        Files.writeString(snapshot, documents.get(0).text());
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(1), ReadOptions.threads(1))
                .persist(snapshot, layout(temporary.resolve("set")));
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
        assertThat(((PersistResult.Persisted) result).warnings()).isEmpty();
    }

    private static List<Snippet> of(String language) throws IOException {
        return snippets().stream()
                .filter(snippet -> snippet.language().equals(language))
                .toList();
    }

    /** Those that do not say which file they are from. */
    private static List<Snippet> snippets() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> files = Files.list(Path.of("src/site/markdown"))) {
            files.sorted().forEach(pages::add);
        }
        List<Snippet> snippets = new ArrayList<>();
        for (Path page : pages) {
            Matcher fence = FENCE.matcher(Files.readString(page));
            while (fence.find()) {
                if (fence.group("from") == null) {
                    snippets.add(
                            new Snippet(page.getFileName().toString(), fence.group("language"), fence.group("text")));
                }
            }
        }
        return snippets;
    }

    private static Xpp3Dom dom(Snippet snippet) throws Exception {
        String declared = snippet.text().replaceFirst("^<\\?xml.*?\\?>", "");
        return Xpp3DomBuilder.build(new StringReader("<snippet>" + declared + "</snippet>"));
    }

    private static List<Xpp3Dom> named(String name, Xpp3Dom dom) {
        List<Xpp3Dom> named = new ArrayList<>();
        for (Xpp3Dom child : dom.getChildren()) {
            if (child.getName().equals(name)) {
                named.add(child);
            } else {
                named.addAll(named(name, child));
            }
        }
        return named;
    }

    private static int unknown(Pattern pattern, Snippet snippet, Set<String> known, Set<String> unknown) {
        int seen = 0;
        Matcher found = pattern.matcher(snippet.text());
        while (found.find()) {
            seen++;
            if (!known.contains(found.group(1))) {
                unknown.add(snippet.page() + ": " + found.group(1));
            }
        }
        return seen;
    }

    private static Set<String> texts(Document descriptor, String element) {
        Set<String> texts = new TreeSet<>();
        NodeList found = descriptor.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    /** What a reactor of a pipeline, a module and a module's second execution leaves, below the reactor's root. */
    private static Set<String> files() {
        Set<String> files = new TreeSet<>();
        for (String module : List.of("", "module/")) {
            for (Path file : layout(Path.of(module + "artifacts/plan1")).files()) {
                files.add(module + "artifacts/plan1/" + file.getFileName());
            }
            for (String reports : List.of("target/metrics-gate", "target/metrics-gate/nightly")) {
                new ReportDirectory(Path.of(module + reports)).files().forEach(file -> files.add(text(file)));
            }
        }
        ReactorSummary.reports(Path.of("target/metrics-gate-reactor")).files().forEach(file -> files.add(text(file)));
        assertThat(files).hasSize(2 * (5 + 2 * 7) + 6);
        return files;
    }

    private static String text(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static SetLayout layout(Path directory) {
        return new SetLayout(
                directory,
                MetricsFile.PHASE_METRICS.defaultName(),
                MetricsFile.RESOURCE_USAGE.defaultName(),
                MetricsFile.LATENCY_HISTOGRAMS.defaultName());
    }

    /** As build servers read it: two asterisks are any directories or none, and a directory is all that is in it. */
    private static Pattern glob(String path) {
        Map<String, String> wildcards = new HashMap<>(Map.of("**/", "(?:.+/)?", "**", ".*", "*", "[^/]*"));
        StringBuilder regex = new StringBuilder();
        Matcher part = Pattern.compile("\\*\\*/|\\*\\*|\\*|[^*]+").matcher(path);
        while (part.find()) {
            regex.append(wildcards.getOrDefault(part.group(), Pattern.quote(part.group())));
        }
        return Pattern.compile(regex + (path.endsWith("/") ? ".*" : "(?:/.*)?"));
    }

    static Origins unknownOrigins() {
        return new Origins(new MavenProject(), mock(MavenSession.class), "metrics-gate-maven-plugin", null);
    }
}
