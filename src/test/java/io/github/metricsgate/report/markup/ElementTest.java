package io.github.metricsgate.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

    @Test
    void textIsOnlyText() {
        assertThat(html(Element.of("b", "a <script>&amp;\"'"))).isEqualTo("<b>a &lt;script&gt;&amp;amp;\"'</b>");
    }

    @Test
    void anAttributeEndsWhereItsQuoteIs() {
        assertThat(html(Element.of("b").with("title", "\" onload=\"x\n\t<&>'")))
                .isEqualTo("<b title=\"&quot; onload=&quot;x&#10;&#9;&lt;&amp;&gt;'\"></b>");
    }

    @Test
    void whatNoPageMayContainIsReplaced() {
        assertThat(html(Element.of("b", "\u0000\u001b\u0085\ufffe\uffff\ud800x\udc00\ud83d\ude00 \u00e9\t\n")))
                .isEqualTo("<b>\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx\ufffd\ud83d\ude00 \u00e9\t\n</b>");
    }

    @Test
    void elementsAreNestedAndOnlyThoseWithoutContentAreClosedAtOnce() {
        Element list = Element.of("p")
                .add(List.of(Element.of("i", "1"), Element.of("i")))
                .add(Element.of("br"))
                .add(new Later(List.of(Element.of("i", "2")).iterator()));
        assertThat(html(list)).isEqualTo("<p><i>1</i><i></i><br/><i>2</i></p>\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.04, 0", "1, 1", "1.25, 1.3", "-1.25, -1.2", "0.1, 0.1", "-0.5, -0.5", "100000.06, 100000.1"
    })
    void coordinatesAreRoundedToATenth(double value, String text) {
        assertThat(Element.tenths(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "style", "iframe", "object", "embed", "base"})
    void whatAStrictPolicyForbidsIsNoElement(String name) {
        assertThatThrownBy(() -> Element.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no page may contain <" + name + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"style", "onclick", "onload", "href"})
    void whatAStrictPolicyForbidsIsNoAttribute(String name) {
        assertThatThrownBy(() -> Element.of("b").with(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no element may have the attribute " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ci.example.org/1",
                "HTTP://ci.example.org/1",
                "../a%3Ab",
                "./javascript:x",
                "a/b:c",
                "run.json",
                "?a"
            })
    void aLinkLeadsToTheWebOrToAFile(String address) {
        assertThat(html(Element.link(address, "t"))).isEqualTo("<a href=\"" + address + "\">t</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "//evil.example.org",
                "\\\\evil.example.org",
                "java\nscript:x",
                "mailto:a@b"
            })
    void noOtherAddressIsALink(String address) {
        assertThat(html(Element.link(address, "t"))).isEqualTo("<span>t</span>");
    }

    private static String html(Node node) {
        StringBuilder out = new StringBuilder();
        try {
            node.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
