package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run, apart from its figures, from a snapshot or a {@code run.json} that conforms to the schema. */
final class ContextModel {

    private ContextModel() {}

    static RunContext of(JsonObject context) {
        String time = text(context, "timestamp");
        String unit = text(context, "latency_unit");
        return new RunContext(
                time == null ? null : instant(time),
                abortStatus(context),
                texts(context, "phase_status"),
                unit == null ? Optional.empty() : DurationUnit.ofSymbol(unit),
                identity(context));
    }

    private static @Nullable Instant instant(String timestamp) {
        return Iso8601.instant(timestamp).orElse(null);
    }

    private static AbortStatus abortStatus(JsonObject context) {
        if (!(context.members().get("abort_status") instanceof JsonObject status)) {
            return AbortStatus.COMPLETED;
        }
        boolean aborted = status.members().get("is_aborted") instanceof JsonLiteral literal
                && literal.text().equals("true");
        String reason = text(status, "reason");
        return new AbortStatus(aborted, reason == null ? "" : reason);
    }

    private static RunIdentity identity(JsonObject context) {
        if (!(context.members().get("run") instanceof JsonObject run)) {
            return RunIdentity.UNKNOWN;
        }
        return new RunIdentity(
                text(run, "id"), text(run, "commit"), text(run, "branch"), text(run, "url"), texts(run, "environment"));
    }

    private static Map<String, String> texts(JsonObject object, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.members().get(member) instanceof JsonObject group) {
            for (Map.Entry<String, JsonValue> each : group.members().entrySet()) {
                if (each.getValue() instanceof JsonString text) {
                    texts.put(each.getKey(), text.text());
                }
            }
        }
        return texts;
    }

    private static @Nullable String text(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonString string ? string.text() : null;
    }
}
