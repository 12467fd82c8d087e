package io.github.metricsgate.source;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a binary log of Gatling, from the description of the format alone. */
final class GatlingLog {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> cached = new HashMap<>();

    /** What writes a part of a record. */
    private interface Part {
        void write() throws IOException;
    }

    GatlingLog(String version, long start, String... scenarios) {
        write(() -> {
            out.writeByte(0);
            text(version);
            text("org.example.Simulation");
            out.writeLong(start);
            text("");
            out.writeInt(scenarios.length);
            for (String scenario : scenarios) {
                text(scenario);
            }
            out.writeInt(1);
            out.writeInt(3);
            out.write(new byte[] {1, 2, 3});
        });
    }

    GatlingLog request(List<String> groups, String name, int start, int end, boolean ok, String message) {
        return write(() -> {
            out.writeByte(1);
            groups(groups);
            cachedText(name);
            out.writeInt(start);
            out.writeInt(end);
            out.writeBoolean(ok);
            cachedText(message);
        });
    }

    GatlingLog ok(String name, int start, int end) {
        return request(List.of(), name, start, end, true, "");
    }

    GatlingLog ko(String name, int start, int end, String message) {
        return request(List.of(), name, start, end, false, message);
    }

    GatlingLog user(boolean starts, int time) {
        return write(() -> {
            out.writeByte(2);
            out.writeInt(0);
            out.writeBoolean(starts);
            out.writeInt(time);
        });
    }

    GatlingLog group(List<String> groups, int start, int end, int cumulated, boolean ok) {
        return write(() -> {
            out.writeByte(3);
            groups(groups);
            out.writeInt(start);
            out.writeInt(end);
            out.writeInt(cumulated);
            out.writeBoolean(ok);
        });
    }

    GatlingLog error(String message, int time) {
        return write(() -> {
            out.writeByte(4);
            cachedText(message);
            out.writeInt(time);
        });
    }

    /** Bytes as they are. */
    GatlingLog raw(int... more) {
        for (int each : more) {
            bytes.write(each);
        }
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private GatlingLog write(Part part) {
        try {
            part.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void groups(List<String> groups) throws IOException {
        out.writeInt(groups.size());
        for (String group : groups) {
            cachedText(group);
        }
    }

    private void cachedText(String text) throws IOException {
        Integer known = cached.get(text);
        if (known != null) {
            out.writeInt(-known);
            return;
        }
        cached.put(text, cached.size() + 1);
        out.writeInt(cached.size());
        text(text);
    }

    private void text(String text) throws IOException {
        boolean isLatin = text.chars().allMatch(c -> c < 256);
        byte[] encoded = text.getBytes(isLatin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        out.writeInt(encoded.length);
        if (encoded.length > 0) {
            out.write(encoded);
            out.writeByte(isLatin ? 0 : 1);
        }
    }
}
