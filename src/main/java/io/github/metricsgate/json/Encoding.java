package io.github.metricsgate.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** The encoding of a file, as far as it can be recognised. */
enum Encoding {
    UTF_8,
    UTF_8_WITH_BYTE_ORDER_MARK,
    UTF_16;

    /** Recognises the encoding by the first bytes of a JSON file, which begins with an ASCII character. */
    static Encoding of(byte[] bytes, int length) {
        int first = byteAt(0, bytes, length);
        int second = byteAt(1, bytes, length);
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return UTF_16;
        }
        if ((first == 0 && second > 0) || (first > 0 && second == 0)) {
            return UTF_16;
        }
        return first == 0xEF && second == 0xBB && byteAt(2, bytes, length) == 0xBF ? UTF_8_WITH_BYTE_ORDER_MARK : UTF_8;
    }

    private static int byteAt(int index, byte[] bytes, int length) {
        return index < length ? bytes[index] & 0xFF : -1;
    }

    /** The character that a byte stands for in Windows-1252, the default on Windows; empty if there is none. */
    static String inWindows1252(int b) {
        try {
            return Charset.forName("windows-1252")
                    .newDecoder()
                    .decode(ByteBuffer.wrap(new byte[] {(byte) b}))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
