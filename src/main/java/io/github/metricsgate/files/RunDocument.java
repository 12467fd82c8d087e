package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.MalformedJsonException;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;

/**
 * {@code run.json}: what a snapshot says about its run besides phases and samples.
 *
 * @param violations what is wrong with the file; if anything is, the context is unknown
 */
record RunDocument(RunContext context, Violations violations) {

    /** For a set of another program, which has no such file. */
    static RunDocument missing() {
        return new RunDocument(RunContext.unknown(), Violations.NONE);
    }

    static RunDocument read(InputStream in, String file) throws IOException {
        JsonReader reader = new JsonReader(in, file);
        Schema schema = new Schema(file);
        RunContext[] context = {RunContext.unknown()};
        Violations violations = reader.document(() -> context[0] = context(reader, schema));
        return new RunDocument(violations.isEmpty() ? context[0] : RunContext.unknown(), violations);
    }

    private static RunContext context(JsonReader reader, Schema schema) throws IOException, MalformedJsonException {
        JsonValue value = reader.value();
        if (value instanceof JsonObject context) {
            reader.report(schema.context(context, JsonPointer.ROOT));
            return ContextModel.of(context);
        }
        reader.report(schema.value(value, JsonPointer.ROOT, Rule.OBJECT));
        return RunContext.unknown();
    }
}
