package io.github.metricsgate.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes a document at random places. The result is JSON and breaks no rule about bytes and spelling. */
final class DocumentMutator {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "\"\"",
            "\"text\"",
            "\"1\"",
            "0",
            "1",
            "-1",
            "42",
            "-0",
            "-0.0",
            "1.0",
            "-1.0",
            "1e2",
            "100e-2",
            "1e-2",
            "1.5",
            "-1.5",
            "0.5",
            "1.0000001",
            "1.0000000000000000000000000001",
            "-1e-9",
            "-5e-324",
            "1e-400",
            "-1e-400",
            "5e-324",
            "1.7976931348623157e308",
            "123456789012345678901234567890",
            "-123456789012345678901234567890",
            "123456789012345678901234567890.5",
            "{}",
            "{\"p50\": 1, \"p95\": 2.0, \"p99\": null}",
            "[]",
            "[null]",
            "[{}]");

    private static final List<String> TIMESTAMPS = List.of(
            "2024-01-01T00:00",
            "2024-01-01T00:00:00",
            "2024-02-31T23:59:60Z",
            "2024-12-31T00:00Z",
            "2024-01-01T00:00:00.5+01:00",
            "2024-01-01T00:00:00,123456789-0100",
            "0000-01-01T00:00:00+23",
            "2024-01-01",
            "2024-01-01 00:00:00",
            "2024-01-01t00:00:00z",
            "2024-13-01T00:00:00",
            "2024-00-01T00:00:00",
            "2024-01-32T00:00:00",
            "2024-01-01T24:00:00",
            "2024-01-01T00:60:00",
            "2024-01-01T00:00:61",
            "2024-01-01T00:00:00.",
            "2024-01-01T00:00.5",
            "2024-01-01T00:00:00+01:",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Z\\n",
            " 2024-01-01T00:00:00",
            "");

    private static final List<String> NAMES = List.of(
            "timestamp",
            "phase_metrics",
            "resource_usage",
            "abort_status",
            "phase_status",
            "phase_id",
            "name",
            "duration_ms",
            "items_processed",
            "items_total",
            "latency_histogram",
            "progress",
            "throughput",
            "warnings",
            "p50",
            "p99",
            "p99.9",
            "cpu_percent",
            "worker_budget",
            "is_aborted",
            "items_failed",
            "measures",
            "histogram",
            "source",
            "latency_unit",
            "run",
            "environment",
            "commit",
            "0",
            "",
            "a/b~c",
            "\uFB00\uD83D\uDE00");

    private final Random random;

    DocumentMutator(long seed) {
        random = new Random(seed);
    }

    String mutate(String document) throws IOException {
        JsonNode root = DocumentKind.MAPPER.readTree(document);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            root = mutate(root);
        }
        return DocumentKind.MAPPER.writeValueAsString(root);
    }

    private JsonNode mutate(JsonNode root) {
        if (random.nextInt(100) == 0) {
            return anyValue();
        }
        JsonNode parent = root;
        while (true) {
            List<JsonNode> inside = containersIn(parent);
            if (inside.isEmpty() || random.nextInt(4) == 0) {
                break;
            }
            parent = inside.get(random.nextInt(inside.size()));
        }
        if (parent instanceof ObjectNode object) {
            mutateMember(object);
        } else if (parent instanceof ArrayNode array) {
            mutateElement(array);
        }
        return root;
    }

    private static List<JsonNode> containersIn(JsonNode parent) {
        return parent.valueStream().filter(JsonNode::isContainerNode).toList();
    }

    private void mutateMember(ObjectNode object) {
        List<String> names =
                object.propertyStream().map(member -> member.getKey()).toList();
        if (names.isEmpty() || random.nextInt(5) == 0) {
            String added = any(NAMES);
            object.set(added, valueFor(added));
            return;
        }
        String name = any(names);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> {
                JsonNode value = object.remove(name);
                object.set(random.nextBoolean() ? any(NAMES) : name.toUpperCase(Locale.ROOT), value);
            }
            default -> object.set(name, valueFor(name));
        }
    }

    private void mutateElement(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            array.add(anyValue());
        } else if (random.nextBoolean()) {
            array.remove(random.nextInt(array.size()));
        } else {
            array.set(random.nextInt(array.size()), anyValue());
        }
    }

    private JsonNode valueFor(String name) {
        return name.equals("timestamp") && random.nextInt(4) > 0 ? spelled("\"" + any(TIMESTAMPS) + "\"") : anyValue();
    }

    private JsonNode anyValue() {
        return spelled(any(VALUES));
    }

    /** A value in this very spelling, which a number of Jackson's would lose. */
    static JsonNode spelled(String json) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
