package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What formats read with. */
class ReadersTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = reader.next();
        while (line != null) {
            lines.add(line);
            line = reader.next();
        }
        return lines;
    }

    @Test
    void linesEndAtALineFeedAndTheLastMayHaveNone() throws IOException {
        LineReader whole = new LineReader(bytes("\uFEFFa\r\n\n\u00E4 b\n"));
        assertThat(lines(whole)).containsExactly("a", "", "\u00E4 b");
        assertThat(whole.hasEnded()).isTrue();
        assertThat(whole.position()).isEqualTo("line 3");
        LineReader torn = new LineReader(bytes("a\nb"));
        assertThat(lines(torn)).containsExactly("a", "b");
        assertThat(torn.hasEnded()).isFalse();
        assertThat(lines(new LineReader(bytes("")))).isEmpty();
    }

    @Test
    void linesAreTheSameWhateverTheBuffer() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String line = "x\u20AC".repeat(random.nextInt(random.nextInt(10) == 0 ? 50_000 : 50));
            expected.add(line);
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        assertThat(lines(new LineReader(bytes(text.toString())))).isEqualTo(expected);
    }

    @Test
    void lineThatAreTooLongOrNotTextAreRefused() {
        assertThatThrownBy(() -> new LineReader(bytes("a".repeat(1_100_000) + "\n")).next())
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("a line of more than 1000000 bytes");
        assertThatThrownBy(() -> new LineReader(new ByteArrayInputStream(new byte[] {'a', (byte) 0xFF, '\n'})).next())
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the line is not UTF-8");
    }

    private static JsonInput json(String text) throws IOException {
        JsonInput json = new JsonInput(bytes(text));
        json.next();
        return json;
    }

    @Test
    void jsonIsReadExactlyAndKnowsItsPlace() throws IOException {
        JsonInput json = json("{\"a\": 0.12345678901234567890123, \"b\":\n [1, \"x\", {\"c\": true}], \"n\": null}");
        assertThat(json.nextKey()).isEqualTo("a");
        assertThat(json.number()).isEqualTo(new BigDecimal("0.12345678901234567890123"));
        assertThat(json.nextKey()).isEqualTo("b");
        assertThat(json.position()).isEqualTo("line 2, column 2");
        JsonNode tree = json.tree();
        assertThat(tree).hasToString("[1,\"x\",{\"c\":true}]");
        assertThat(json.nextKey()).isEqualTo("n");
        assertThat(json.scalar()).isNull();
        assertThat(json.pointer()).isEqualTo("/n");
        assertThat(json.nextKey()).isNull();
        json.expectEnd();
    }

    @Test
    void jsonThatIsNotWhatIsExpectedIsNamed() throws IOException {
        assertThatThrownBy(() -> json("{\"a\": {}}").number())
                .hasMessage("the document is an object, expected a number");
        assertThatThrownBy(() -> json("[]").text()).hasMessage("the document is an array, expected a text");
        assertThatThrownBy(() -> json("-1").count()).hasMessage("the document is \"-1\", expected a count");
        assertThatThrownBy(() -> json("1e400").number()).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> json("1e400").tree()).hasMessage("the document is out of range");
        assertThatThrownBy(() -> json("1 2").expectEnd()).hasMessage("\"2\" follows behind the end of the document");
        assertThatThrownBy(() -> json("[" + "1,".repeat(1_000_001) + "1]").tree())
                .hasMessageEndingWith("belongs to a value of more than 1000000 parts");
        assertThatThrownBy(() -> json("{\"a\":1,\"a\":2}").tree()).hasMessageContaining("Duplicate field 'a'");
        assertThatThrownBy(() -> json("[".repeat(100)).tree()).hasMessageContaining("nesting depth");
    }

    private static String textOf(byte[] xml) throws IOException {
        XmlInput input = new XmlInput(new ByteArrayInputStream(xml));
        assertThat(input.nextTag()).isTrue();
        return input.text();
    }

    @Test
    void xmlIsReadInTheEncodingThatItHas() throws IOException {
        for (String encoding : List.of("UTF-8", "ISO-8859-1", "windows-1252", "UTF-16")) {
            String xml = "<?xml version=\"1.0\" encoding=\"" + encoding
                    + "\"?>\n<a>\u00E4 &lt; <b>no</b><![CDATA[<c>]]></a>";
            assertThat(textOf(xml.getBytes(Charset.forName(encoding))))
                    .as(encoding)
                    .isEqualTo("\u00E4 < <c>");
        }
        assertThat(textOf("\uFEFF<a>\u00E4</a>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\u00E4");
        assertThatThrownBy(() ->
                        textOf("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("there is no encoding \"klingon\"");
        assertThatThrownBy(() -> textOf("<a>\u00E4</a>".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("it has bytes that are no text in its encoding");
    }

    @Test
    void moreEntitiesThanTheJdkAllowsAreReadIfTheyAreNotOfTheDocument() throws IOException {
        String text = textOf(("<a>" + "&lt;".repeat(150_000) + "</a>").getBytes(StandardCharsets.UTF_8));
        assertThat(text).hasSize(150_000);
    }

    @Test
    void ofALongCdataSectionOnlyTheBeginningAndTheLinesAreKept() throws IOException {
        String output = "[\u20AC]]\n".repeat(100_000);
        String xml = "<a><!-- <![CDATA[ --><b>1</b><![CDATA[" + output + "]]]]>\n<c/> ![CDATA[ <![CDATA[x]]></a>";
        String kept = new String(new ShortenedCdata(bytes(xml)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kept)
                .startsWith("<a><!-- <![CDATA[ --><b>1</b><![CDATA[[\u20AC]]\n[\u20AC]]\n")
                .endsWith("]]>\n<c/> ![CDATA[ <![CDATA[x]]></a>")
                .doesNotContain("\uFFFD")
                .hasSizeLessThan(500_000);
        assertThat(kept.chars().filter(c -> c == '\n')).hasSize(100_001);
        XmlInput input = new XmlInput(bytes(xml));
        while (input.nextTag() != null && !input.name().equals("c")) {
            assertThat(input.depth()).isPositive();
        }
        assertThat(input.position()).startsWith("line 100002");
    }

    @Test
    void shortXmlIsLeftAsItIs() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        List<String> pieces =
                List.of("<![CDATA[", "]]>", "<!--", "-->", "<!", "[", "]", "]]", ">", "-", "a", "\n", "<a>");
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int p = random.nextInt(20); p > 0; p--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(new String(new ShortenedCdata(bytes(text.toString())).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(text.toString());
        }
    }
}
