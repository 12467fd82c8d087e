package io.github.metricsgate.report.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves pages as a build server does, with the content security policy that is asked for in the path. */
final class PageServer implements AutoCloseable {

    /** What Jenkins sends for files of a build, unless somebody has changed it. */
    static final String JENKINS = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

    /** The same without the sandbox, in which no test can look at a page, and with a font that tests bring. */
    private static final String TESTED = "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'";

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    /** The address of a file under Jenkins' policy, or as tests look at it. */
    String url(String path, boolean isJenkins) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + (isJenkins ? "/jenkins/" : "/tested/") + path;
    }

    /** What was asked for since the last time. */
    List<String> requests() {
        List<String> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isJenkins = path.startsWith("/jenkins/");
        String file = path.replaceFirst("^/(jenkins|tested)/", "");
        requests.add(file);
        byte[] content = files.get(file);
        exchange.getResponseHeaders().set("Content-Security-Policy", isJenkins ? JENKINS : TESTED);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Type", type(file));
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "css" -> "text/css;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "ttf" -> "font/ttf";
            default -> "application/octet-stream";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
