package org.example;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import com.sun.net.httpserver.HttpServer;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A shop that has no goods, and its customers. */
public final class ShopSimulation extends Simulation {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final HttpServer SERVER = serve();

    public ShopSimulation() {
        String shop = "http://localhost:" + SERVER.getAddress().getPort();
        setUp(scenario("Shopping")
                        .exec(http("Übersicht").get("/list?token=canary"))
                        .exec(group("Checkout")
                                .on(exec(http("Basket").get("/basket")),
                                        pause(Duration.ofMillis(20)),
                                        group("Payment").on(exec(http("Pay €").get("/pay")))))
                        .exec(http("Broken").get("/broken"))
                        .injectOpen(rampUsers(40).during(4)))
                .protocols(http.baseUrl(shop));
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                sleep(path.equals("/pay") ? 25 : 3);
                exchange.sendResponseHeaders(path.equals("/broken") ? 500 : 200, -1);
                exchange.close();
            });
            server.setExecutor(THREADS);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void after() {
        SERVER.stop(0);
        THREADS.shutdownNow();
    }
}
