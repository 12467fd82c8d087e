package io.github.metricsgate.history;

import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of an object one by one and reports those that are missing, of another type or unknown. What is
 * returned for such a member is a stand-in: the caller drops the whole object if there was any violation.
 */
final class Members {

    private static final JsonObject NOTHING = new JsonObject(Map.of(), new Position(1, 1));

    private final String file;
    private final JsonObject object;
    private final boolean isObject;
    private final JsonPointer at;
    private final ViolationCollector violations;
    private final Set<String> known = new HashSet<>();

    private Members(String file, JsonObject object, boolean isObject, JsonPointer at, ViolationCollector violations) {
        this.file = file;
        this.object = object;
        this.isObject = isObject;
        this.at = at;
        this.violations = violations;
    }

    /** The members of a value that should be an object. */
    static Members of(String file, JsonValue value, JsonPointer at, ViolationCollector violations) {
        if (value instanceof JsonObject object) {
            return new Members(file, object, true, at, violations);
        }
        Members none = new Members(file, NOTHING, false, at, violations);
        none.report(at, value, "an object");
        return none;
    }

    JsonPointer pointer(String name) {
        return at.child(name);
    }

    String text(String name) {
        return required(name, "a string", value -> value instanceof JsonString string ? string.text() : null, "");
    }

    /** Null for a member that is null or missing. */
    @Nullable
    String textOrNull(String name) {
        JsonValue value = object.members().get(name);
        return value == null || isNull(value) ? taken(name) : text(name);
    }

    private @Nullable String taken(String name) {
        known.add(name);
        return null;
    }

    BigDecimal number(String name) {
        return required(
                name,
                "a number",
                value -> value instanceof JsonNumber number ? number.decimal() : null,
                BigDecimal.ZERO);
    }

    @Nullable
    BigDecimal numberOrNull(String name) {
        JsonValue value = object.members().get(name);
        if (value == null || isNull(value)) {
            known.add(name);
            return null;
        }
        return number(name);
    }

    /** False for a member that is missing. */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        return required(name, "true or false", Members::truth, false);
    }

    private static @Nullable Boolean truth(JsonValue value) {
        if (value instanceof JsonLiteral literal && !literal.isNull()) {
            return literal.text().equals("true");
        }
        return null;
    }

    boolean has(String name) {
        known.add(name);
        return object.members().containsKey(name);
    }

    /** The members of a member; none if it is missing, which is a violation. */
    Map<String, JsonValue> object(String name) {
        return required(
                name, "an object", value -> value instanceof JsonObject child ? child.members() : null, Map.of());
    }

    List<JsonValue> array(String name) {
        return required(
                name, "an array", value -> value instanceof JsonArray array ? array.elements() : null, List.of());
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<JsonValue> elements = array(name);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof JsonString string) {
                texts.add(string.text());
            } else {
                report(pointer(name).child((long) i), elements.get(i), "a string");
            }
        }
        return texts;
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).forEach((key, value) -> {
            if (value instanceof JsonString string) {
                texts.put(key, string.text());
            } else {
                report(pointer(name).child(key), value, "a string");
            }
        });
        return texts;
    }

    /** A member in the form that {@code parse} understands, which returns null if it is not. */
    <T> T parsed(String name, String expected, Function<String, @Nullable T> parse, T standIn) {
        return required(
                name,
                expected,
                value -> value instanceof JsonString string ? parse.apply(string.text()) : null,
                standIn);
    }

    /** Reports the members that nobody has asked for. */
    void rejectOthers() {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                violations.add(
                        file,
                        pointer(member.getKey()),
                        member.getValue().position(),
                        "unknown field " + Excerpt.quoted(member.getKey()));
            }
        }
    }

    /** Reports a value that is not what it should be; one that was reported before is passed over. */
    void report(JsonPointer place, JsonValue value, String expected) {
        report(file, place, value, expected, violations);
    }

    static void report(
            String file, JsonPointer place, JsonValue value, String expected, ViolationCollector violations) {
        if (!(value instanceof InvalidValue)) {
            violations.add(file, place, value.position(), "found " + Excerpt.of(value) + ", expected " + expected);
        }
    }

    private <T> T required(String name, String expected, Function<JsonValue, @Nullable T> reading, T standIn) {
        known.add(name);
        JsonValue value = object.members().get(name);
        if (value == null) {
            if (isObject) {
                violations.add(file, pointer(name), object.position(), "is missing; expected " + expected);
            }
            return standIn;
        }
        T read = reading.apply(value);
        if (read == null) {
            report(pointer(name), value, expected);
            return standIn;
        }
        return read;
    }

    private static boolean isNull(JsonValue value) {
        return value instanceof JsonLiteral literal && literal.isNull();
    }
}
