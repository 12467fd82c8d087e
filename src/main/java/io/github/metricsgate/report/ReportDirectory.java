package io.github.metricsgate.report;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.Durability;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory with the reports of a verification, one file each. */
public final class ReportDirectory {

    private static final Map<String, Report> REPORTS = reports();

    private final Path directory;
    private final Collection<String> names;

    /** Where the text of a report comes from. */
    interface Text {
        void write(Appendable out) throws IOException;
    }

    /** @param directory need not exist */
    public ReportDirectory(Path directory) {
        this(directory, REPORTS.keySet());
    }

    /** @param names the names of the files */
    ReportDirectory(Path directory, Collection<String> names) {
        this.directory = directory;
        this.names = names;
    }

    /** A directory without reports, for when the directory is not known. */
    public static ReportDirectory none() {
        return new ReportDirectory(Path.of(""), List.of());
    }

    public Path directory() {
        return directory;
    }

    /** The report for people to open; empty if it is not written. */
    public Optional<Path> page() {
        return names.contains(HtmlReport.FILE) ? Optional.of(directory.resolve(HtmlReport.FILE)) : Optional.empty();
    }

    /** The names of the reports that are no page. */
    static List<String> otherReports() {
        List<String> names = new ArrayList<>(REPORTS.keySet());
        names.removeAll(List.of(HtmlReport.FILE, HtmlReport.STYLE_SHEET));
        return names;
    }

    /** The files that are written. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(directory.resolve(name));
        }
        return files;
    }

    /** Deletes what an earlier verification left, so that every existing report belongs to this one. */
    public void clear() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }

    /** Writes every report, each completely or not at all; if one cannot be written, the others still are. */
    public void write(Presentation presentation) throws IOException {
        Map<String, Text> texts = new LinkedHashMap<>();
        for (String name : names) {
            // Only the page has links to other files, and must know where it is.
            Report report = name.equals(HtmlReport.FILE) ? new HtmlReport(directory) : REPORTS.get(name);
            if (report != null) {
                texts.put(name, out -> report.write(presentation, out));
            }
        }
        write(texts);
    }

    /** @param texts by the names of their files */
    void write(Map<String, Text> texts) throws IOException {
        Files.createDirectories(directory);
        IOException failure = null;
        for (Map.Entry<String, Text> text : texts.entrySet()) {
            try {
                write(text.getKey(), text.getValue());
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Not flushed: after a power loss, the build that they belong to no longer exists. */
    private void write(String name, Text text) throws IOException {
        try (AtomicFile file = AtomicFile.create(directory.resolve(name), Durability.CACHED)) {
            Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8.newEncoder()));
            text.write(out);
            out.flush();
            file.commit();
        }
    }

    private static Map<String, Report> reports() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("TEST-metrics-gate.xml", new JUnitReport());
        reports.put("summary.md", new MarkdownReport());
        reports.put("verification.json", new JsonReport());
        reports.put("metrics.txt", new OpenMetricsReport());
        reports.put(HtmlReport.FILE, new HtmlReport(Path.of("")));
        reports.put(HtmlReport.STYLE_SHEET, new StyleSheet());
        reports.put("trend.svg", new TrendPicture());
        return reports;
    }
}
