package io.github.metricsgate.files;

import static io.github.metricsgate.files.DocumentKind.LATENCY_HISTOGRAMS;
import static io.github.metricsgate.files.DocumentKind.MAPPER;
import static io.github.metricsgate.files.DocumentKind.PHASE_METRICS;
import static io.github.metricsgate.files.DocumentKind.RESOURCE_USAGE;
import static io.github.metricsgate.files.DocumentKind.RUN;
import static io.github.metricsgate.files.DocumentKind.SNAPSHOT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metricsgate.files.DocumentKind.Answer;
import io.github.metricsgate.reliability.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our reader and the published schema documents to the same answer: the same places, not only the same verdict. */
class SchemaDocumentsTest {

    /** Of each kind. */
    private static final int MUTATIONS = 3000;

    /** Of each kind beside those: in full size 25,000, of all kinds together. */
    private static final int MORE_MUTATIONS = Sizes.isFull() ? 5000 : 500;

    private static final long SEED = 20261123;

    private enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** A value of the golden set with every optional field that the schema knows. */
    private record Place(DocumentKind kind, String pointer, Rule rule, Presence presence) {

        static Place required(DocumentKind kind, String pointer, Rule rule) {
            return new Place(kind, pointer, rule, Presence.REQUIRED);
        }

        static Place optional(DocumentKind kind, String pointer, Rule rule) {
            return new Place(kind, pointer, rule, Presence.OPTIONAL);
        }

        Place inSnapshot(String at) {
            return new Place(SNAPSHOT, at + pointer, rule, presence);
        }

        String document() {
            return kind.completeDocument();
        }
    }

    private static final List<Place> SAMPLE = List.of(
            Place.required(RESOURCE_USAGE, "/timestamp", Rule.TIMESTAMP),
            Place.required(RESOURCE_USAGE, "/cpu_percent", Rule.AMOUNT),
            Place.required(RESOURCE_USAGE, "/memory_percent", Rule.AMOUNT),
            Place.required(RESOURCE_USAGE, "/rss_mb", Rule.AMOUNT),
            Place.required(RESOURCE_USAGE, "/worker_budget", Rule.AMOUNT));

