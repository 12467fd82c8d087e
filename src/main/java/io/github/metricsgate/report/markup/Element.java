package io.github.metricsgate.report.markup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An element of HTML or SVG with its attributes and what is in it. It cannot be given what a strict content security
 * policy forbids: a script, a style, a handler of events, a link that runs something.
 */
public final class Element implements Node {

    /** Elements that never have content: HTML's own, and the shapes of SVG. */
    private static final Set<String> EMPTY =
            Set.of("meta", "link", "br", "wbr", "img", "path", "rect", "line", "circle");

    /** A line ends behind these, where white space means nothing: a page that can be compared line by line. */
    private static final Set<String> LINES = Set.of(
            "html", "head", "meta", "link", "title", "body", "header", "main", "section", "h1", "h2", "h3", "p", "ul",
            "li", "dl", "tr", "figure", "table", "svg", "path");

    /** HTML ends these where the next one or their table goes on, and a page has thousands of them. */
    private static final Set<String> ENDED_BY_WHAT_FOLLOWS = Set.of("td", "th", "tr");

    private static final Set<String> FORBIDDEN = Set.of("script", "style", "iframe", "object", "embed", "base");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final List<Node> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /**
     * An element without attributes and content.
     *
     * @param name in lower case, as HTML and SVG spell it
     */
    public static Element of(String name) {
        if (FORBIDDEN.contains(name)) {
            throw new IllegalArgumentException("no page may contain <" + name + ">");
        }
        return new Element(name);
    }

    /** No part at all. */
    public static Node nothing() {
        return new Text("");
    }

    /** Text outside of an element of its own. */
    public static Node plain(String text) {
        return new Text(text);
    }

    /** An element with nothing but text. */
    public static Element of(String name, String text) {
        return of(name).text(text);
    }

    /**
     * A link; without an address if that is neither relative nor one of the web, because nothing else may be followed.
     *
     * @param address a URL, encoded as such
     */
    public static Element link(String address, String text) {
        return isSafe(address) ? of("a").attribute("href", address).text(text) : of("span", text);
    }

    /**
     * Adds an attribute.
     *
     * @param attribute any but {@code style}, an address and handlers of events
     */
    public Element with(String attribute, String value) {
        if (attribute.equals("style") || attribute.equals("href") || attribute.startsWith("on")) {
            throw new IllegalArgumentException("no element may have the attribute " + attribute);
        }
        return attribute(attribute, value);
    }

    /**
     * Adds an attribute that is a number.
     *
     * @param value a coordinate or a length, which is rounded to a tenth
     */
    public Element with(String attribute, double value) {
        attributes
                .append(' ')
                .append(attribute)
                .append("=\"")
                .append(tenths(value))
                .append('"');
        return this;
    }

    /** Adds a reference to a place in the same page, or to a file beside it whose name is ours. */
    public Element to(String ownAddress) {
        return attribute("href", ownAddress);
    }

    public Element add(Node part) {
        content.add(part);
        return this;
    }

    public Element add(List<? extends Node> parts) {
        content.addAll(parts);
        return this;
    }

    public Element text(String text) {
        return add(new Text(text));
    }

    /** A number with at most one decimal, the same everywhere. */
    public static String tenths(double value) {
        long tenths = Math.round(value * 10);
        String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths / 10);
        return tenths % 10 == 0 ? (tenths == 0 ? "0" : whole) : whole + "." + Math.abs(tenths % 10);
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        out.append('<').append(name).append(attributes);
        if (EMPTY.contains(name)) {
            out.append("/>");
        } else {
            out.append('>');
            for (Node part : content) {
                part.writeTo(out);
            }
            if (!ENDED_BY_WHAT_FOLLOWS.contains(name)) {
                out.append("</").append(name).append('>');
            }
        }
        if (LINES.contains(name)) {
            out.append('\n');
        }
    }

    private Element attribute(String attribute, String value) {
        try {
            attributes.append(' ').append(attribute).append("=\"");
            Text.write(value, true, attributes);
            attributes.append('"');
        } catch (IOException e) {
            throw new AssertionError("a builder of text does not fail", e);
        }
        return this;
    }

    private static boolean isSafe(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://") || lower.startsWith("http://")) {
            return true;
        }
        int colon = address.indexOf(':');
        int slash = address.indexOf('/');
        // What stands before a colon is a scheme, unless a slash stands before that; two slashes are another host.
        return (colon < 0 || (slash >= 0 && slash < colon)) && !address.startsWith("//") && address.indexOf('\\') < 0;
    }
}
