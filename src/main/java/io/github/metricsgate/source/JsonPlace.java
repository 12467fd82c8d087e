package io.github.metricsgate.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A JSON pointer in which {@code *} stands for every element of an array and every member of an object.
 *
 * @param segments unescaped; {@code *} as it is
 */
record JsonPlace(List<String> segments) {

    static final String EVERY = "*";

    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
    private static final int LONGEST = 1000;

    JsonPlace {
        segments = List.copyOf(segments);
    }

    static boolean isValid(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && !BAD_ESCAPE.matcher(text).find();
    }

    /** From the document; a slash at its beginning may be missing. */
    static JsonPlace of(String text) {
        List<String> segments = new ArrayList<>();
        for (String segment : (text.startsWith("/") ? text.substring(1) : text).split("/", -1)) {
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPlace(segments);
    }

    /** From the document if it begins with a slash, else from the element that the last {@code *} before the end stands for. */
    JsonPlace resolve(String text) {
        if (text.startsWith("/")) {
            return of(text);
        }
        int stars = segments.size() - 1;
        while (stars > 0 && !segments.get(stars - 1).equals(EVERY)) {
            stars--;
        }
        List<String> all = new ArrayList<>(segments.subList(0, stars));
        all.addAll(of(text).segments);
        return new JsonPlace(all);
    }

    /** The number of segments up to and with the first {@code *}; 0 if it has none. */
    int firstEvery() {
        return segments.indexOf(EVERY) + 1;
    }

    int lastEvery() {
        return segments.lastIndexOf(EVERY) + 1;
    }

    /** Whether both begin with the same segments, so many of them. */
    boolean sharesWith(JsonPlace other, int length) {
        return segments.size() >= length
                && other.segments.size() >= length
                && segments.subList(0, length).equals(other.segments.subList(0, length));
    }
}
