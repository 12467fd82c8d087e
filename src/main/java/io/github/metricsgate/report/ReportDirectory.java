package io.github.metricsgate.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Where the reports of a verification lie, one file each. */
public final class ReportDirectory {

    private static final Map<String, Report> REPORTS = reports();

    private final Path directory;
    private final Map<String, Report> reports;

    /** @param directory need not exist */
    public ReportDirectory(Path directory) {
        this(directory, REPORTS);
    }

    private ReportDirectory(Path directory, Map<String, Report> reports) {
        this.directory = directory;
        this.reports = reports;
    }

    /** One that holds no report and never will, for where it is not known which directory is meant. */
    public static ReportDirectory none() {
        return new ReportDirectory(Path.of(""), Map.of());
    }

    public Path directory() {
        return directory;
    }

    /** What is written. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String name : reports.keySet()) {
            files.add(directory.resolve(name));
        }
        return files;
    }

    /** Takes away what an earlier verification left: a report that is there is of this one. */
    public void clear() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }

    /** Writes every report, each whole or not at all; one that cannot be written keeps no other from it. */
    public void write(Presentation presentation) throws IOException {
        Files.createDirectories(directory);
        IOException failure = null;
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            try {
                write(report.getKey(), report.getValue(), presentation);
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

    private void write(String name, Report report, Presentation presentation) throws IOException {
        Path staged = directory.resolve(
                "." + name + "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".staged");
        try {
            try (Writer out = Files.newBufferedWriter(staged)) {
                report.write(presentation, out);
            }
            Files.move(staged, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static Map<String, Report> reports() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("TEST-metrics-gate.xml", new JUnitReport());
        reports.put("summary.md", new MarkdownReport());
        reports.put("verification.json", new JsonReport());
        reports.put("metrics.txt", new OpenMetricsReport());
        return reports;
    }
}
