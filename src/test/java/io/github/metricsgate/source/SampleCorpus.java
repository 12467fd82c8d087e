package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The samples that are committed for a format: all files in {@code sources/<format>/}, not those in directories there. */
final class SampleCorpus {

    private SampleCorpus() {}

    static List<Path> of(SourceFormat format) throws IOException {
        try (Stream<Path> files = Files.list(Samples.own(format.name()))) {
            List<Path> samples = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(samples)
                    .as("a format has a sample in src/test/resources/sources/" + format.name())
                    .isNotEmpty();
            return samples;
        }
    }

    /** What {@code sources/options.properties} says that the format must be told to read them. */
    static SourceOptions options(SourceFormat format) throws IOException {
        Properties all = new Properties();
        try (InputStream in = Files.newInputStream(Samples.own("options.properties"))) {
            all.load(in);
        }
        Map<SourceOption, String> options = new EnumMap<>(SourceOption.class);
        for (String name : all.stringPropertyNames()) {
            int dot = name.lastIndexOf('.');
            if (name.substring(0, dot).equals(format.name())) {
                options.put(SourceOption.ofElement(name.substring(dot + 1)).orElseThrow(), all.getProperty(name));
            }
        }
        return new SourceOptions(options);
    }

    /** Reads a file as one of the format, whether or not it would be recognised. */
    static Collected read(Path file, SourceFormat format) throws IOException {
        SourceRequest request = new SourceRequest(
                "it",
                List.of(file.toString()),
                format.name(),
                ItemFilter.EVERYTHING,
                Repetitions.MEDIAN,
                options(format));
        return new Collector(Path.of(""), List.of(new Unquestioned(format)), ReadingProgress.SILENT)
                .collect(List.of(request));
    }

    /** A format that takes every file for its own. */
    private record Unquestioned(SourceFormat format) implements SourceFormat {

        @Override
        public String name() {
            return format.name();
        }

        @Override
        public String description() {
            return format.description();
        }

        @Override
        public java.util.Set<SourceOption> options() {
            return format.options();
        }

        @Override
        public boolean isValid(SourceOption option, String value) {
            return format.isValid(option, value);
        }

        @Override
        public Recognition recognise(FileBeginning beginning) {
            // Must not throw either.
            format.recognise(beginning);
            return Recognition.CERTAIN;
        }

        @Override
        public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
            format.read(input, options, items);
        }
    }
}
