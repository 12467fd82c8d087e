package io.github.metricsgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets in the documentation are those of the integration projects that are run. */
class PrintedRecipesTest {

    private static final Path README = Path.of("README.md");
    private static final Path PYTHON = Path.of("src/site/markdown/python.md");

    private static final Pattern SNIPPET = Pattern.compile(
            "^<!-- from (src/it/\\S+) -->\\R```[a-z]+\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>metrics-gate-maven-plugin</artifactId>\\s*<version>([^<]+)</version>");

    private static final Pattern VERSION_IN_COMMAND =
            Pattern.compile("metrics-gate-maven-plugin[:/-]([0-9].*?)(?=[:/]|\\.jar)");

    private record Snippet(String file, String text) {}

    @Test
    void thePythonPagePrintsWholeFiles() throws IOException {
        List<Snippet> snippets = snippets(PYTHON);

        assertThat(snippets)
                .extracting(Snippet::file)
                .containsExactly(
                        "src/it/python-pipeline/pom.xml",
                        "src/it/python-pipeline/pipeline.py",
                        "src/it/python-pipeline/check_snapshot.py");
        for (Snippet snippet : snippets) {
            assertThat(snippet.text()).as(snippet.file()).isEqualTo(asPrinted(Path.of(snippet.file())));
        }
    }

    @Test
    void theReadmePrintsLinesOfFiles() throws IOException {
        List<Snippet> snippets = snippets(README);

        assertThat(snippets)
                .extracting(Snippet::file)
                .containsExactly("src/it/python-pipeline/pipeline.py", "src/it/python-pipeline/pom.xml");
        for (Snippet snippet : snippets) {
            assertThat("\n" + asPrinted(Path.of(snippet.file()))).contains("\n" + snippet.text());
        }
    }

    @Test
    void theUsagePagePrintsLinesOfFiles() throws IOException {
        List<Snippet> snippets = snippets(Path.of("src/site/markdown/usage.md"));

        assertThat(snippets)
                .extracting(Snippet::file)
                .containsExactly(
                        "src/it/a-build-cache-may-not-skip-the-goals/.mvn/maven-build-cache-config.xml",
                        "src/it/limits-over-all-modules/all/pom.xml");
        for (Snippet snippet : snippets) {
            assertThat("\n" + asPrinted(Path.of(snippet.file()))).contains("\n" + snippet.text());
        }
    }

    @Test
    void thePythonPagePrintsTheCommandThatIsRun() throws IOException {
        String goals = asPrinted(Path.of("src/it/python-pipeline/invoker.properties"));
        String goal = goals.substring(goals.indexOf("invoker.goals.2 = ") + "invoker.goals.2 = ".length());

        assertThat(Files.readString(PYTHON)).contains("```\nmvn " + goal + "```\n");
    }

    @Test
    void thePythonPageMentionsNoOtherVersion() throws IOException {
        List<String> others = new ArrayList<>();
        int seen = 0;
        Matcher versions = VERSION_IN_COMMAND.matcher(Files.readString(PYTHON));
        while (versions.find()) {
            seen++;
            if (!versions.group(1).equals(version())) {
                others.add(versions.group());
            }
        }

        assertThat(others).isEmpty();
        assertThat(seen).isEqualTo(5);
    }

    private static List<Snippet> snippets(Path page) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        Matcher matcher = SNIPPET.matcher(Files.readString(page));
        while (matcher.find()) {
            snippets.add(new Snippet(matcher.group(1), matcher.group(2)));
        }
        return snippets;
    }

    /** A file of an integration project as the invoker runs it. */
    private static String asPrinted(Path file) throws IOException {
        return Files.readString(file).replace("@project.version@", version()).replace("${project.version}", version());
    }

    private static String version() throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
