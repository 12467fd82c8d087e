package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.metricsgate.gate.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code verification.json} conforms exactly to its published schema. */
class JsonReportTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theSchemaIsValid() throws IOException {
        Schema metaSchema = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(metaSchema.validate(schema())).isEmpty();
    }

    @Test
    void everyMemberOfEveryReportIsDocumentedCorrectly() throws IOException {
        JsonNode closed = schema();
        assertThat(close(closed)).isGreaterThan(10);
        Schema schema = REGISTRY.getSchema(closed);
        int verdicts = 0;
        int comparisons = 0;
        for (Map.Entry<String, Verification> verification :
                GoldenReportsTest.verifications().entrySet()) {
            JsonNode report = MAPPER.readTree(report(verification.getValue()));
            assertThat(schema.validate(report)).as(verification.getKey()).isEmpty();
            verdicts += report.get("verdicts").size();
            comparisons += report.path("baseline").path("comparisons").size();
        }
        assertThat(verdicts).isGreaterThan(30);
        assertThat(comparisons).isGreaterThan(10);
    }

    @Test
    void noMemberMayBeMissingOrOfAnotherType() throws IOException {
        Schema schema = REGISTRY.getSchema(schema());
        List<String> changed = new ArrayList<>();
        String report = report(SampleVerifications.onElevenPhases());
        String compared = report(SampleVerifications.onABaseline());
        for (String[] change : new String[][] {
            {"\"result\": \"failed\"", "\"result\": \"unknown\""},
            {"\"formatVersion\": 2", "\"formatVersion\": 1"},
            {"\"outcome\": \"not_measured\"", "\"outcome\": \"unknown\""},
            {"\"effect\": \"warns\"", "\"effects\": \"warns\""},
            {"\"p99\": null", "\"p99\": \"none\""},
            {"\"standing\": \"regression\"", "\"standing\": \"doubtful\""},
            {"\"kind\": \"vanished_phase\"", "\"kind\": \"gone\""},
            {"\"share\": 0.1", "\"part\": 0.1"},
            {"\"runFactor\": 1.275", "\"runFactor\": \"1.275\""},
            {"\"vanished\": [", "\"gone\": ["},
        }) {
            String whole = report.contains(change[0]) ? report : compared;
            assertThat(whole).contains(change[0]);
            String other = whole.replace(change[0], change[1]);
            if (schema.validate(other, InputFormat.JSON).isEmpty()) {
                changed.add(change[1]);
            }
        }
        assertThat(changed).as("changes that the schema lets pass").isEmpty();
    }

    private static String report(Verification verification) throws IOException {
        StringBuilder text = new StringBuilder();
        new JsonReport().write(Presentation.of(verification), text);
        return text.toString();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in =
                JsonReport.class.getResourceAsStream("/io/github/metricsgate/schema/verification.schema.json")) {
            return MAPPER.readTree(in);
        }
    }

    /** Allows only what is documented, and says in how many objects. */
    private static int close(JsonNode schema) {
        int closed = 0;
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
            closed++;
        }
        for (JsonNode child : schema) {
            closed += close(child);
        }
        return closed;
    }
}
