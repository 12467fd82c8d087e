package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseSource;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Files of tools that tests read, and what becomes of them. */
final class Samples {

    private static final Path REAL = Path.of("..", "shared", "samples", "real");

    private Samples() {}

    /** One that is committed with the project, {@code jmh/jmh-result.json} say. */
    static Path own(String name) {
        URL url = Samples.class.getResource("/sources/" + name);
        assertThat(url).as(name).isNotNull();
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A real file of somebody else's, which is not committed: CI has it, and where it is not the test is skipped. */
    static Path real(String name) {
        Path file = REAL.resolve(name);
        if (System.getenv("CI") == null) {
            assumeTrue(Files.exists(file), "real files of other projects are not committed; there is no " + file);
        }
        assertThat(file).exists();
        return file.toAbsolutePath().normalize();
    }

    static SourceRequest request(Path file) {
        return SourceRequest.of("it", file.toString());
    }

    static SourceRequest request(Path file, Map<SourceOption, String> options) {
        return new SourceRequest(
                "it",
                List.of(file.toString()),
                null,
                ItemFilter.EVERYTHING,
                Repetitions.REFUSE,
                new SourceOptions(options));
    }

    static Collected collect(SourceRequest... requests) {
        return new Collector(Path.of(""), SourceFormats.all(), ReadingProgress.SILENT).collect(List.of(requests));
    }

    /** The phases of a file that must be read without a problem. */
    static ReadPhases phases(SourceRequest request) {
        Collected collected = collect(request);
        assertThat(collected.problems()).isEmpty();
        Map<String, Phase> phases = new LinkedHashMap<>();
        for (Phase phase : collected.run().phases()) {
            assertThat(phase.key()).startsWith(request.name() + "/");
            phases.put(phase.key().substring(request.name().length() + 1), phase);
        }
        return new ReadPhases(phases);
    }

    static ReadPhases phases(Path file) {
        return phases(request(file));
    }

    /** The phases of a source, by key without the source's name. */
    record ReadPhases(Map<String, Phase> all) {

        Set<String> keys() {
            return all.keySet();
        }

        Phase get(String key) {
            Phase phase = all.get(key);
            assertThat(phase).as(key + " of " + all.keySet()).isNotNull();
            return Objects.requireNonNull(phase);
        }
    }

    /** What the snapshot says of where a phase is from. */
    static PhaseSource source(Phase phase) {
        PhaseSource source = phase.source();
        assertThat(source).isNotNull();
        return Objects.requireNonNull(source);
    }

    static Map<String, String> details(Phase phase) {
        return source(phase).details();
    }

    /** The only message of a source that cannot be read. */
    static String problem(SourceRequest request) {
        Collected collected = collect(request);
        assertThat(collected.problems()).hasSize(1);
        assertThat(collected.run().phases()).isEmpty();
        return collected.problems().get(0).message();
    }

    /** Each latency as plain text, which compares values exactly. */
    static Map<String, String> latencies(Phase phase) {
        Map<String, String> texts = new LinkedHashMap<>();
        phase.latencies().forEach((key, value) -> texts.put(key, value == null ? "null" : value.toPlainString()));
        return texts;
    }

    static Map<String, String> figures(Phase phase) {
        Map<String, String> texts = new LinkedHashMap<>();
        phase.figures().forEach((figure, value) -> texts.put(figure.key(), value.toPlainString()));
        return texts;
    }
}
