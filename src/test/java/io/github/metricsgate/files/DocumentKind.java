package io.github.metricsgate.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema document is about: the snapshot, three of the files, and one line of the other. Asks both readers. */
enum DocumentKind {
    SNAPSHOT("snapshot", "snapshot.json", null),
    PHASE_METRICS("phase_metrics", "expected/phase_metrics.json", MetricsFile.PHASE_METRICS),
    LATENCY_HISTOGRAMS("latency_histograms", "expected/latency_histograms.json", MetricsFile.LATENCY_HISTOGRAMS),
    RESOURCE_USAGE("resource_usage", "expected/resource_usage.jsonl", MetricsFile.RESOURCE_USAGE),
    RUN("run", "expected/run.json", MetricsFile.RUN);

    /** Numbers keep their digits, so that neither reader sees a rounded one. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String ADDRESS = "https://metricsgate.github.io/metrics-gate-maven-plugin/schema/";

    private static final SchemaRegistry META_SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Each by a registry of its own, which no other document is in. */
    private static final Map<DocumentKind, Schema> SCHEMAS = Stream.of(values())
            .collect(Collectors.toMap(
                    kind -> kind,
                    kind -> SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(kind.schemaDocument())));

    private static final List<Path> GOLDEN_SETS = goldenSets();

    /**
     * What our reader has to say.
     *
     * @param places where it sees a violation that JSON Schema can say, as JSON pointers; of a missing member, the one
     *     that it would have
     * @param unsayable how many it sees that JSON Schema cannot say: it does not compare one member with another
     */
    record Answer(Set<String> places, int unsayable) {}

    private final String schemaName;
    private final String goldenName;
    private final @Nullable MetricsFile file;

    DocumentKind(String name, String goldenName, @Nullable MetricsFile file) {
        this.schemaName = name + ".schema.json";
        this.goldenName = goldenName;
        this.file = file;
    }

    String schemaName() {
        return schemaName;
    }

    String schemaAddress() {
        return ADDRESS + schemaName;
    }

    JsonNode schemaDocument() {
        try (InputStream in = DocumentKind.class.getResourceAsStream("/io/github/metricsgate/schema/" + schemaName)) {
            return MAPPER.readTree(requireNonNull(in, schemaName));
        } catch (IOException e) {
            throw new UncheckedIOException(schemaName, e);
        }
    }

    /** The one that has all that the schema knows. */
    String completeDocument() {
        return content(GoldenSets.DIRECTORY.resolve("every-optional-field").resolve(goldenName))
                .strip();
    }

    /** The documents of this kind in the golden sets, by the sets' names; of JSON Lines, each line is one. */
    List<String> goldenDocuments() {
        return GOLDEN_SETS.stream()
                .map(set -> set.resolve(goldenName))
                .map(DocumentKind::content)
                .flatMap(content -> this == RESOURCE_USAGE ? content.lines() : Stream.of(content))
                .toList();
    }

    /** @param directory in which our reader finds the file, and no other */
    Answer ours(String document, Path directory) throws IOException {
        if (file == null) {
            InputStream in = new ByteArrayInputStream(document.getBytes(UTF_8));
            ResourceUsageReader samples = new ResourceUsageReader(ReadOptions.threads(1), 1, 0);
            return answer(SnapshotReader.read(in, "snapshot.json", OutputStream.nullOutputStream(), samples)
                    .violations());
        }
        SetLayout layout = new SetLayout(
                Files.createDirectories(directory.resolve(name())),
                MetricsFile.PHASE_METRICS.defaultName(),
                MetricsFile.RESOURCE_USAGE.defaultName(),
                MetricsFile.LATENCY_HISTOGRAMS.defaultName());
        Files.writeString(layout.path(file), this == RESOURCE_USAGE ? document + "\n" : document);
        SetReading reading = PlainReading.of(layout);
        assertThat(reading.missing())
                .as("files that are not there")
                .extracting(FoundFile::role)
                .hasSize(file == MetricsFile.RUN ? 3 : 2)
                .doesNotContain(file);
        return answer(reading.violations());
    }

    private static Answer answer(Violations violations) {
        assertThat(violations.first()).as("violations held").hasSize(Math.toIntExact(violations.total()));
        Set<String> places = new TreeSet<>();
        int unsayable = 0;
        for (Violation violation : violations.first()) {
            if (violation.problem().matches(".*, expected at (least|most) p.*")) {
                unsayable++;
            } else {
                places.add(violation.pointer());
            }
        }
        return new Answer(places, unsayable);
    }

    /** Where the schema document sees one, as JSON pointers. */
    Set<String> theirs(String document) throws IOException {
        Set<String> places = new TreeSet<>();
        for (Error error : requireNonNull(SCHEMAS.get(this)).validate(MAPPER.readTree(document))) {
            JsonPointer place = JsonPointer.ROOT;
            NodePath path = error.getInstanceLocation();
            for (int i = 0; i < path.getNameCount(); i++) {
                place = place.child(path.getName(i));
            }
            places.add((error.getKeyword().equals("required") ? place.child(error.getProperty()) : place).toString());
        }
        return places;
    }

    static Schema metaSchema() {
        return META_SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    }

    private static List<Path> goldenSets() {
        try (Stream<Path> entries = Files.list(Path.of(
                requireNonNull(DocumentKind.class.getResource("/golden")).toURI()))) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("the golden sets", e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
