package io.github.metricsgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The README's table of parameters agrees with the plugin's descriptor. */
class ParameterTableTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (?:`([\\w.]+)`|–) \\| (?:`([^`]+)`|none) \\| (\\w+(?:, \\w+)*) \\|.*");

    private record Row(String property, String defaultValue, String goals) {}

    @Test
    void theReadmeListsEveryParameterWithItsPropertyDefaultAndGoals() throws Exception {
        assertThat(fromReadme()).hasSizeGreaterThan(10).isEqualTo(fromDescriptor());
    }

    private static Map<String, Row> fromReadme() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), new Row(orNone(row.group(2)), orNone(row.group(3)), row.group(4)));
            }
        }
        return rows;
    }

    private static Map<String, Row> fromDescriptor() throws Exception {
        Document descriptor = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile());
        Map<String, Row> rows = new TreeMap<>();
        for (Element mojo : children(descriptor.getDocumentElement(), "mojo")) {
            String goal = text(mojo, "goal");
            if (goal.equals("help")) {
                continue;
            }
            for (Element parameter : children(mojo, "parameter")) {
                if (text(parameter, "editable").equals("true")) {
                    String name = text(parameter, "name");
                    Element configuration =
                            children(mojo, name).stream().findFirst().orElse(null);
                    String expression = configuration == null ? "" : configuration.getTextContent();
                    rows.merge(
                            name,
                            new Row(
                                    expression.isEmpty() ? "none" : expression.substring(2, expression.length() - 1),
                                    configuration == null
                                            ? "none"
                                            : orNone(configuration.getAttribute("default-value")),
                                    goal.substring(0, goal.indexOf('-'))),
                            (a, b) -> {
                                assertThat(a.property()).isEqualTo(b.property());
                                assertThat(a.defaultValue()).isEqualTo(b.defaultValue());
                                return new Row(a.property(), a.defaultValue(), together(a.goals(), b.goals()));
                            });
                }
            }
        }
        return rows;
    }

    /** {@code all} are those that a build runs, and what else works on their files. */
    private static String together(String some, String more) {
        Set<String> goals = new TreeSet<>(List.of(some.split(", ")));
        goals.addAll(List.of(more.split(", ")));
        boolean isOfAll =
                goals.contains("all") || goals.containsAll(List.of("aggregate", "collect", "persist", "verify"));
        return isOfAll ? "all" : String.join(", ", goals);
    }

    private static String orNone(String text) {
        return text == null || text.isEmpty() ? "none" : text;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).get(0).getTextContent();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
