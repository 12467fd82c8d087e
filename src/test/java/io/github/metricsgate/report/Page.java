package io.github.metricsgate.report;

import io.github.metricsgate.report.chart.Ink;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page or a picture as a parser of XML reads it, which accepts nothing that is not well-formed but for the end tags of
 * cells and rows, which HTML does not need.
 */
record Page(String source, Element root) {

    private static final Pattern PART_OF_TABLE = Pattern.compile("<(td|th|tr|/thead|/tbody)\\b[^>]*>");

    private static final Map<Ink, String> COLOURS =
            Map.of(Ink.MAIN, "#28d", Ink.QUIET, "#888", Ink.BOUND, "#b50", Ink.CAUTION, "#b70", Ink.ALARM, "#c33");

    static Page of(Presentation presentation) throws IOException {
        return of(new HtmlReport(SamplePages.REPORTS), presentation);
    }

    static Page of(Report report, Presentation presentation) throws IOException {
        StringBuilder source = new StringBuilder();
        report.write(presentation, source);
        return of(source.toString());
    }

    static Page of(String source) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return new Page(
                    source,
                    factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(withEndTags(source))))
                            .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + " in " + source, e);
        }
    }

    /** With the end tags that HTML may leave out of a table: only those, and only where it may. */
    private static String withEndTags(String source) {
        StringBuilder closed = new StringBuilder();
        String cell = "";
        boolean isInRow = false;
        Matcher tags = PART_OF_TABLE.matcher(source);
        while (tags.find()) {
            String name = tags.group(1);
            boolean isCell = name.equals("td") || name.equals("th");
            StringBuilder before = new StringBuilder();
            if (!cell.isEmpty()) {
                before.append("</").append(cell).append('>');
            }
            if (isInRow && !isCell) {
                before.append("</tr>");
            }
            cell = isCell ? name : "";
            isInRow = isCell || name.equals("tr");
            tags.appendReplacement(closed, Matcher.quoteReplacement(before + tags.group()));
        }
        return tags.appendTail(closed).toString();
    }

    /** All elements of a name in the order of the page. */
    List<Element> all(String name) {
        return all(root, name);
    }

    static List<Element> all(Element in, String name) {
        NodeList nodes = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    Element withId(String id) {
        return all("*").stream()
                .filter(each -> each.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing has the id " + id));
    }

    static Optional<Element> first(Element in, String name, Predicate<Element> that) {
        return all(in, name).stream().filter(that).findFirst();
    }

    /** The texts of all elements of a name. */
    static List<String> texts(Element in, String name) {
        return all(in, name).stream().map(Page::text).toList();
    }

    static String text(Element element) {
        return element.getTextContent().strip();
    }

    /** The rows of the first table in an element, each with the texts of its cells; the head is the first. */
    static List<List<String>> rows(Element in) {
        return all(all(in, "table").get(0), "tr").stream()
                .map(row -> Stream.concat(all(row, "th").stream(), all(row, "td").stream())
                        .map(Page::text)
                        .toList())
                .toList();
    }

    /** The picture whose caption begins so. */
    static Element figure(Element in, String caption) {
        return first(
                        in,
                        "figure",
                        figure -> text(all(figure, "figcaption").get(0)).startsWith(caption))
                .orElseThrow(
                        () -> new AssertionError("no picture of " + caption + " among " + texts(in, "figcaption")));
    }

    static String description(Element figure) {
        return text(all(figure, "desc").get(0));
    }

    /** The shapes of a picture that are drawn with this ink. */
    static List<Element> shapes(Element figure, Ink ink) {
        String colour = COLOURS.getOrDefault(ink, "none");
        return all(figure, "path").stream()
                .filter(path -> path.getAttribute("fill").equals(colour)
                        || path.getAttribute("stroke").equals(colour))
                .toList();
    }

    /** How many elements there are of each name with each set of attributes: what text may not change. */
    Map<String, Integer> shape() {
        Map<String, Integer> shape = new TreeMap<>();
        for (Element element : all("*")) {
            StringBuilder looks = new StringBuilder(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                looks.append(' ').append(element.getAttributes().item(i).getNodeName());
            }
            shape.merge(looks.toString(), 1, Integer::sum);
        }
        return shape;
    }
}