    private static final List<Place> PHASE = List.of(
            Place.optional(PHASE_METRICS, "/0", Rule.OBJECT),
            Place.required(PHASE_METRICS, "/0/phase_id", Rule.INTEGER),
            Place.required(PHASE_METRICS, "/0/name", Rule.STRING),
            Place.required(PHASE_METRICS, "/0/duration_ms", Rule.NUMBER_OR_NULL),
            Place.required(PHASE_METRICS, "/0/items_processed", Rule.COUNT_OR_NULL),
            Place.required(PHASE_METRICS, "/0/items_total", Rule.COUNT_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/items_failed", Rule.COUNT_OR_NULL),
            Place.required(PHASE_METRICS, "/0/latency_histogram", Rule.OBJECT),
            Place.required(PHASE_METRICS, "/0/latency_histogram/p50", Rule.AMOUNT_OR_NULL),
            Place.required(PHASE_METRICS, "/0/latency_histogram/p95", Rule.AMOUNT_OR_NULL),
            Place.required(PHASE_METRICS, "/0/latency_histogram/p99", Rule.AMOUNT_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/latency_histogram/p99.9", Rule.AMOUNT_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/progress", Rule.FRACTION_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/throughput", Rule.NUMBER_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/warnings", Rule.ARRAY),
            Place.optional(PHASE_METRICS, "/0/errors", Rule.ARRAY),
            Place.optional(PHASE_METRICS, "/0/resource_snapshots", Rule.ARRAY),
            Place.optional(PHASE_METRICS, "/0/anomalies", Rule.ARRAY),
            Place.optional(PHASE_METRICS, "/0/measures", Rule.OBJECT),
            Place.optional(PHASE_METRICS, "/0/measures/gc.alloc.rate.norm", Rule.NUMBER_OR_NULL),
            Place.optional(PHASE_METRICS, "/0/histogram", Rule.STRING),
            Place.optional(PHASE_METRICS, "/0/source", Rule.OBJECT));

    private static final List<Place> PHASE_LATENCIES = List.of(
            Place.optional(LATENCY_HISTOGRAMS, "/0", Rule.OBJECT),
            Place.required(LATENCY_HISTOGRAMS, "/0/name", Rule.STRING),
            Place.required(LATENCY_HISTOGRAMS, "/0/latency_histogram", Rule.OBJECT),
            Place.required(LATENCY_HISTOGRAMS, "/0/latency_histogram/p50", Rule.AMOUNT_OR_NULL),
            Place.required(LATENCY_HISTOGRAMS, "/0/latency_histogram/p95", Rule.AMOUNT_OR_NULL),
            Place.required(LATENCY_HISTOGRAMS, "/0/latency_histogram/p99", Rule.AMOUNT_OR_NULL),
            Place.optional(LATENCY_HISTOGRAMS, "/0/latency_histogram/mean", Rule.AMOUNT_OR_NULL),
            Place.required(LATENCY_HISTOGRAMS, "/0/items_processed", Rule.COUNT_OR_NULL),
            Place.required(LATENCY_HISTOGRAMS, "/0/duration_ms", Rule.NUMBER_OR_NULL),
            Place.required(LATENCY_HISTOGRAMS, "/0/throughput", Rule.NUMBER_OR_NULL));

    private static final List<Place> CONTEXT = List.of(
            Place.optional(RUN, "/timestamp", Rule.TIMESTAMP),
            Place.required(RUN, "/abort_status", Rule.OBJECT),
            Place.required(RUN, "/abort_status/is_aborted", Rule.BOOLEAN),
            Place.optional(RUN, "/phase_status", Rule.OBJECT),
            Place.optional(RUN, "/latency_unit", Rule.LATENCY_UNIT),
            Place.optional(RUN, "/run", Rule.OBJECT),
            Place.optional(RUN, "/run/id", Rule.STRING_OR_NULL),
            Place.optional(RUN, "/run/commit", Rule.STRING_OR_NULL),
            Place.optional(RUN, "/run/branch", Rule.STRING_OR_NULL),
            Place.optional(RUN, "/run/url", Rule.STRING_OR_NULL),
            Place.optional(RUN, "/run/environment", Rule.OBJECT),
            Place.optional(RUN, "/run/environment/os", Rule.STRING_OR_NULL));

    private static final List<Place> OTHERS_OF_SNAPSHOT = List.of(
            Place.required(SNAPSHOT, "/phase_metrics", Rule.OBJECT),
            Place.required(SNAPSHOT, "/resource_usage", Rule.ARRAY),
            Place.optional(SNAPSHOT, "/resource_usage/0", Rule.OBJECT));

    /** Names that the schema leaves to whoever measures. */
    private static final Set<String> ANY_NAMES = Set.of("mean", "gc.alloc.rate.norm", "os");

    private static final List<Place> PLACES = Stream.of(
                    OTHERS_OF_SNAPSHOT.stream(),
                    CONTEXT.stream().map(place -> place.inSnapshot("")),
                    PHASE.stream().map(place -> place.inSnapshot("/phase_metrics")),
                    SAMPLE.stream().map(place -> place.inSnapshot("/resource_usage/0")),
                    PHASE.stream(),
                    PHASE_LATENCIES.stream(),
                    SAMPLE.stream(),
                    CONTEXT.stream())
            .flatMap(places -> places)
            .toList();

    private static final List<String> TEXTS = List.of("\"\"", "\"text\"", "\"1\"", "\"\\u0000\\ud83d\\ude00\"");
    private static final List<String> LITERALS = List.of("true", "false");
    private static final List<String> NULL = List.of("null");
    private static final List<String> OBJECTS = List.of("{}", "{\"x\": [1]}");
    private static final List<String> ARRAYS = List.of("[]", "[null, {\"x\": [1]}]");
    private static final List<String> NOTHING = List.of("0", "-0", "-0.0", "0.0", "-0e5", "0e400", "0e-400");
    private static final List<String> ONE = List.of("1", "1.0", "10e-1", "0.1E+1");
    private static final List<String> PARTS =
            List.of("0.5", "5e-324", "1e-400", "0.9999999999999999999999999999999999", "15e-1000");
    private static final List<String> LARGE_INTEGERS = List.of(
            "2", "1e2", "1E+2", "1.50e1", "123456789012345678901234567890", "9007199254740993.0", "1e300", "1.25e308");
    private static final List<String> LARGE_FRACTIONS = List.of(
            "1.0000000001",
            "1.0000000000000000000000000000000001",
            "1.5",
            "123456789012345678901234567890.5",
            "1.25e1");
    private static final List<String> NEGATIVE_INTEGERS = List.of("-1", "-1.0", "-1e2", "-1e300", "-10e-1");
    private static final List<String> NEGATIVE_FRACTIONS = List.of("-1e-9", "-0.5", "-1.5", "-5e-324", "-1e-400");

    private static final List<String> TIMESTAMPS = quoted(
            "2024-01-01T00:00",
            "2024-01-01T00:00Z",
            "2024-01-01T00:00+01:00",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00+01:00",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T00:00:00+01",
            "2024-01-01T00:00:00-00:00",
            "2024-01-01T00:00:00+23:59",
            "2024-01-01T00:00:00.5",
            "2024-01-01T00:00:00,5",
            "2024-01-01T00:00:00.000000",
            "2024-01-01T00:00:00,12345678901234567890Z",
            "2024-01-01T00:00:00.5-0130",
            "0000-01-01T00:00:00",
            "9999-12-31T23:59:59Z",
            "2016-12-31T23:59:60Z",
            "2024-02-31T12:00:60.9");

    private static final List<String> NO_TIMESTAMPS = quoted(
            "2024-01-01",
            "2024-01-01 00:00:00",
            "2024-01-01t00:00:00",
            "2024-01-01T00:00:00z",
            "2024-01-01T",
            "2024-01-01T00",
            "2024-01-01T00Z",
            "2024-01-01T0000",
            "20240101T000000",
            "24-01-01T00:00",
            "02024-01-01T00:00",
            "+2024-01-01T00:00",
            "-2024-01-01T00:00",
            "2024-1-01T00:00",
            "2024-00-01T00:00:00",
            "2024-13-01T00:00:00",
            "2024-20-01T00:00:00",
            "2024-01-00T00:00:00",
            "2024-01-32T00:00:00",
            "2024-01-40T00:00:00",
            "2024-01-01T24:00:00",
            "2024-01-01T30:00:00",
            "2024-01-01T00:60:00",
            "2024-01-01T00:00:61",
            "2024-01-01T00:00:70",
            "2024-01-01T00:00:0",
            "2024-01-01T00:00:",
            "2024-01-01T00:00:00.",
            "2024-01-01T00:00:00,Z",
            "2024-01-01T00:00:00.5.5",
            "2024-01-01T00:00.5",
            "2024-01-01T00:00:00+",
            "2024-01-01T00:00:00+1",
            "2024-01-01T00:00:00+01:",
            "2024-01-01T00:00:00+01:0",
            "2024-01-01T00:00:00+010",
            "2024-01-01T00:00:00+24",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00+01:60",
            "2024-01-01T00:00:00+01:00Z",
            "2024-01-01T00:00:00ZZ",
            "2024-01-01T00:00:00Z\\n",
            "2024-01-01T00:00:00\\n",
            "2024-01-01T00:00:00\\r",
            "2024-01-01T00:00:00\\u2028",
            "\\n2024-01-01T00:00:00",
            " 2024-01-01T00:00:00",
            "2024-01-01T00:00:00 ",
            "2024-01-01T00:00:00\\u0000",
            "2024-01-01T00:00:00\u221201:00",
            "\u0662\u0660\u0662\u0664-01-01T00:00:00",
            "x2024-01-01T00:00:00");

    private static final List<String> UNITS = quoted("ns", "us", "ms", "s");
    private static final List<String> NO_UNITS = quoted("m", "h", "d", "MS", " ms", "milliseconds", "ms\\n");

    private static final List<String> EVERY_KIND_OF_VALUE = Stream.of(
                    TEXTS,
                    LITERALS,
                    NULL,
                    OBJECTS,
                    ARRAYS,
                    NOTHING,
                    ONE,
                    PARTS,
                    LARGE_INTEGERS,
                    LARGE_FRACTIONS,
                    NEGATIVE_INTEGERS,
                    NEGATIVE_FRACTIONS)
            .flatMap(List::stream)
            .toList();

    private static final Map<Rule, Set<String>> ACCEPTED = Map.ofEntries(
            Map.entry(Rule.OBJECT, together(OBJECTS)),
            Map.entry(Rule.ARRAY, together(ARRAYS)),
            Map.entry(Rule.STRING, together(TEXTS)),
            Map.entry(Rule.STRING_OR_NULL, together(TEXTS, NULL)),
            Map.entry(Rule.TIMESTAMP, together(TIMESTAMPS)),
            Map.entry(Rule.LATENCY_UNIT, together(UNITS)),
            Map.entry(Rule.BOOLEAN, together(LITERALS)),
            Map.entry(Rule.INTEGER, together(NOTHING, ONE, LARGE_INTEGERS, NEGATIVE_INTEGERS)),
            Map.entry(Rule.COUNT_OR_NULL, together(NULL, NOTHING, ONE, LARGE_INTEGERS)),
            Map.entry(Rule.AMOUNT, together(NOTHING, ONE, PARTS, LARGE_INTEGERS, LARGE_FRACTIONS)),
            Map.entry(
                    Rule.NUMBER_OR_NULL,
                    together(
                            NULL,
                            NOTHING,
                            ONE,
                            PARTS,
                            LARGE_INTEGERS,
                            LARGE_FRACTIONS,
                            NEGATIVE_INTEGERS,
                            NEGATIVE_FRACTIONS)),
            Map.entry(Rule.AMOUNT_OR_NULL, together(NULL, NOTHING, ONE, PARTS, LARGE_INTEGERS, LARGE_FRACTIONS)),
            Map.entry(Rule.FRACTION_OR_NULL, together(NULL, NOTHING, ONE, PARTS)));

    private final Path directory;

    SchemaDocumentsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @EnumSource
    void documentsAreJsonSchema202012UnderTheAddressThatNamesThem(DocumentKind kind) throws IOException {
        JsonNode document = kind.schemaDocument();

        assertThat(document.path("$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(document.path("$id").textValue())
                .isEqualTo(kind.schemaAddress())
                .endsWith("/" + kind.schemaName());
        assertThat(DocumentKind.metaSchema().validate(document)).isEmpty();
    }

    @Test
    void metaSchemaRefusesWhatIsNotASchema() throws IOException {
        ObjectNode document = (ObjectNode) SNAPSHOT.schemaDocument();
        document.put("type", "snapshot");

        assertThat(DocumentKind.metaSchema().validate(document)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bothAcceptEveryGoldenDocument(DocumentKind kind) throws IOException {
        List<String> documents = kind.goldenDocuments();

        assertThat(documents).hasSize(kind == RESOURCE_USAGE ? 109 : 10);
        for (String document : documents) {
            assertThat(compared(kind, document, document).unsayable()).isZero();
            assertThat(kind.theirs(document)).as(document).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSeeTheSameViolationsInMutatedDocuments(DocumentKind kind) throws IOException {
        compareMutations(kind, SEED, MUTATIONS);
    }

    @Tag("reliability")
    @ParameterizedTest
    @EnumSource
    void bothSeeTheSameViolationsInMoreMutatedDocuments(DocumentKind kind) throws IOException {
        compareMutations(kind, SEED + MUTATIONS, MORE_MUTATIONS);
    }

    private void compareMutations(DocumentKind kind, long firstSeed, int mutations) throws IOException {
        List<String> documents = kind.goldenDocuments();
        int accepted = 0;
        int refused = 0;
        int unsayable = 0;
        Set<String> namesOfRefused = new TreeSet<>();
        for (int i = 0; i < mutations; i++) {
            long seed = firstSeed + i;
            String document = new DocumentMutator(seed)
                    .mutate(i % 2 == 0 ? kind.completeDocument() : documents.get(i / 2 % documents.size()));
            Answer answer = compared(kind, document, "seed " + seed + ", mutation " + i + ": " + document);
            if (answer.places().isEmpty()) {
                accepted++;
            } else {
                refused++;
            }
            if (answer.unsayable() > 0) {
                unsayable++;
            }
            answer.places().forEach(place -> namesOfRefused.add(lastName(place)));
        }

        assertThat(accepted + refused).isEqualTo(mutations);
        assertThat(accepted).as("documents that both accept").isGreaterThan(mutations / 8);
        assertThat(refused).as("documents that both refuse").isGreaterThan(mutations / 8);
        if (kind != RESOURCE_USAGE && kind != RUN) {
            assertThat(unsayable)
                    .as("documents with percentiles in the wrong order")
                    .isGreaterThan(mutations / 1000);
        }
        if (mutations >= MUTATIONS) {
            assertThat(namesOfRefused).containsAll(knownNames(kind));
        }
        System.out.printf(
                "another reader: %s, %d documents from seed %d: %d accepted by both, %d refused by both at the same places,"
                        + " %d with percentiles in the wrong order, which JSON Schema cannot say%n",
                kind, mutations, firstSeed, accepted, refused, unsayable);
    }

    static Stream<Arguments> spellings() {
        Stream<Arguments> ofEveryRule = Stream.of(Rule.values())
                .flatMap(rule -> EVERY_KIND_OF_VALUE.stream().map(json -> Arguments.of(rule, json)));
        Stream<Arguments> ofTimestamps = Stream.of(TIMESTAMPS, NO_TIMESTAMPS)
                .flatMap(List::stream)
                .map(json -> Arguments.of(Rule.TIMESTAMP, json));
        Stream<Arguments> ofUnits =
                Stream.of(UNITS, NO_UNITS).flatMap(List::stream).map(json -> Arguments.of(Rule.LATENCY_UNIT, json));
        return Stream.of(ofEveryRule, ofTimestamps, ofUnits).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void bothHaveTheSameBoundaryForEveryRule(Rule rule, String json) throws IOException {
        boolean accepted = requireNonNull(ACCEPTED.get(rule)).contains(json);
        int seen = 0;
        for (Place place : PLACES) {
            if (place.rule() == rule) {
                String document = with(place, json);
                String described = place.pointer() + " = " + json + " in " + place.kind();
                Answer answer = compared(place.kind(), document, described);
                assertThat(answer.places().contains(place.pointer()))
                        .as(described + " is a violation")
                        .isEqualTo(!accepted);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @ParameterizedTest
    @FieldSource("PLACES")
    void bothRequireTheSameMembers(Place place) throws IOException {
        Set<String> expected = place.presence() == Presence.REQUIRED ? Set.of(place.pointer()) : Set.of();

        assertThat(compared(place.kind(), without(place), place.toString()).places())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void bothRefuseWhateverIsNotAnObject(DocumentKind kind) throws IOException {
        for (String json : EVERY_KIND_OF_VALUE) {
            boolean isObject = requireNonNull(ACCEPTED.get(Rule.OBJECT)).contains(json);

            assertThat(compared(kind, json, json + " as " + kind).places().contains(""))
                    .as(json + " as " + kind + " is a violation")
                    .isEqualTo(!isObject);
        }
    }

    @Test
    void placesCoverEveryFieldOfTheSchemaDocuments() throws IOException {
        for (DocumentKind kind : DocumentKind.values()) {
            List<String> fields = kind.schemaDocument().findValues("properties").stream()
                    .flatMap(JsonNode::propertyStream)
                    .map(Map.Entry::getKey)
                    .filter(name -> !name.equals("reason"))
                    .toList();

            assertThat(fields).isNotEmpty();
            assertThat(knownNames(kind)).containsAll(fields);
        }
    }

    /** Our answer, once theirs has turned out to be the same. */
    private Answer compared(DocumentKind kind, String document, String described) throws IOException {
        Answer ours = kind.ours(document, directory);

        assertThat(kind.theirs(document))
                .as("violations that the schema document sees, and ours: " + described)
                .isEqualTo(ours.places());
        return ours;
    }

    private static String with(Place place, String json) throws IOException {
        JsonNode root = MAPPER.readTree(place.document());
        JsonPointer pointer = JsonPointer.compile(place.pointer());
        JsonNode parent = root.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), DocumentMutator.spelled(json));
        } else {
            ((ArrayNode) parent).set(pointer.last().getMatchingIndex(), DocumentMutator.spelled(json));
        }
        return MAPPER.writeValueAsString(root);
    }

    private static String without(Place place) throws IOException {
        JsonNode root = MAPPER.readTree(place.document());
        JsonPointer pointer = JsonPointer.compile(place.pointer());
        JsonNode parent = root.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).remove(pointer.last().getMatchingIndex());
        }
        return MAPPER.writeValueAsString(root);
    }

    private static Set<String> knownNames(DocumentKind kind) {
        return PLACES.stream()
                .filter(place -> place.kind() == kind)
                .map(place -> lastName(place.pointer()))
                .filter(name -> !ANY_NAMES.contains(name))
                .collect(Collectors.toSet());
    }

    private static String lastName(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static List<String> quoted(String... texts) {
        return Stream.of(texts).map(text -> "\"" + text + "\"").toList();
    }

    @SafeVarargs
    private static Set<String> together(List<String>... lists) {
        Set<String> all = new TreeSet<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
