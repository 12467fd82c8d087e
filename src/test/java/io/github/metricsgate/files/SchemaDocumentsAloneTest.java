package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each published schema document is complete in itself, so that any validator loads it without a network, and the parts
 * that several of them have are the same in each.
 */
class SchemaDocumentsAloneTest {

    private static final Path DOCUMENTS = Path.of("src/main/resources/io/github/metricsgate/schema");

    @Test
    void noDocumentRefersToAnother() throws IOException {
        int references = 0;
        List<String> astray = new ArrayList<>();
        for (Map.Entry<String, JsonNode> document : documents().entrySet()) {
            for (String reference : references(document.getValue())) {
                references++;
                if (!reference.startsWith("#/")
                        || document.getValue().at(reference.substring(1)).isMissingNode()) {
                    astray.add(document.getKey() + ": " + reference);
                }
            }
        }
        assertThat(astray)
                .as("references that lead out of their document, or nowhere")
                .isEmpty();
        assertThat(references).isGreaterThan(40);
    }

    @Test
    void everyPartIsReferredTo() throws IOException {
        List<String> unused = new ArrayList<>();
        for (Map.Entry<String, JsonNode> document : documents().entrySet()) {
            Set<String> used = new HashSet<>(references(document.getValue()));
            document.getValue()
                    .path("$defs")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .forEach(part -> {
                        if (!used.contains("#/$defs/" + part)) {
                            unused.add(document.getKey() + ": " + part);
                        }
                    });
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void partsWithTheSameNameAreEqualInEveryDocument() throws IOException {
        Map<String, JsonNode> parts = new TreeMap<>();
        List<String> different = new ArrayList<>();
        int shared = 0;
        for (Map.Entry<String, JsonNode> document : documents().entrySet()) {
            // What verify-metrics says is a format of its own, with phases of its own.
            if (document.getKey().equals("verification.schema.json")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> part :
                    document.getValue().path("$defs").properties()) {
                JsonNode earlier = parts.putIfAbsent(part.getKey(), part.getValue());
                if (earlier != null) {
                    shared++;
                    if (!earlier.equals(part.getValue())) {
                        different.add(document.getKey() + ": " + part.getKey());
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(shared).isGreaterThan(10);
    }

    private static Map<String, JsonNode> documents() throws IOException {
        Map<String, JsonNode> documents = new TreeMap<>();
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            for (Path file : files.toList()) {
                documents.put(file.getFileName().toString(), DocumentKind.MAPPER.readTree(Files.readString(file)));
            }
        }
        assertThat(documents.keySet())
                .contains("verification.schema.json")
                .containsAll(Stream.of(DocumentKind.values())
                        .map(DocumentKind::schemaName)
                        .toList());
        return documents;
    }

    private static List<String> references(JsonNode document) {
        return document.findValuesAsText("$ref");
    }
}
