package io.github.metricsgate.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes what JMeter and JMH write. Always the same. */
public final class GenerateSource {

    private static final List<String> LABELS = List.of(
            "GET /", "GET /cart", "POST /login", "GET /product", "POST /checkout", "search", "logout", "GET /static/app.js");
    private static final String HEADER =
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,"
                    + "grpThreads,allThreads,URL,Latency,IdleTime,Connect\n";

    private GenerateSource() {}

    /** {@code jtl|jmh|jmh-sample}, the file, the number of rows or results. */
    public static void main(String[] args) throws IOException {
        long count = Long.parseLong(args[2]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
            if (args[0].equals("jtl")) {
                writeJtl(out, count);
            } else {
                writeJmh(out, count, args[0].equals("jmh-sample"));
            }
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
