package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** The files that a page was made from, and the other reports that were made from them. */
final class HtmlLinks {

    /** What may stand in a path of an address as it is, beside letters and digits. */
    private static final String LITERAL = "/-._~!$&'()*+,;=:@";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Path directory;

    /** @param directory where the page is */
    HtmlLinks(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Element section(Verification verification) {
        Element files = Element.of("ul").with("class", "files");
        for (FoundFile file : verification.set().files()) {
            Element item = Element.of("li");
            if (file.isMissing()) {
                item.text(SafeText.of(file.path().getFileName() + ": missing"));
            } else {
                item.add(to(file.path()));
                if (file.lastModified() != null) {
                    item.text(", of " + HtmlParts.minute(file.lastModified()) + " UTC");
                }
            }
            files.add(item);
        }
        if (verification.set().checksummed()) {
            files.add(Element.of("li").add(to(verification.set().directory().resolve("SHA256SUMS"))));
        }
        Element reports = Element.of("ul").with("class", "files");
        for (String name : ReportDirectory.otherReports()) {
            reports.add(Element.of("li").add(Element.of("a", name).to(name)));
        }
        Element section = Element.of("section").with("id", "files").add(Element.of("h2", "Files"));
        if (!verification.set().files().isEmpty()) {
            section.add(files);
        }
        return section.add(Element.of("h3", "The same in other forms")).add(reports);
    }

    /** A link from the page; only a name if there is no way from there. */
    private Element to(Path file) {
        String name = SafeText.of(String.valueOf(file.getFileName()));
        Path target = file.toAbsolutePath().normalize();
        if (target.getRoot() == null || !target.getRoot().equals(directory.getRoot())) {
            return Element.of("span", name);
        }
        String path = directory
                .relativize(target)
                .toString()
                .replace(target.getFileSystem().getSeparator(), "/");
        return Element.link(encoded(path), name);
    }

    /**
     * A relative path as an address, byte by byte: {@link java.net.URI} composes letters and accents anew, which a file
     * system tells apart.
     */
    static String encoded(String path) {
        // Without "./", a name with a colon would be taken for a scheme.
        String relative = path.startsWith("../") ? path : "./" + path;
        StringBuilder encoded = new StringBuilder();
        for (byte each : relative.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean isAlphanumeric = letter < 0x80 && Character.isLetterOrDigit(letter);
            if (isAlphanumeric || LITERAL.indexOf(letter) >= 0) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
        }
        return encoded.toString();
    }
}
