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
                "[1, 2            | 1:6: the file is cut off; expected ',' or ']'",
                "{\"a\": [1,      | 1:10 /a/1: the file is cut off; expected a JSON value",
                "[1,]             | 1:3: trailing comma before ']'",
                "{\"a\": {}, }    | 1:9: trailing comma before '}'",
                "{\"a\": [1 , ]}  | 1:10 /a: trailing comma before ']'",
                "[,]              | 1:2 /0: found ',', expected a JSON value",
                "{,}              | 1:2: found ',', expected a key in double quotes",
                "[1,,2]           | 1:4 /1: found ',', expected a JSON value",
                "[1 2]            | 1:4: found '2', expected ',' or ']'",
                "{\"a\" 1}        | 1:6 /a: found '1', expected ':' after the key",
                "{a: 1}           | 1:2: found 'a', expected a key in double quotes",
                "01               | 1:2: leading zero in a number",
                "-01              | 1:3: leading zero in a number",
                "-                | 1:2: the file is cut off; expected a digit",
                "-a               | 1:2: found 'a', expected a digit",
                "1.               | 1:3: the file is cut off; expected a digit",
                "[1.]             | 1:4 /0: found ']', expected a digit",
                "1e+              | 1:4: the file is cut off; expected a digit",
                ".5               | 1:1: found '.', expected a JSON value",
                "+1               | 1:1: found '+', expected a JSON value",
                "nul              | 1:1: found nul, expected a JSON value",
                "[True]           | 1:2 /0: found True, expected true",
                "[False]          | 1:2 /0: found False, expected false",
                "[None]           | 1:2 /0: found None, expected null",
                "undefined        | 1:1: found undefined, expected a JSON value",
                "NaN              | 1:1: found NaN, expected a finite number, or null for \"not measured\"",
                "[-Infinity]      | 1:2 /0: found -Infinity, expected a finite number, or null for \"not measured\"",
                "[Infinity]       | 1:2 /0: found Infinity, expected a finite number, or null for \"not measured\"",
                "1e999            | 1:1: found 1e999, expected a finite number, or null for \"not measured\"",
                "-1E+99999999999  | 1:1: found -1E+99999999999, expected a finite number, or null for \"not measured\"",
                "1 2              | 1:3: found '2', expected the end of the file",
                "['a']            | 1:2 /0: found a single quote, expected double quotes",
                "{'a': 1}         | 1:2: found a single quote, expected a key in double quotes",
                "\"a              | 1:3: the file is cut off in a string",
                "\"\\             | 1:3: the file is cut off; expected one of \" \\ / b f n r t u after a backslash",
                "\"\\x\"          | 1:3: found 'x', expected one of \" \\ / b f n r t u after a backslash",
                "\"\\u12g4\"      | 1:6: found 'g', expected four hexadecimal digits after \\u",
                "\"\\ud800\"      | 1:2: found \\ud800, expected both halves of a surrogate pair",
                "\"\\ud800\\n\"   | 1:2: found \\ud800, expected both halves of a surrogate pair",
                "\"\\udc00\"      | 1:2: found \\udc00, expected both halves of a surrogate pair",
                "{\"\\udc00\": 1} | 1:3 /?: found \\udc00, expected both halves of a surrogate pair",
                "{\"é\": [x]}     | 1:8 /é/0: found x, expected a JSON value",
                "{\"a\": 1, \"a\": 2} | 1:10 /a: duplicate key \"a\"",
            })
    void whatIsNotJsonIsReportedWhereItIs(String text, String violation) throws IOException {
        assertThat(violations(text.getBytes(StandardCharsets.UTF_8))).containsExactly(violation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r\n"})
    void anEmptyDocumentIsReportedAsSuch(String text) throws IOException {
        assertThat(violations(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(": is empty; expected a JSON value");
    }

    @Test
    void aFileOfLinesMayBeEmpty() throws IOException {
        JsonReader reader = reader("");
        assertThat(reader.lines(reader::value)).isEqualTo(Violations.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22ff22 | 1:2: found byte 0xFF, which is 'ÿ' in Windows-1252, expected UTF-8",
                "22fcdf22 | 1:2: found byte 0xFC, which is 'ü' in Windows-1252, expected UTF-8",
                "2261e96122 | 1:3: found byte 0xE9, which is 'é' in Windows-1252, expected UTF-8",
                "228022 | 1:2: found byte 0x80, which is '€' in Windows-1252, expected UTF-8",
                "228122 | 1:2: found byte 0x81, expected UTF-8",
                "22c3a9e922 | 1:3: found byte 0xE9, which is 'é' in Windows-1252, expected UTF-8",
                "22c0af22 | 1:2: found byte 0xC0, expected UTF-8",
                "22c3 | 1:3: the file is cut off in a string",
                "22eda08022 | 1:2: found byte 0xED, expected UTF-8",
                "22e08080 | 1:2: found byte 0xE0, expected UTF-8",
                "22e2828022e28222 | 1:4: found byte 0xE2, expected the end of the file",
                "22e28222 | 1:2: found byte 0xE2, which is 'â' in Windows-1252, expected UTF-8",
                "22f4908080 | 1:2: found byte 0xF4, expected UTF-8",
                "22f0808080 | 1:2: found byte 0xF0, expected UTF-8",
                "22f5808080 | 1:2: found byte 0xF5, expected UTF-8",
                "220122 | 1:2: found a control character in a string, expected \\u0001",
                "220922 | 1:2: found a control character in a string, expected \\u0009",
                "220a22 | 1:2: found the end of the line in a string, expected its closing quote",
                "00 | 1:1: found byte 0x00, expected a JSON value",
            })
    void bytesThatAreNotUtf8AreReported(String hex, String violation) throws IOException {
        assertThat(violations(HexFormat.of().parseHex(hex))).containsExactly(violation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsRecognisedWithAndWithoutAByteOrderMark(String charset) throws IOException {
        String problem = ": is UTF-16, which is what a redirect in PowerShell writes; expected UTF-8";
        for (String text : List.of("{\"a\": 1}\n{}\n", "\uFEFF{\"a\": 1}\n{}\n", "1")) {
            byte[] bytes = text.getBytes(charset);
            assertThat(violations(bytes)).containsExactly(problem);
            JsonReader lines = reader(bytes);
            assertThat(ViolationFormat.of(lines.lines(lines::value))).containsExactly(problem);
        }
    }

    @Test
    void aByteOrderMarkIsReportedAndReadingContinues() throws IOException {
        String problem = ": begins with a byte order mark; expected UTF-8 without one";
        assertThat(violations("\uFEFF[1]".getBytes(StandardCharsets.UTF_8))).containsExactly(problem);
        assertThat(violations("\uFEFF[NaN]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(problem, "1:3 /0: found NaN, expected a finite number, or null for \"not measured\"");
        assertThat(violations("[\uFEFF]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("1:2 /0: found byte 0xEF, expected a JSON value");
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
    void stringsAndNumbersHaveAMaximumLength() throws IOException {
        int longest = Lexer.MAX_STRING_BYTES;
        assertThat(held("\"" + "a".repeat(longest) + "\"")).isEmpty();
        assertThat(held("\"" + "é".repeat(longest / 2) + "\"")).isEmpty();
        assertThat(held("\"" + "a".repeat(longest + 1) + "\""))
                .containsExactly("1:2097155: string is longer than 2097152 bytes");
        assertThat(held("\"" + "é".repeat(longest / 2) + "a\""))
                .containsExactly("1:1048579: string is longer than 2097152 bytes");
        int most = Lexer.MAX_NUMBER_LENGTH;
        assertThat(held("0." + "1".repeat(most - 2))).isEmpty();
        assertThat(held("0." + "1".repeat(most - 1)))
                .containsExactly("1:131073: number is longer than 131072 characters");
    }

    @Test
    void aNumberWithManyDigitsCanBeInfiniteWithoutAnExponent() throws IOException {
        assertThat(held("1" + "0".repeat(308))).isEmpty();
        assertThat(held("-1" + "0".repeat(308) + ".5")).isEmpty();
        assertThat(held("1" + "0".repeat(309)))
                .containsExactly("1:1: found 1000000000000000000000000000000000000000... (310 characters), expected a"
                        + " finite number, or null for \"not measured\"");
    }

    private static final String TOO_LARGE = ": too large: at most 28 MiB of a document can be held in memory";

    @Test
    void theMemoryForADocumentIsLimited() throws IOException {
        int values = (MemoryBudget.LIMIT - 128) / 130;
        String most = "[" + "1,".repeat(values - 1) + "1]";
        assertThat(held(most)).isEmpty();
        assertThat(held("[1," + most.substring(1)))
                .containsExactly("1:" + 2 * (values + 1) + " /" + values + TOO_LARGE);
        String megabyte = "\"" + "a".repeat(1 << 20) + "\"";
        assertThat(held("[" + (megabyte + ",").repeat(12) + megabyte + "]")).isEmpty();
        assertThat(held("[" + (megabyte + ",").repeat(13) + megabyte + "]"))
                .containsExactly("1:13631529 /13" + TOO_LARGE);
    }

    @Test
    void aRepeatedKeyCountsLessThanANewOne() throws IOException {
        int objects = (MemoryBudget.LIMIT - 128) / (128 + 96 + 130);
        String most = "[" + "{\"a\":1},".repeat(objects - 1) + "{\"a\":1}]";
        assertThat(held(most)).isEmpty();
        assertThat(held("[{\"a\":1}," + most.substring(1)))
                .singleElement()
                .asString()
                .endsWith(TOO_LARGE);
        StringBuilder different = new StringBuilder("[1");
        for (int i = 0; i < 1000; i++) {
            different.append(",{\"").append(i).append("\":1}");
        }
        int others = (MemoryBudget.LIMIT - 128 - 130 - 1000 * (128 + 96 + 130)) / (128 + 192 + 14 + 130);
        for (int i = 0; i < others; i++) {
            different.append(",{\"").append(1_000_000 + i).append("\":1}");
        }
        assertThat(held(different + "]")).isEmpty();
        assertThat(held(different + ",{\"2000000\":1}]"))
                .singleElement()
                .asString()
                .endsWith(TOO_LARGE);
    }

    @Test
    void theLimitAppliesToTheDocumentNotToEachValueInIt() throws IOException {
        String half = "[" + "1,".repeat(150_000) + "1]";
        JsonReader members = reader("{\"a\": " + half + ", \"b\": " + half + "}");
        assertThat(ViolationFormat.of(members.document(() -> members.object(name -> members.value()))))
                .containsExactly("1:451702 /b/75842" + TOO_LARGE);
    }

    @Test
    void whatTheCallerDropsDoesNotCount() throws IOException {
        String half = "[" + "1,".repeat(150_000) + "1]";
        JsonReader elements = reader("[" + (half + ", ").repeat(5) + half + "]");
        assertThat(elements.document(() -> elements.array(elements::passingValue)))
                .isEqualTo(Violations.NONE);
        JsonReader lines = reader((half + "\n").repeat(5));
        assertThat(lines.lines(lines::value)).isEqualTo(Violations.NONE);
    }

    @Test
    void skippedValuesDoNotCountButTheKeysAroundThemDo() throws IOException {
        assertThat(skipped("[" + "1,".repeat(1_000_000) + "1]")).isEmpty();
        String megabyte = "a".repeat(1 << 20);
        assertThat(skipped("[" + ("\"" + megabyte + "\",").repeat(40) + "1]")).isEmpty();
        assertThat(skipped("[" + ("{\"" + megabyte + "\": 1},").repeat(40) + "1]"))
                .isEmpty();
        StringBuilder keys = new StringBuilder("{\"0\": 0");
        for (int i = 10; i < 24; i++) {
            keys.append(", \"").append(i).append(megabyte).append("\": 0");
        }
        assertThat(skipped(keys + "}")).singleElement().asString().endsWith(TOO_LARGE);
    }

    @Test
    void theNumberOfMembersIsLimitedEvenInASkippedObject() throws IOException {
        StringBuilder most = new StringBuilder("{\"0\": 0");
        for (int i = 1; i < JsonReader.MAX_MEMBERS; i++) {
            most.append(", \"").append(i).append("\": 0");
        }
        assertThat(skipped("[" + most + "}," + most + "}]")).isEmpty();
        assertThat(skipped(most + ", \"x\": 0}")).containsExactly("1:1188892 /x: object has more than 100000 members");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, {\"a\": []}, null] | true",
                "[NaN] | false",
                "{\"a\": [1, {\"b\": 1e999}]} | false",
                "{\"a\": 1, \"a\": 2} | false",
                "[\"\\ud800\"] | false",
                "{\"\\ud800\": 1} | false",
            })
    void aValueKnowsWhetherAnythingInItWasReported(String text, boolean isValid) throws IOException {
        JsonReader reader = reader(text);
        JsonValue[] read = new JsonValue[1];
        Violations violations = reader.document(() -> read[0] = reader.value());
        assertThat(read[0].isValid()).isEqualTo(isValid).isEqualTo(violations.isEmpty());
        assertThat(reader.hasViolations()).isNotEqualTo(isValid);
    }

    @Test
    void aLongKeyIsTruncatedInAPointer() throws IOException {
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
    void numbersTooSmallForADecimalBecomeTheSmallestDecimal() throws IOException {
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
    void linesAreReadOneByOneAndReadingContinuesAfterABadOne() throws IOException {
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
                        "5:3: found the end of the line in a string, expected its closing quote",
                        "6:1: found y, expected a JSON value",
                        "8:3: found '5', expected the end of the line",
                        "9:2: the file is cut off: there is no line feed after the last line");
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
