package io.github.metricsgate.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.StringJoiner;

/** Writes what tools that benchmark write: so many results, each of 1,000 values. Always the same. */
public final class GenerateBenchmarks {

    private static final int VALUES = 1000;

    private GenerateBenchmarks() {}

    /** {@code hyperfine|pytest-benchmark|criterion|google-benchmark|benchmarkdotnet}, the file, the number of results. */
    public static void main(String[] args) throws IOException {
        int results = Integer.parseInt(args[2]);
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.US_ASCII)) {
            out.write(
                    switch (args[0]) {
                        case "hyperfine" -> "{\"results\":[";
                        case "pytest-benchmark" -> "{\"machine_info\":{},\"commit_info\":{},\"version\":\"5.1.0\",\"benchmarks\":[";
                        case "google-benchmark" ->
                            "{\"context\":{\"num_cpus\":2,\"library_build_type\":\"release\"},\"benchmarks\":[";
                        case "benchmarkdotnet" -> "{\"HostEnvironmentInfo\":{},\"Benchmarks\":[";
                        default -> "";
                    });
            for (int i = 0; i < results; i++) {
                write(out, args[0], i, random);
            }
            out.write(args[0].equals("criterion") ? "" : "]}\n");
        }
    }

    private static void write(Writer out, String tool, int i, Random random) throws IOException {
        String comma = i == 0 ? "" : ",\n";
        switch (tool) {
            case "hyperfine" ->
                out.write(comma + "{\"command\":\"run " + i + "\",\"stddev\":0.1,\"user\":0.5,\"system\":0.25,\"times\":["
                        + values(random, 0.5) + "],\"exit_codes\":[" + "0,".repeat(VALUES - 1) + "0]}");
            case "pytest-benchmark" ->
                out.write(comma + "{\"group\":null,\"fullname\":\"tests/test_it.py::test_it[" + i
                        + "]\",\"extra_info\":{},\"stats\":{\"min\":0.1,\"data\":[" + values(random, 0.001)
                        + "],\"iterations\":1}}");
            case "criterion" ->
                out.write("{\"reason\":\"benchmark-complete\",\"id\":\"group/it/" + i + "\",\"iteration_count\":["
                        + "1,".repeat(VALUES - 1) + "1],\"measured_values\":[" + values(random, 1e6)
                        + "],\"unit\":\"ns\",\"throughput\":[],\"slope\":null}\n");
            case "google-benchmark" -> {
                for (int j = 0; j < VALUES; j++) {
                    out.write((j == 0 ? comma : ",\n") + "{\"name\":\"BM_it/" + i + "\",\"run_name\":\"BM_it/" + i
                            + "\",\"run_type\":\"iteration\",\"repetitions\":1000,\"repetition_index\":" + j
                            + ",\"threads\":1,\"iterations\":1,\"real_time\":" + value(random, 1e6) + ",\"cpu_time\":"
                            + value(random, 1e6) + ",\"time_unit\":\"ns\"}");
                }
            }
            default -> {
                out.write(comma + "{\"DisplayInfo\":\"It.Run: DefaultJob\",\"FullName\":\"Shop.It.Run(N: " + i
                        + ")\",\"Statistics\":{\"Mean\":1},\"Memory\":{\"BytesAllocatedPerOperation\":416},\"Measurements\":[");
                for (int j = 0; j < VALUES; j++) {
                    out.write((j == 0 ? "" : ",") + "{\"IterationMode\":\"Workload\",\"IterationStage\":\"Result\",\"LaunchIndex\":1,"
                            + "\"IterationIndex\":" + j + ",\"Operations\":1,\"Nanoseconds\":" + value(random, 1e6) + "}");
                }
                out.write("]}");
            }
        }
    }

    private static double value(Random random, double scale) {
        return scale * (1 + random.nextDouble());
    }

    private static String values(Random random, double scale) {
        StringJoiner values = new StringJoiner(",");
        for (int i = 0; i < VALUES; i++) {
            values.add(Double.toString(value(random, scale)));
        }
        return values.toString();
    }
}
