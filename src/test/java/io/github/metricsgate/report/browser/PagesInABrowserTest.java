package io.github.metricsgate.report.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.metricsgate.report.PagesForBrowsers;
import io.github.metricsgate.report.browser.Browser.Look;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a browser makes of the pages. {@code -Dgolden.browser=write} writes the approved pictures anew, to be looked at
 * before they are committed.
 */
@Tag("browser")
class PagesInABrowserTest {

    private static final Path APPROVED = Path.of("src/test/resources/browser");
    private static final Path SEEN = Path.of("target/browser");

    /** A font that is the same on every machine, for pages that take that of the machine. */
    private static final String FONT = """
            @font-face { font-family: Tested; src: url(/tested/font.ttf); }
            *, svg, code { font-family: Tested !important; }
            """;

    /** How far a colour may be off, of 255: fonts are drawn a little differently by each version. */
    private static final int TOLERANCE = 24;

    private static final double MOST_PIXELS = 0.01;

    private static @Nullable Browser started;
    private static @Nullable PageServer serving;

    @BeforeAll
    static void start() throws Exception {
        PageServer server = new PageServer();
        serving = server;
        PagesForBrowsers.files().forEach((path, content) -> {
            server.put(path, content);
            if (path.endsWith(".css")) {
                server.put("font-" + path, (new String(content, UTF_8) + FONT).getBytes(UTF_8));
            } else {
                server.put("font-" + path, content);
            }
        });
        server.put("font.ttf", Files.readAllBytes(APPROVED.resolve("DejaVuSans-subset.ttf")));
        started = Browser.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
        if (serving != null) {
            serving.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(started);
    }

    private static PageServer server() {
        return Objects.requireNonNull(serving);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "light, shop/report.html, LIGHT, 1280, 0, 1900",
        "end, shop/report.html, LIGHT, 1280, -1500, 1500",
        "dark, shop/report.html, DARK, 1280, 700, 1500",
        "narrow, shop/report.html, LIGHT, 360, 800, 1800",
        "wide, shop/report.html, LIGHT, 1920, 700, 900",
        "print, shop/report.html, PRINT, 800, 0, 1500",
        "reactor, reactor/report.html, DARK, 1280, 0, 700",
        "trend, shop/trend.svg, LIGHT, 500, 0, 160"
    })
    void itLooksAsApproved(String name, String path, Look look, int width, int top, int height) throws Exception {
        browser().open(server().url("font-" + path, false), width, look);
        if (path.endsWith(".html")) {
            assertThat(browser()
                            .value("document.fonts.ready.then(() => document.fonts.check('12px Tested'))")
                            .asBoolean())
                    .isTrue();
        }
        int from = top >= 0 ? top : browser().size().path("height").asInt() + top;
        isAsApproved(name, browser().picture(from, width, height));
    }

    private static void isAsApproved(String name, BufferedImage seen) throws IOException {
        Path approved = APPROVED.resolve(name + ".png");
        if ("write".equals(System.getProperty("golden.browser"))) {
            ImageIO.write(seen, "png", approved.toFile());
        }
        Files.createDirectories(SEEN);
        ImageIO.write(seen, "png", SEEN.resolve(name + ".png").toFile());
        BufferedImage expected = ImageIO.read(approved.toFile());
        assertThat(seen.getWidth()).isEqualTo(expected.getWidth());
        assertThat(seen.getHeight()).isEqualTo(expected.getHeight());
        long different = 0;
        for (int y = 0; y < seen.getHeight(); y++) {
            for (int x = 0; x < seen.getWidth(); x++) {
                different += areAlike(seen.getRGB(x, y), expected.getRGB(x, y)) ? 0 : 1;
            }
        }
        double share = (double) different / ((long) seen.getWidth() * seen.getHeight());
        assertThat(share)
                .as("the share of pixels in which %s differs from %s", SEEN.resolve(name + ".png"), approved)
                .isLessThan(MOST_PIXELS);
    }

