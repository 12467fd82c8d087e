package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a value as a tree that is no larger than it may be. */
final class JsonTree {

    private static final int CHARACTERS_OF_A_PART = 64;

    private final JsonInput json;
    private final int largest;
    private int values;

    JsonTree(JsonInput json, int largest) {
        this.json = json;
        this.largest = largest;
    }

    private void count(int parts) {
        values += parts;
        if (values > largest) {
            throw new InvalidValueException(json.pointer() + " belongs to a value of more than " + largest + " parts");
        }
    }

    JsonNode read() throws IOException {
        count(1);
        JsonToken token = json.token();
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            String key = json.nextKey();
            while (key != null) {
                count(key.length() / CHARACTERS_OF_A_PART);
                object.set(key, read());
                key = json.nextKey();
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (json.next() != JsonToken.END_ARRAY) {
                array.add(read());
            }
            return array;
        }
        return scalarNode(token);
    }

    private JsonNode scalarNode(@Nullable JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (token == JsonToken.VALUE_NULL) {
            return nodes.nullNode();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return nodes.booleanNode(token == JsonToken.VALUE_TRUE);
        }
        if (json.isNumber()) {
            return nodes.numberNode(json.number());
        }
        String text = json.text();
        count(text.length() / CHARACTERS_OF_A_PART);
        return nodes.textNode(text);
    }
}
