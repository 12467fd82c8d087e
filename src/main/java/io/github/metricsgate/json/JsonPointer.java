package io.github.metricsgate.json;

import org.jspecify.annotations.Nullable;

/** The way from a document's root to a value in it; {@link #toString()} is its JSON pointer (RFC 6901). */
public record JsonPointer(
        @Nullable JsonPointer parent, @Nullable String name, long index) {

    public static final JsonPointer ROOT = new JsonPointer(null, null, 0);

    public JsonPointer child(String memberName) {
        return new JsonPointer(this, memberName, 0);
    }

    public JsonPointer child(long elementIndex) {
        return new JsonPointer(this, null, elementIndex);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    private void appendTo(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.appendTo(text);
        text.append('/');
        if (name == null) {
            text.append(index);
        } else {
            text.append(name.replace("~", "~0").replace("/", "~1"));
        }
    }
}
