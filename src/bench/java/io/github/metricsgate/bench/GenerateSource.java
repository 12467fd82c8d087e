package io.github.metricsgate.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** Writes what tools write. Always the same, but for what Flight Recorder sees of the machine. */
public final class GenerateSource {

    private static final List<String> LABELS = List.of(
            "GET /", "GET /cart", "POST /login", "GET /product", "POST /checkout", "search", "logout", "GET /static/app.js");
    private static final String HEADER =
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,"
                    + "grpThreads,allThreads,URL,Latency,IdleTime,Connect\n";

    private GenerateSource() {}

    /** {@code jtl|jmh|jmh-sample|prometheus|jfr}, the file, the number of rows, results, lines or events. */
    public static void main(String[] args) throws IOException {
        long count = Long.parseLong(args[2]);
        if (args[0].equals("jfr")) {
            record(Path.of(args[1]), count);
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
            if (args[0].equals("jtl")) {
                writeJtl(out, count);
            } else if (args[0].equals("prometheus")) {
                writeScrape(out, count);
            } else {
                writeJmh(out, count, args[0].equals("jmh-sample"));
            }
        }
    }

    /** 5,000 histograms of ten buckets; the other lines are gauges. */
    private static void writeScrape(OutputStream out, long lines) throws IOException {
        Random random = new Random(1);
        out.write(bytes("# TYPE http_server_requests_seconds histogram\n"));
        long written = 1;
        for (int series = 0; series < 5000 && written < lines; series++) {
            String labels = "method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/" + series + "\"";
            long count = 0;
            StringBuilder text = new StringBuilder();
            for (int bucket = 0; bucket < 10; bucket++) {
                count += random.nextInt(1000);
                text.append("http_server_requests_seconds_bucket{").append(labels).append(",le=\"");
                text.append(bucket == 9 ? "+Inf" : "0." + (bucket + 1)).append("\"} ").append(count).append('\n');
            }
            text.append("http_server_requests_seconds_count{").append(labels).append("} ").append(count).append('\n');
            text.append("http_server_requests_seconds_sum{").append(labels).append("} ").append(count / 4.0).append('\n');
            out.write(bytes(text.toString()));
            written += 12;
        }
        out.write(bytes("# TYPE jvm_memory_used_bytes gauge\n"));
        for (; written < lines; written++) {
            out.write(bytes("jvm_memory_used_bytes{application=\"shop\",area=\"heap\",id=\"pool " + written + "\"} "
                    + random.nextInt(1 << 30) + "\n"));
        }
    }

    @Name("org.example.Order")
    private static final class Order extends Event {
        long number;
        String customer = "somebody";
    }

    /** So many events of a program's own, and the load of the machine meanwhile. */
    private static void record(Path file, long events) throws IOException {
        try (Recording recording = new Recording()) {
            for (String event : List.of("GCPhasePause", "GCHeapSummary", "CPUInformation", "ContainerConfiguration")) {
                recording.enable("jdk." + event);
            }
            for (String event : List.of("CPULoad", "ResidentSetSize", "PhysicalMemory")) {
                recording.enable("jdk." + event).withPeriod(Duration.ofMillis(20));
            }
            recording.start();
            for (long i = 0; i < events; i++) {
                Order order = new Order();
                order.number = i;
                order.commit();
                if (i % 100_000 == 0) {
                    System.gc();
                }
            }
            recording.stop();
            recording.dump(file);
        }
    }

    private static void writeJtl(OutputStream out, long rows) throws IOException {
        Random random = new Random(1);
        out.write(bytes(HEADER));
        long time = 1_700_000_000_000L;
        StringBuilder row = new StringBuilder();
        for (long i = 0; i < rows; i++) {
            time += random.nextInt(2);
            int label = random.nextInt(LABELS.size());
            int elapsed = (int) Math.exp(3 + 3 * random.nextDouble() + Math.abs(random.nextGaussian()) / 2);
            boolean ok = random.nextInt(100) > 0;
            row.setLength(0);
            row.append(time).append(',').append(elapsed).append(',').append(LABELS.get(label));
            row.append(
                    ok
                            ? ",200,OK"
                            : ",Non HTTP response code: java.net.SocketTimeoutException,Non HTTP response message: Read timed out");
            row.append(",Thread Group 1-").append(1 + random.nextInt(50)).append(",text,").append(ok).append(",,");
            row.append(3000 + random.nextInt(500)).append(",246,50,50,https://shop.example.org/api/").append(label);
            row.append(',').append(elapsed / 2).append(",0,").append(random.nextInt(10) == 0 ? 3 : 0).append('\n');
            out.write(bytes(row.toString()));
        }
    }

    private static void writeJmh(OutputStream out, long results, boolean sample) throws IOException {
        Random random = new Random(1);
        out.write('[');
        for (long i = 0; i < results; i++) {
            double score = 1 + 100 * random.nextDouble();
            out.write(bytes(String.format(
                    Locale.ROOT,
                    "%s{\"jmhVersion\":\"1.37\",\"benchmark\":\"org.example.Bench%d.run\",\"mode\":\"%s\",\"threads\":1,\"forks\":2,"
                            + "\"jvm\":\"/usr/bin/java\",\"jvmArgs\":[],\"jdkVersion\":\"17.0.15\",\"vmName\":\"OpenJDK\",\"vmVersion\":"
                            + "\"17\",\"warmupIterations\":5,\"warmupTime\":\"1 s\",\"warmupBatchSize\":1,\"measurementIterations\":5,"
                            + "\"measurementTime\":\"1 s\",\"measurementBatchSize\":1,\"params\":{\"size\":\"%d\"},\"primaryMetric\":"
                            + "{\"score\":%f,\"scoreError\":%f,\"scoreConfidence\":[%f,%f],\"scorePercentiles\":{\"0.0\":%f,"
                            + "\"50.0\":%f,\"90.0\":%f,\"95.0\":%f,\"99.0\":%f,\"99.9\":%f,\"100.0\":%f},\"scoreUnit\":\"us/op\",",
                    i == 0 ? "" : ",\n",
                    i / 10,
                    sample ? "sample" : "avgt",
                    i % 10,
                    score,
                    score / 10,
                    score * 0.9,
                    score * 1.1,
                    score / 2,
                    score,
                    score * 1.2,
                    score * 1.3,
                    score * 1.5,
                    score * 2,
                    score * 3)));
            out.write(bytes(sample ? histogram(random, score) : "\"rawData\":[[1,2,3,4,5],[1,2,3,4,5]]"));
            out.write(bytes("},\"secondaryMetrics\":{}}"));
        }
        out.write(bytes("]\n"));
    }

    private static String histogram(Random random, double score) {
        StringBuilder histogram = new StringBuilder("\"rawDataHistogram\":[");
        for (int fork = 0; fork < 2; fork++) {
            histogram.append(fork == 0 ? "[" : ",[");
            for (int iteration = 0; iteration < 5; iteration++) {
                histogram.append(iteration == 0 ? "[" : ",[");
                for (int i = 0; i < 10; i++) {
                    histogram.append(i == 0 ? "" : ",");
                    histogram.append(String.format(
                            Locale.ROOT, "[%.3f,%d]", score * (0.5 + i / 10.0), 1 + random.nextInt(1000)));
                }
                histogram.append(']');
            }
            histogram.append(']');
        }
        return histogram.append(']').toString();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
