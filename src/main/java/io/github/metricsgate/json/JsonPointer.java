package io.github.metricsgate.json;

import org.jspecify.annotations.Nullable;

/**
 * The path from a document's root to a value in it; {@link #toString()} is its JSON pointer (RFC 6901). A name of more
 * than {@value #LONGEST_NAME} characters is truncated: fifty violations below a name of several megabytes would each
 * contain it again.
 */
public record JsonPointer(
        @Nullable JsonPointer parent, @Nullable String name, long index) {

    private static final int LONGEST_NAME = 1000;

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
            text.append(Excerpt.of(name, LONGEST_NAME).replace("~", "~0").replace("/", "~1"));
        }
    }
}
