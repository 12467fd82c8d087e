package io.github.metricsgate.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** How a page looks: the same for every page, and a file of its own, as a strict content security policy wants it. */
final class StyleSheet implements Report {

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        write(out);
    }

    static void write(Appendable out) throws IOException {
        try (InputStream sheet = StyleSheet.class.getResourceAsStream(HtmlReport.STYLE_SHEET)) {
            if (sheet == null) {
                throw new IOException(HtmlReport.STYLE_SHEET + " is not in the plugin's jar");
            }
            out.append(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
