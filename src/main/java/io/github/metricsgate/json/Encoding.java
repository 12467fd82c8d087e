package io.github.metricsgate.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** How the characters of a file are encoded, as far as it shows. */
enum Encoding {
    UTF_8,
    UTF_8_WITH_BYTE_ORDER_MARK,
    UTF_16;

    /** Recognises the encoding by the first bytes of a file of JSON, which begins with an ASCII character. */
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

    /** What a byte is in Windows-1252, which Windows takes where nobody says UTF-8; empty if it is nothing. */
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
