package io.github.metricsgate.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log of binary records, each of which begins with a byte for its kind:
 *
 * <table>
 * <caption>Records</caption>
 * <tr><td>0</td><td>run</td><td>text version, text class, i64 start in milliseconds since 1970, text description, i32 number of
 * scenarios, that many texts, i32 number of assertions, for each an i32 length and that many bytes</td></tr>
 * <tr><td>1</td><td>request</td><td>i32 number of groups, that many cached texts, cached name, i32 start, i32 end, boolean ok,
 * cached message</td></tr>
 * <tr><td>2</td><td>user</td><td>i32 scenario, boolean start or end, i32 time</td></tr>
 * <tr><td>3</td><td>group</td><td>i32 number of groups, that many cached texts, i32 start, i32 end, i32 cumulated response time,
 * boolean ok</td></tr>
 * <tr><td>4</td><td>error</td><td>cached message, i32 time</td></tr>
 * </table>
 *
 * <p>Numbers are big-endian; times are in milliseconds after the run's start. A text is an i32 length in bytes, the bytes, and
 * one byte for how they are encoded, which an empty text has not: 0 is ISO-8859-1, 1 is UTF-16 in the byte order of the machine
 * that wrote it, which is taken to be little-endian. A cached text is an i32: a positive one defines the text of that number,
 * which follows; a negative one refers to it.
 */
final class GatlingBinaryLog {

    private static final int LONGEST_VERSION = 100;
    private static final int MOST_GROUPS = 100;
    /** The high half of the end of an event that no request waited for is lost: that end is the smallest i64 there is. */
    private static final long NO_END = Long.MIN_VALUE;

    private final BinaryInput in;
    private final GatlingTexts texts;
    private final GatlingPath root;
    private final Items items;

    GatlingBinaryLog(SourceInput input, Items items) throws IOException {
        this.in = input.binary();
        this.texts = new GatlingTexts(in, items);
        this.root = GatlingPath.root();
        this.items = items;
    }

    /** Whether these bytes are what a log begins with: a record of a run with something like a version. */
    static boolean isBegunBy(byte[] bytes) {
        int text = 1 + Integer.BYTES;
        if (bytes.length < text || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0) {
            return false;
        }
        int length = bytes[4];
        if (length < 3 || length > LONGEST_VERSION || bytes.length < text + length) {
            return false;
        }
        for (int i = text; i < text + length; i++) {
            if (bytes[i] <= ' ') {
                return false;
            }
        }
        return isDigit(bytes[text]) && (bytes[text + 1] == '.' || bytes[text + 2] == '.');
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    void read() throws IOException {
        int kind = in.kind();
        if (kind != 0) {
            throw new InvalidValueException("it begins with a record of the kind " + kind + ", not with the run");
        }
        GatlingVersion version = GatlingVersion.of(texts.read("the version")).checkedBinary();
        texts.skip("the class");
        long start = in.i64();
        if (start < 0 || start > Long.MAX_VALUE / 2) {
            throw new InvalidValueException("the run's start is " + start + ", expected milliseconds since 1970");
        }
        texts.skip("the description");
        int scenarios = in.count("scenarios");
        for (int i = 0; i < scenarios; i++) {
            texts.skip("a scenario");
        }
        int assertions = in.count("assertions");
        for (int i = 0; i < assertions; i++) {
            in.skip(in.count("bytes of an assertion"));
        }
        new Records(start, new GatlingPhases(items, version.text())).read();
    }

    private final class Records {

        private final long runStart;
        private final GatlingPhases phases;
        private final int noEnd;

        Records(long runStart, GatlingPhases phases) {
            this.runStart = runStart;
            this.phases = phases;
            this.noEnd = (int) (NO_END - runStart);
        }

        void read() throws IOException {
            int kind = in.kind();
            while (kind >= 0) {
                switch (kind) {
                    case 1 -> readRequest();
                    case 2 -> in.skip(Integer.BYTES + 1 + Integer.BYTES);
                    case 3 -> readGroup();
                    case 4 -> {
                        texts.skipCachedMessage();
                        in.skip(Integer.BYTES);
                    }
                    case 0 -> throw new InvalidValueException("another run begins here; each has a file of its own");
                    default -> throw new InvalidValueException("a record of the kind " + kind + ", expected 1 to 4");
                }
                kind = in.kind();
            }
        }

        private void readRequest() throws IOException {
            GatlingPath path = path().child(texts.cachedName(), texts);
            int start = in.i32();
            int end = in.i32();
            boolean ok = in.flag();
            texts.skipCachedMessage();
            if (end == noEnd) {
                return;
            }
            PhaseAccumulator item = path.request;
            if (item == null) {
                item = phases.request(names(path));
                path.request = item;
            }
            long taken = (long) end - start;
            if (ok && taken < 0) {
                throw new InvalidValueException("a request ended " + -taken + " ms before it began");
            }
            add(item, ok, taken);
            item.span(runStart + start, runStart + end);
        }

        private void readGroup() throws IOException {
            GatlingPath path = path();
            int start = in.i32();
            int end = in.i32();
            int cumulated = in.i32();
            boolean ok = in.flag();
            PhaseAccumulator item = path.group;
            if (item == null) {
                item = phases.group(names(path));
                path.group = item;
            }
            if (ok && cumulated < 0) {
                throw new InvalidValueException("the cumulated response time of a group is " + cumulated + " ms");
            }
            add(item, ok, cumulated);
            item.span(runStart + start, runStart + end);
        }

        private void add(PhaseAccumulator item, boolean ok, long milliseconds) {
            if (ok) {
                item.addNanoseconds(milliseconds * 1_000_000);
            } else {
                item.fail(1);
            }
        }

        private GatlingPath path() throws IOException {
            int groups = in.i32();
            if (groups < 0 || groups > MOST_GROUPS) {
                throw new InvalidValueException(groups + " groups, expected at most " + MOST_GROUPS);
            }
            GatlingPath path = root;
            for (int i = 0; i < groups; i++) {
                path = path.child(texts.cachedName(), texts);
            }
            return path;
        }

        private List<String> names(GatlingPath path) {
            List<String> names = new ArrayList<>();
            path.texts(text -> names.add(texts.text(text)));
            return names;
        }
    }
}
