package io.github.metricsgate.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an XML document in the encoding that it has. The JDK's XML reader does that too, and prints what is malformed on
 * the console.
 */
final class XmlText {

    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final int LONGEST_DECLARATION = 256;

    private final PushbackInputStream in;

    XmlText(InputStream in) {
        this.in = new PushbackInputStream(in, LONGEST_DECLARATION);
    }

    /** @throws InvalidValueException if it names an encoding that there is not */
    Reader open() throws IOException {
        byte[] beginning = in.readNBytes(LONGEST_DECLARATION);
        boolean hasUtf8Mark = begins(beginning, 0xEF, 0xBB, 0xBF);
        int skipped = hasUtf8Mark ? 3 : 0;
        in.unread(beginning, skipped, beginning.length - skipped);
        return new InputStreamReader(in, charset(beginning, hasUtf8Mark).newDecoder());
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset charset(byte[] beginning, boolean hasUtf8Mark) {
        if (begins(beginning, 0xFE, 0xFF) || begins(beginning, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        Matcher declared = DECLARED.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        if (hasUtf8Mark || !declared.lookingAt()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidValueException("there is no encoding " + Quoted.text(declared.group(1)));
        }
    }
}
