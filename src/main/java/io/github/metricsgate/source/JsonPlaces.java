package io.github.metricsgate.source;

import org.jspecify.annotations.Nullable;

/**
 * Where in a document things stand.
 *
 * @param phase null if the keys that {@code *} stands for are the phases
 * @param unit null if the pom says it
 * @param count null if each value is of one item
 */
record JsonPlaces(
        JsonPlace value,
        @Nullable JsonPlace phase,
        @Nullable JsonPlace unit,
        @Nullable JsonPlace count) {

    /** @throws UnreadableSourceException if there is a {@code *} that the value has not */
    static JsonPlaces of(SourceInput input, SourceOptions options) throws UnreadableSourceException {
        JsonPlace value = JsonPlace.of(options.text(SourceOption.VALUE).orElse(""));
        String unit = PlacedValues.unitPlace(options).orElse(null);
        return new JsonPlaces(
                value,
                beside(
                        value,
                        SourceOption.PHASE,
                        options.text(SourceOption.PHASE).orElse(null),
                        input),
                beside(value, SourceOption.UNIT, unit, input),
                beside(
                        value,
                        SourceOption.COUNT,
                        options.text(SourceOption.COUNT).orElse(null),
                        input));
    }

    private static @Nullable JsonPlace beside(
            JsonPlace value, SourceOption option, @Nullable String text, SourceInput input)
            throws UnreadableSourceException {
        if (text == null) {
            return null;
        }
        JsonPlace place = value.resolve(text);
        if (!place.sharesWith(value, place.lastEvery())) {
            throw input.unreadableUnless(
                    "<" + option.element() + "> has a * that <value> does not have in the same place",
                    "It must start as <value> does, up to its last *; without a leading slash it is relative to the element that the"
                            + " last * in <value> stands for.");
        }
        return place;
    }

    /** How many segments lead to the elements that can be read one by one; 0 if only the whole document has everything. */
    int toElements() {
        int length = value.firstEvery();
        for (JsonPlace other : new @Nullable JsonPlace[] {phase, unit, count}) {
            if (other != null && !other.sharesWith(value, length)) {
                return 0;
            }
        }
        return length;
    }
}
