package io.github.metricsgate.report;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of an object, in a notation that shows their structure. */
final class JsonMembers {

    private static final Position NOWHERE = new Position(0, 0);

    static final JsonLiteral NULL = new JsonLiteral("null", NOWHERE);

    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    JsonMembers with(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    JsonMembers with(String name, @Nullable String text) {
        return with(name, text == null ? NULL : text(text));
    }

    JsonMembers with(String name, @Nullable BigDecimal number) {
        return with(name, number == null ? NULL : new JsonNumber(number.toString(), NOWHERE));
    }

    JsonMembers with(String name, long number) {
        return with(name, BigDecimal.valueOf(number));
    }

    JsonMembers with(String name, boolean flag) {
        return with(name, new JsonLiteral(String.valueOf(flag), NOWHERE));
    }

    JsonMembers with(String name, JsonMembers object) {
        return with(name, object.object());
    }

    JsonObject object() {
        return new JsonObject(members, NOWHERE);
    }

    static JsonArray array(List<JsonValue> elements) {
        return new JsonArray(elements, NOWHERE);
    }

    static JsonString text(String text) {
        return new JsonString(text, NOWHERE);
    }

    /** Like {@link Instant#toString}, which would load all classes for formatting times. */
    static String time(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        String time = utc.toLocalTime().toString();
        return utc.toLocalDate() + "T" + time + (time.length() == "12:00".length() ? ":00Z" : "Z");
    }
}
