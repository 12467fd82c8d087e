package io.github.metricsgate.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1, 2            | 1:6: found the end of the file, expected ',' or ']'",
                "[1,]             | 1:4 /1: found ']', expected a JSON value",
                "{\"a\" 1}        | 1:6 /a: found '1', expected ':' after the key",
                "{\"a\": 1,}      | 1:9: found '}', expected a key in double quotes",
                "{a: 1}           | 1:2: found 'a', expected a key in double quotes",
                "01               | 1:2: found '1', expected a number without leading zeros",
                "-                | 1:2: found the end of the file, expected a digit",
                "1.               | 1:3: found the end of the file, expected a digit",
                "1e+              | 1:4: found the end of the file, expected a digit",
                ".5               | 1:1: found '.', expected a JSON value",
                "+1               | 1:1: found '+', expected a JSON value",
                "nul              | 1:1: found nul, expected a JSON value",
                "True             | 1:1: found True, expected a JSON value",
                "undefined        | 1:1: found undefined, expected a JSON value",
                "NaN              | 1:1: found NaN, expected a finite number",
                "[-Infinity]      | 1:2 /0: found -Infinity, expected a finite number",
                "1e999            | 1:1: found 1e999, expected a finite number",
                "-1e99999999999   | 1:1: found -1e99999999999, expected a finite number",
                "1 2              | 1:3: found '2', expected the end of the file",
                "'a'              | 1:1: found ''', expected a JSON value",
                "\"a              | 1:3: found the end of the file, expected the rest of a string, control characters escaped, and"
                        + " its closing quote",
                "\"\\x\"          | 1:3: found 'x', expected one of \" \\ / b f n r t u after a backslash",
                "\"\\u12g4\"      | 1:6: found 'g', expected four hexadecimal digits after \\u",
                "\"\\ud800\"      | 1:2: found \\ud800, expected a whole surrogate pair",
                "\"\\ud800\\n\"   | 1:2: found \\ud800, expected a whole surrogate pair",
                "\"\\udc00\"      | 1:2: found \\udc00, expected a whole surrogate pair",
                "{\"é\": [x]}     | 1:8 /é/0: found x, expected a JSON value",
                "{\"a\": 1, \"a\": 2} | 1:10 /a: duplicate key \"a\"",
            })
    void whatIsNoJsonIsReportedWhereItStops(String text, String violation) throws IOException {
        assertThat(violations(text.getBytes(StandardCharsets.UTF_8))).containsExactly(violation);
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf31, '1:1: found a byte order mark, expected a JSON value'",
        "22ff22, '1:2: found byte 0xFF, expected UTF-8'",
        "22c0af22, '1:2: found byte 0xC0, expected UTF-8'",
        "22c3, '1:3: found the end of the file, expected UTF-8'",
        "22eda08022, '1:3: found byte 0xA0, expected UTF-8'",
        "22e08080, '1:3: found byte 0x80, expected UTF-8'",
        "22f4908080, '1:3: found byte 0x90, expected UTF-8'",
        "22f0808080, '1:3: found byte 0x80, expected UTF-8'",
        "22f5808080, '1:2: found byte 0xF5, expected UTF-8'",
        "220122, '1:2: found byte 0x01, expected the rest of a string, control characters escaped, and its closing quote'",
        "220a22, '1:2: found the end of the line, expected the rest of a string, control characters escaped, and its closing quote'",
        "00, '1:1: found byte 0x00, expected a JSON value'",
        "fffe3100, '1:1: found byte 0xFF, expected a JSON value'",
    })
    void bytesThatAreNoUtf8AreReported(String hex, String violation) throws IOException {
        assertThat(violations(HexFormat.of().parseHex(hex))).containsExactly(violation);
    }

    @Test
    void linesAndColumnsCountCharactersAcrossBuffers() throws IOException {
        String text = "[\n" + "\"é😀\",\n".repeat(40_000) + "\"é😀\" x]";
        assertThat(violations(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("40002:6: found 'x', expected ',' or ']'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void theAnswerDoesNotDependOnHowTheBytesArrive(int atATime) throws IOException {
        String text = "{\"a\\u00e9é😀\": [-12.5e-3, true, null, \"\\ud83d\\ude00\\n\"], \"b\": {}}";
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atATime));
            }
        };
        JsonReader reader = new JsonReader(slow, "f");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(reader.document(() -> line(out, reader.value()))).isEqualTo(Violations.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"aéé😀\": [-12.5e-3, true, null, \"😀\\n\"], \"b\": {}}\n");
    }

    @Test
    void nestingEndsAtSixtyFour() throws IOException {
        assertThat(violations(nested(64))).isEmpty();
        assertThat(violations(nested(65)))
                .singleElement()
                .asString()
                .startsWith("1:65 /0/0/")
                .endsWith(": nesting is deeper than 64 levels");
        assertThat(violations(nested(100_000))).hasSize(1);
    }

    @Test
    void aStringAndANumberHaveALongestLength() throws IOException {
        assertThat(violations(("\"" + "a".repeat(JsonReader.MAX_STRING_BYTES) + "\"").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(violations(
                        ("\"" + "a".repeat(JsonReader.MAX_STRING_BYTES + 1) + "\"").getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .endsWith(": found a longer string, expected a string of at most 16777216 bytes");
        assertThat(violations(("0." + "1".repeat(JsonReader.MAX_NUMBER_LENGTH - 2)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(violations(("0." + "1".repeat(JsonReader.MAX_NUMBER_LENGTH - 1)).getBytes(StandardCharsets.UTF_8)))
                .containsExactly("1:131073: found a longer number, expected a number of at most 131072 characters");
    }

    @Test
    void aValueThatIsHeldHasAMostAndWhatIsPassedOverHasNot() throws IOException {
        String most = "[" + "1,".repeat(JsonReader.MAX_HELD_VALUES - 2) + "1]";
        String more = "[1," + most.substring(1);
        String expected = ": found a larger value, expected a value of at most 1000000 values and 33554432 characters";
        assertThat(held(most)).isEmpty();
        assertThat(held(more)).containsExactly("1:2000000 /999999" + expected);
        assertThat(skipped(more)).isEmpty();
        String megabyte = "\"" + "a".repeat(1 << 20) + "\"";
        assertThat(held("{\"\": [" + (megabyte + ",").repeat(31) + megabyte + "]}"))
                .isEmpty();
        assertThat(held("{\"x\": [" + (megabyte + ",").repeat(31) + megabyte + "]}"))
                .containsExactly("1:32505957 /x/31" + expected);
        assertThat(skipped("[" + (megabyte + ",").repeat(40) + megabyte + "]")).isEmpty();
    }

    @Test
    void anObjectHasAMostAlsoWherePassedOver() throws IOException {
        StringBuilder most = new StringBuilder("{\"0\": 0");
        for (int i = 1; i < JsonReader.MAX_MEMBERS; i++) {
            most.append(", \"").append(i).append("\": 0");
        }
        String expected = "1:1188892 /x: found a larger object, expected an object of at most 100000 members";
        assertThat(held(most + "}")).isEmpty();
        assertThat(skipped("[" + most + "}," + most + "}]")).isEmpty();
        assertThat(held(most + ", \"x\": 0}")).containsExactly(expected);
        assertThat(skipped(most + ", \"x\": 0}")).containsExactly(expected);
    }

    @Test
    void keysThatArePassedOverHaveAMostTogether() throws IOException {
        StringBuilder keys = new StringBuilder("{\"0\": 0");
        for (int i = 10; i < 43; i++) {
            keys.append(", \"").append(i).append("a".repeat(1 << 20)).append("\": 0");
        }
        assertThat(skipped(keys + "}"))
                .singleElement()
                .asString()
                .endsWith(": found a larger value, expected a value of at most 1000000 values and 33554432 characters");
    }

    @Test
    void aLongKeyIsCutInAPointer() throws IOException {
        assertThat(held("{\"" + "/".repeat(1001) + "\": x}"))
                .containsExactly(
                        "1:1007 /" + "~1".repeat(1000) + "... (1001 characters): found x, expected a JSON value");
        assertThat(held("{\"" + "/".repeat(1000) + "\": x}"))
                .containsExactly("1:1006 /" + "~1".repeat(1000) + ": found x, expected a JSON value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "1e-05",
                "5e-324",
                "9007199254740993",
                "1e-99999999999",
                "1.7976931348623157e308"
            })
    void numbersKeepTheirSpelling(String spelling) throws IOException {
        assertThat(read(spelling))
                .isInstanceOfSatisfying(
                        JsonNumber.class, number -> assertThat(number.text()).isEqualTo(spelling));
    }

    @Test
    void numbersTooSmallForADecimalAreTheSmallestThereIs() throws IOException {
        BigDecimal smallest = new BigDecimal("1e-1000000000");
        assertThat(number("1e-99999999999")).isEqualByComparingTo(smallest);
        assertThat(number("-1e-2147483640")).isEqualByComparingTo(smallest.negate());
        assertThat(number("0e-99999999999")).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(number("1e-999999999")).isEqualByComparingTo(new BigDecimal("1e-999999999"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "-7,true",
        "1.0,true",
        "1e2,true",
        "150e-1,true",
        "0.0,true",
        "1.5,false",
        "1e-1,false",
        "120e-1,true",
        "100.00,true",
        "10.50e1,true",
        "10.50e2,true",
        "10.50e0,false",
        "-5E+3,true",
        "5e-99999999999999999999,false",
        "5e99,true",
        "0.05e2,true",
        "0.05e1,false",
        "120e-1,true",
        "100.00,true",
        "10.50e1,true",
        "10.50e0,false",
        "-5E+3,true",
        "5e-99999999999999999999,false",
        "5e99,true",
        "0.05e2,true",
        "0.05e1,false",
        "1e-99999999999,false",
        "0e-99999999999,true"
    })
    void anIntegerIsANumberWithoutAFraction(String spelling, boolean integer) throws IOException {
        assertThat(((JsonNumber) read(spelling)).isInteger()).isEqualTo(integer);
    }

    @Test
    void linesAreReadOneByOneAndABadOneDoesNotHideTheNext() throws IOException {
        List<String> read = new ArrayList<>();
        String text = "1\r\n\n{\"a\":\n[2\n\"x\ny\"\n 3 \n4 5\n6";
        JsonReader reader = reader(text);
        Violations violations = reader.lines(() -> read.add(Excerpt.of(reader.value())));
        assertThat(read).containsExactly("1", "3", "4", "6");
        assertThat(ViolationFormat.of(violations))
                .containsExactly(
                        "2:1: found the end of the line, expected a JSON value",
                        "3:6 /a: found the end of the line, expected a JSON value",
                        "4:3: found the end of the line, expected ',' or ']'",
                        "5:3: found the end of the line, expected the rest of a string, control characters escaped, and its"
                                + " closing quote",
                        "6:1: found y, expected a JSON value",
                        "8:3: found '5', expected the end of the line",
                        "9:2: found the end of the file, expected a line feed after the last sample: the file is cut off");
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> violations(byte[] document) throws IOException {
        JsonReader reader = reader(document);
        Violations violations = reader.document(reader::value);
        JsonReader skipper = reader(document);
        assertThat(skipper.document(skipper::skip)).isEqualTo(violations);
        return ViolationFormat.of(violations);
    }

    private static List<String> held(String document) throws IOException {
        JsonReader reader = reader(document);
        return ViolationFormat.of(reader.document(reader::value));
    }

    private static List<String> skipped(String document) throws IOException {
        JsonReader reader = reader(document);
        return ViolationFormat.of(reader.document(reader::skip));
    }

    private static JsonValue read(String text) throws IOException {
        JsonValue[] read = new JsonValue[1];
        JsonReader reader = reader(text);
        assertThat(reader.document(() -> read[0] = reader.value())).isEqualTo(Violations.NONE);
        return read[0];
    }

    private static JsonReader reader(String text) {
        return reader(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonReader reader(byte[] document) {
        return new JsonReader(new ByteArrayInputStream(document), "f");
    }

    private static BigDecimal number(String text) throws IOException {
        return ((JsonNumber) read(text)).decimal();
    }

    private static void line(ByteArrayOutputStream out, JsonValue value) throws IOException {
        new CanonicalWriter(out).line(value);
        assertThat(value).isNotInstanceOf(JsonString.class);
    }
}
