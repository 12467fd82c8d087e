package io.github.metricsgate.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run ran on.
 *
 * @param system the properties of the JVM
 * @param processorsFile Linux's {@code /proc/cpuinfo}; there is none elsewhere
 * @param memoryFile Linux's {@code /proc/meminfo}
 */
record Machine(Properties system, Variables variables, int processors, Path processorsFile, Path memoryFile) {

    private static final Pattern MODEL = Pattern.compile("(?:model name|Model|cpu model)\\s*:\\s*(.{1,200})");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*([0-9]{1,15}) kB");

    static Machine thisOne(Properties system, Variables variables) {
        return new Machine(
                system,
                variables,
                Runtime.getRuntime().availableProcessors(),
                Path.of("/proc/cpuinfo"),
                Path.of("/proc/meminfo"));
    }

    /** By the names that a snapshot has for them, what is known. */
    Map<String, String> describe() {
        Map<String, String> described = new LinkedHashMap<>();
        put(described, "os", system.getProperty("os.name"));
        put(described, "os_version", system.getProperty("os.version"));
        put(described, "arch", system.getProperty("os.arch"));
        String model = first(processorsFile, MODEL);
        put(described, "cpu_model", model == null ? variables.get("PROCESSOR_IDENTIFIER") : model);
        described.put("cores", String.valueOf(processors));
        String kilobytes = first(memoryFile, MEMORY);
        put(described, "memory", kilobytes == null ? null : Long.parseLong(kilobytes) / 1024 + " MiB");
        put(described, "jdk", system.getProperty("java.version"));
        return described;
    }

    private static void put(Map<String, String> described, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            described.put(name, value.strip());
        }
    }

    private static @Nullable String first(Path file, Pattern pattern) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
        } catch (IOException e) {
            // It is good to know and no more.
            return null;
        }
        return null;
    }
}