    private static boolean areAlike(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Whatever is wide scrolls by itself. */
    @ParameterizedTest
    @ValueSource(ints = {320, 360, 600, 768, 1280, 1920})
    void noPageIsWiderThanTheScreen(int width) throws Exception {
        int seen = 0;
        for (String page : pages()) {
            browser().open(server().url(page, false), width, Look.LIGHT);
            assertThat(browser().value("document.documentElement.scrollWidth").asInt())
                    .as(page)
                    .isLessThanOrEqualTo(width);
            seen++;
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void nothingIsBlockedByThePolicyOfJenkinsAndNothingElseIsAskedFor() throws Exception {
        int seen = 0;
        for (String page : pages()) {
            server().requests();
            browser().open(server().url(page, true), 1280, Look.LIGHT);
            assertThat(browser().complaints()).as(page).isEmpty();
            List<String> asked = new ArrayList<>(server().requests());
            asked.remove("/favicon.ico");
            assertThat(asked).containsExactly(page, page.replace(".html", ".css"));
            seen++;
        }
        assertThat(seen).isGreaterThan(10);
    }

    /** That it is noticed if something is. */
    @Test
    void whatThePolicyOfJenkinsBlocksIsComplainedAbout() throws Exception {
        server().put(
                        "bad/report.html",
                        "<!DOCTYPE html><title>t</title><p style=\"color:red\">a<script>alert(1)</script>"
                                .getBytes(UTF_8));
        browser().open(server().url("bad/report.html", true), 1280, Look.LIGHT);
        assertThat(browser().complaints()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theStyleIsAppliedUnderThePolicyOfJenkins() throws Exception {
        browser().open(server().url("shop/report.html", true), 1280, Look.DARK);
        BufferedImage corner = browser().picture(0, 10, 10);
        assertThat(corner.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0x0D1117);
    }

    /** Without its style sheet, as an attachment of a mail, the page has its order, its tables and its pictures. */
    @Test
    void thePageCanBeReadWithoutItsStyleSheet() throws Exception {
        server().put("alone/report.html", file("shop/report.html"));
        browser().open(server().url("alone/report.html", false), 1000, Look.DARK);
        assertThat(browser().value("getComputedStyle(document.body).marginTop").asText())
                .isEqualTo("8px");
        assertThat(browser().value("""
                Array.from(document.querySelectorAll('figure')).every(figure => {
                    const picture = figure.querySelector('svg').getBoundingClientRect();
                    return picture.width === 480 && picture.height >= 100;
                })""").asBoolean()).isTrue();
        // Text takes the colour of the page, here white on black.
        assertThat(browser()
                        .value("getComputedStyle(document.querySelector('svg text')).fill")
                        .asText())
                .isNotEqualTo("rgb(0, 0, 0)");
        assertThat(browser().value("getComputedStyle(document.body).color").asText())
                .isEqualTo("rgb(255, 255, 255)");
    }

    @ParameterizedTest
    @CsvSource({
        "shop/report.html, LIGHT, 1280",
        "shop/report.html, DARK, 1280",
        "shop/report.html, LIGHT, 360",
        "eleven-phases/report.html, DARK, 1280",
        "unfit-files/report.html, LIGHT, 1280",
        "reactor/report.html, DARK, 1280",
        "hostile-0/report.html, LIGHT, 1280"
    })
    void axeFindsNothingThatKeepsPeopleFromReadingIt(String page, Look look, int width) throws Exception {
        browser().open(server().url(page, false), width, look);
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            browser().value(new String(axe.readAllBytes(), UTF_8) + "; true");
        }
        JsonNode result = browser()
                .value(
                        "axe.run(document, {resultTypes: ['violations']}).then(r => ({violations: r.violations.map(v => v.id"
                                + " + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')), passes: r.passes.length}))");
        assertThat(result.path("violations")).isEmpty();
        assertThat(result.path("passes").asInt()).isGreaterThan(10);
    }

    @Test
    void theKeyboardLeadsToTheVerdictAndIntoWhatScrolls() throws Exception {
        browser().open(server().url("shop/report.html", false), 360, Look.LIGHT);
        browser().press("Tab", 9);
        assertThat(browser().value("document.activeElement.textContent").asText())
                .isEqualTo("Skip to the verdict");
        assertThat(browser()
                        .value("document.activeElement.getBoundingClientRect().left")
                        .asDouble())
                .isGreaterThanOrEqualTo(0);
        boolean isInATable = false;
        for (int i = 0; i < 30 && !isInATable; i++) {
            browser().press("Tab", 9);
            isInATable = browser()
                    .value("document.activeElement.getAttribute('role') === 'region'")
                    .asBoolean();
        }
        assertThat(isInATable).isTrue();
        assertThat(browser()
                        .value("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
    }

    @Test
    void aLinkToTheRunsOpensTheirTable() throws Exception {
        browser().open(server().url("shop/report.html", false) + "#runs", 1280, Look.LIGHT);
        assertThat(browser()
                        .value("document.querySelector('#history details').open")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> pages() throws IOException {
        return PagesForBrowsers.files().keySet().stream()
                .filter(path -> path.endsWith(".html"))
                .toList();
    }

    private static byte[] file(String path) throws IOException {
        Map<String, byte[]> files = PagesForBrowsers.files();
        return Objects.requireNonNull(files.get(path));
    }
}
