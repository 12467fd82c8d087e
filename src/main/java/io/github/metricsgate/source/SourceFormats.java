package io.github.metricsgate.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All formats there are. A new one is a class and a line here. */
public final class SourceFormats {

    private SourceFormats() {}

    /** In the order in which they are listed to people. */
    public static List<SourceFormat> all() {
        return List.of(
                new JmhFormat(),
                new SurefireFormat(),
                new JmeterFormat(),
                new JmeterStatisticsFormat(),
                new GatlingFormat(),
                new GatlingStatsFormat(),
                new GatlingGlobalStatsFormat(),
                new K6Format(),
                new HyperfineFormat(),
                new PytestBenchmarkFormat(),
                new CriterionFormat(),
                new GoogleBenchmarkFormat(),
                new BenchmarkDotNetFormat(),
                new LocustFormat(),
                new ArtilleryFormat(),
                new LighthouseFormat(),
                new VegetaFormat(),
                new VegetaReportFormat(),
                new OhaFormat(),
                new OhaCsvFormat(),
                new HeyFormat(),
                new HlogFormat(),
                new HgrmFormat(),
                new PrometheusFormat(),
                new JfrFormat(),
                new RecordingFormat(),
                new JsonFormat(),
                new CsvFormat());
    }

    /** The format that a file is certainly of; empty if it is of none. For a file that was taken for something else. */
    public static Optional<SourceFormat> recognise(Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.ofNullable(certain(new SourceFile(
                path, path.toString(), file.size(), file.lastModifiedTime().toInstant())));
    }

    private static @Nullable SourceFormat certain(SourceFile file) throws IOException {
        return new Recogniser(all()).recogniseInDirectory(file, null);
    }
}
