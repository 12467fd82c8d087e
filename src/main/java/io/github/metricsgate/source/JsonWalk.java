package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the values out of one file. Of the document, only the element at hand is held in memory, if the places allow it. */
final class JsonWalk {

    /** What a part of a tree takes in memory, and as much again. */
    private static final int BYTES_OF_A_PART = 500;

    private static final int MOST_PARTS =
            (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / BYTES_OF_A_PART);

    private static final String UNIT = "<unit> is none of " + PlacedValues.UNITS + ", and";

    private final SourceInput input;
    private final JsonInput json;
    private final JsonPlaces places;
    private final PlacedValues values;
    private final Items items;
    private final List<String> value;
    private final int toElements;
    /** The keys and indices that lead to the value at hand, and which of them are keys that a {@code *} stands for. */
    private final String[] path;

    private final boolean[] isKey;
    private boolean found;
    private boolean missing;

    JsonWalk(SourceInput input, JsonPlaces places, PlacedValues values, Items items) throws IOException {
        this.input = input;
        this.json = input.json();
        this.places = places;
        this.values = values;
        this.items = items;
        this.value = places.value().segments();
        this.toElements = places.toElements();
        this.path = new String[value.size()];
        this.isKey = new boolean[value.size()];
    }

    void read() throws IOException {
        while (json.next() != null) {
            descend(0);
        }
        if (!found) {
            throw input.unreadableUnless(
                    "<value> points to nothing in it",
                    "A JSON pointer has the keys that lead to a value, each behind a slash, and * for every element.");
        }
        if (missing) {
            items.note("Some elements have nothing where <value> points; they were skipped.");
        }
    }

    /** With the value at hand that so many segments lead to. */
    private void descend(int depth) throws IOException {
        if (depth == toElements) {
            element(json.tree(MOST_PARTS), depth);
        } else if (json.token() == JsonToken.START_OBJECT) {
            String key = json.nextKey();
            while (key != null) {
                child(depth, key, true);
                key = json.nextKey();
            }
        } else if (json.token() == JsonToken.START_ARRAY) {
            for (int i = 0; json.next() != JsonToken.END_ARRAY; i++) {
                child(depth, String.valueOf(i), false);
            }
        }
    }

    private void child(int depth, String name, boolean inObject) throws IOException {
        String wanted = value.get(depth);
        boolean every = wanted.equals(JsonPlace.EVERY);
        if (every || wanted.equals(name)) {
            step(depth, name, every && inObject);
            descend(depth + 1);
        } else {
            json.skip();
        }
    }

    private void step(int depth, String name, boolean key) {
        path[depth] = name;
        isKey[depth] = key;
    }

    private void element(JsonNode element, int depth) {
        if (!walk(element, element, depth)) {
            missing = true;
        }
    }

    /** @return whether there was a value */
    private boolean walk(JsonNode element, JsonNode node, int depth) {
        if (depth == value.size()) {
            found = true;
            take(element, node);
            return true;
        }
        String wanted = value.get(depth);
        if (!wanted.equals(JsonPlace.EVERY)) {
            JsonNode child = child(node, wanted);
            step(depth, wanted, false);
            return child != null && walk(element, child, depth + 1);
        }
        boolean any = false;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                step(depth, member.getKey(), true);
                any |= walk(element, member.getValue(), depth + 1);
            }
        } else {
            Iterator<JsonNode> children = node.elements();
            for (int i = 0; children.hasNext(); i++) {
                step(depth, String.valueOf(i), false);
                any |= walk(element, children.next(), depth + 1);
            }
        }
        return any;
    }

    private static @Nullable JsonNode child(JsonNode node, String name) {
        if (!node.isArray()) {
            return node.get(name);
        }
        boolean isIndex = name.length() < 10 && name.matches("0|[1-9][0-9]*");
        return isIndex ? node.get(Integer.parseInt(name)) : null;
    }

    private void take(JsonNode element, JsonNode node) {
        String what = Quoted.bare("/" + String.join("/", path));
        JsonPlace phase = places.phase();
        JsonPlace unit = places.unit();
        JsonPlace count = places.count();
        values.add(
                phase == null ? keys() : text(element, phase, "<phase>", what),
                number(node, what),
                unit == null ? null : text(element, unit, UNIT, what),
                count == null ? 1 : Decimals.count(text(element, count, "<count>", what), "the count of " + what),
                what);
    }

    /** The keys that every {@code *} stands for. */
    private String keys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < path.length; i++) {
            if (isKey[i]) {
                keys.append(keys.isEmpty() ? "" : "/").append(path[i]);
            }
        }
        return keys.isEmpty() ? PlacedValues.ALL : keys.toString();
    }

    private static @Nullable BigDecimal number(JsonNode node, String what) {
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return Decimals.number(node.textValue(), what);
        }
        if (!node.isNumber()) {
            throw new InvalidValueException(what + " is " + kind(node) + ", expected a number");
        }
        return node.decimalValue();
    }

    private static String kind(JsonNode node) {
        return node.isArray() ? "an array" : node.isObject() ? "an object" : "a boolean";
    }

    /** @param option what the error begins with */
    private String text(JsonNode element, JsonPlace place, String option, String what) {
        JsonNode node = element;
        for (int i = toElements; i < place.segments().size() && node != null; i++) {
            String segment = place.segments().get(i);
            node = child(node, segment.equals(JsonPlace.EVERY) ? path[i] : segment);
        }
        if (node == null || !node.isValueNode() || node.isNull()) {
            throw new InvalidValueException(option + " points to neither a text nor a number for " + what);
        }
        return node.asText();
    }
}
