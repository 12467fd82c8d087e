package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file, by which formats recognise it. */
public final class FileBeginning {

    /** What is read of a file to recognise it. */
    static final int LENGTH = 1 << 16;

    private static final Pattern XML_PROLOG = Pattern.compile(
            "(?:\\s++|<\\?[^>]{0,1000}>|<!--.{0,10000}?-->|<!DOCTYPE[^>\\[]{0,1000}(?:\\[.{0,10000}?]\\s*+)?>)*+",
            Pattern.DOTALL);
    private static final Pattern XML_ROOT = Pattern.compile("<([A-Za-z_][^\\s/>]{0,200})[\\s/>]");

    private final String fileName;
    private final String directoryName;
    private final byte[] bytes;
    private final boolean whole;
    private @Nullable String text;
    private @Nullable Set<String> jsonKeys;

    FileBeginning(String fileName, byte[] bytes, boolean whole) {
        this(Path.of(fileName), bytes, whole);
    }

    private FileBeginning(Path path, byte[] bytes, boolean whole) {
        this.fileName = String.valueOf(path.getFileName());
        Path directory = path.getParent();
        this.directoryName = directory == null ? "" : String.valueOf(directory.getFileName());
        this.bytes = bytes;
        this.whole = whole;
    }

    static FileBeginning of(SourceFile file) throws IOException {
        try (InputStream in = SourceInput.openRegular(file.path())) {
            byte[] bytes = in.readNBytes(LENGTH);
            return new FileBeginning(file.path(), bytes, bytes.length < LENGTH || in.read() < 0);
        }
    }

    /** The name of the file, without its directory. */
    public String fileName() {
        return fileName;
    }

    /** The name of the directory that it is in; empty if it is not known. */
    public String directoryName() {
        return directoryName;
    }

    /** Up to 65,536 bytes; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether that is all of the file. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether it begins with exactly these bytes. */
    public boolean startsWith(byte... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (bytes[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The bytes as UTF-8, whatever is no UTF-8 replaced. */
    public String text() {
        if (text == null) {
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        }
        return text;
    }

    /** Without its line end. */
    public String firstLine() {
        String all = text();
        int end = all.indexOf('\n');
        String line = end < 0 ? all : all.substring(0, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    public boolean isJsonObject() {
        return text().stripLeading().startsWith("{");
    }

    public boolean isJsonArray() {
        return text().stripLeading().startsWith("[");
    }

    /** The keys of the JSON object that the file is, or of the first one in the array that it is; as many as can be seen. */
    public Set<String> jsonKeys() {
        if (jsonKeys == null) {
            jsonKeys = isJsonObject() || isJsonArray() ? keysOf(text()) : Set.of();
        }
        return jsonKeys;
    }

    private static Set<String> keysOf(String json) {
        Set<String> keys = new LinkedHashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            while (token == JsonToken.START_OBJECT || token == JsonToken.FIELD_NAME) {
                token = parser.nextToken();
                if (token == JsonToken.FIELD_NAME) {
                    keys.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                    token = JsonToken.FIELD_NAME;
                }
            }
        } catch (IOException e) {
            // The end of the beginning, or of what is JSON.
            return Collections.unmodifiableSet(keys);
        }
        return Collections.unmodifiableSet(keys);
    }

    /** The name of the root element, as it is written; empty if the file is no XML. */
    public String xmlRoot() {
        Matcher root = XML_ROOT.matcher(text());
        Matcher prolog = XML_PROLOG.matcher(text());
        int begin = prolog.lookingAt() ? prolog.end() : 0;
        return root.region(begin, text().length()).lookingAt() ? root.group(1) : "";
    }

    /** What it looks like to somebody who knows no format: a noun phrase. */
    public String describe() {
        if (bytes.length == 0) {
            return "an empty file";
        }
        if (startsWith((byte) 0x1F, (byte) 0x8B)) {
            return "a file compressed with gzip";
        }
        if (startsWith((byte) 'P', (byte) 'K', (byte) 3, (byte) 4)) {
            return "a ZIP archive";
        }
        if (startsWith((byte) 0xFF, (byte) 0xFE) || startsWith((byte) 0xFE, (byte) 0xFF)) {
            return "text in UTF-16";
        }
        if (hasControlCharacters()) {
            return "binary data";
        }
        if (text().isBlank()) {
            return "blank lines";
        }
        return describeText();
    }

    private String describeText() {
        if (text().startsWith("<<<<<<< ")) {
            return "a file with a merge conflict in it";
        }
        if (!xmlRoot().isEmpty()) {
            return "XML with the root <" + Quoted.bare(xmlRoot()) + ">";
        }
        if (text().stripLeading().toLowerCase(Locale.ROOT).startsWith("<!doctype html")) {
            return "a page of HTML";
        }
        if (isJsonArray() || isJsonObject()) {
            return "a JSON " + (isJsonArray() ? "array" : "object")
                    + (jsonKeys().isEmpty() ? "" : " with the keys " + Quoted.bare(String.join(", ", jsonKeys())));
        }
        return "text that begins with " + Quoted.text(firstLine());
    }

    private boolean hasControlCharacters() {
        for (byte each : bytes) {
            if (each >= 0
                    && each < ' '
                    && each != '\n'
                    && each != '\r'
                    && each != '\t'
                    && each != '\f'
                    && each != 0x1B) {
                return true;
            }
        }
        return false;
    }
}
