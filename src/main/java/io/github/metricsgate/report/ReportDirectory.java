package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verification;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the reports of a verification lie, one file each. */
public final class ReportDirectory {

    private static final Map<String, Report> REPORTS = reports();

    private final Path directory;

    /** @param directory need not exist */
    public ReportDirectory(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** What is written. */
    public List<Path> files() {
        return REPORTS.keySet().stream().map(directory::resolve).toList();
    }

    /** Takes away what an earlier verification left: a report that is there is of this one. */
    public void clear() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }

    /** Writes every report, each whole or not at all. */
    public void write(Verification verification) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, Report> report : REPORTS.entrySet()) {
            Path staged = directory.resolve(
                    "." + report.getKey() + "." + ProcessHandle.current().pid() + "-"
                            + Thread.currentThread().getId() + ".staged");
            try {
                try (Writer out = Files.newBufferedWriter(staged)) {
                    report.getValue().write(verification, out);
                }
                Files.move(staged, directory.resolve(report.getKey()), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(staged);
            }
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
