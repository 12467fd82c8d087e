package io.github.metricsgate.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A Chromium without a window, driven by its own protocol. */
final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE = 60;

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Browser(Path profile, Process process) throws Exception {
        this.profile = profile;
        this.process = process;
        Path portFile = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the browser does not start");
            }
            Thread.sleep(50);
        }
        String port = Files.readAllLines(portFile).get(0);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest targets = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json"))
                .build();
        String url = "";
        while (url.isEmpty()) {
            for (JsonNode target :
                    JSON.readTree(client.send(targets, BodyHandlers.ofString()).body())) {
                if (target.path("type").asText().equals("page")) {
                    url = target.path("webSocketDebuggerUrl").asText();
                }
            }
        }
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(url), new Listener())
                .get(PATIENCE, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Log", "Runtime", "Network", "Audits")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Collects what the browser says, in as many parts as it likes. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void hear(String message) {
        try {
            JsonNode heard = JSON.readTree(message);
            if (heard.has("id")) {
                answers.remove(heard.path("id").asInt()).complete(heard);
            } else {
                events.add(heard);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Browser start() throws Exception {
        Path profile = Files.createTempDirectory("browser");
        Process process = new ProcessBuilder(
                        System.getProperty("browser", "chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-lcd-text",
                        "--hide-scrollbars",
                        "--font-render-hinting=none",
                        "--force-color-profile=srgb",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        return new Browser(profile, process);
    }

    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = number.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
        JsonNode heard = answer.get(PATIENCE, TimeUnit.SECONDS);
        if (heard.has("error")) {
            throw new IOException(method + ": " + heard.path("error"));
        }
        return heard.path("result");
    }

    /** Opens a page at a width, on a screen, in the dark or on paper, and waits until all of it is there. */
    void open(String url, int width, Look look) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        look == Look.PRINT ? "print" : "screen",
                        "features",
                        List.of(Map.of(
                                "name", "prefers-color-scheme", "value", look == Look.DARK ? "dark" : "light"))));
        events.clear();
        call("Page.navigate", Map.of("url", url));
        waitFor("Page.loadEventFired");
    }

    private void waitFor(String event) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (events.stream().noneMatch(each -> each.path("method").asText().equals(event))) {
            if (System.nanoTime() > end) {
                throw new IOException("no " + event);
            }
            Thread.sleep(20);
        }
    }

    /** What the page, or something that was blocked, made the browser complain about. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (JsonNode event : events) {
            if (List.of(
                                    "Log.entryAdded",
                                    "Runtime.exceptionThrown",
                                    "Audits.issueAdded",
                                    "Page.javascriptDialogOpening")
                            .contains(event.path("method").asText())
                    // A browser asks for an icon that no page has.
                    && !event.toString().contains("favicon.ico")) {
                complaints.add(event.path("params").toString());
            }
        }
        return complaints;
    }

    /** The value of an expression, or of what it promises. */
    JsonNode value(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** The width and the height of the whole page. */
    JsonNode size() throws Exception {
        return call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    }

    BufferedImage picture(int top, int width, int height) throws Exception {
        JsonNode picture = call(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", top, "width", width, "height", height, "scale", 1)));
        return ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(picture.path("data").asText())));
    }

    void press(String key, int code) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Its last child may still write there; it is a directory of temporary files.
            System.out.println("left " + profile + ": " + e.getMessage());
        }
    }

    /** How a page is shown. */
    enum Look {
        LIGHT,
        DARK,
        PRINT
    }
}
