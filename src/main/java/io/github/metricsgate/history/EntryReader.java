package io.github.metricsgate.history;

import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines that {@link EntryWriter} wrote, of one module and one branch, and nothing else. */
final class EntryReader {

    /** How every entry begins; its name can be told by that. */
    private static final Pattern HEAD = Pattern.compile(
            "\\{\"formatVersion\": ([0-9]{1,9})(?:, \"time\": \"([^\"]{1,40})\", \"digest\": \"([0-9a-f]{64})\")?.*",
            Pattern.DOTALL);

    private static final int LONGEST_HEAD = 200;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> RESULTS = List.of("passed", "failed", "nothing_judged");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3}|\\.\\d{6}|\\.\\d{9})?Z");

    private final String module;
    private final String branch;

    // The same series come again in every run.
    private final Map<String, Map<String, SeriesName>> valuesOfPhases = new HashMap<>();
    private final Map<String, Map<String, SeriesName>> measuresOfPhases = new HashMap<>();
    private final Map<String, SeriesName> valuesOfRun = new HashMap<>();

    EntryReader(String module, String branch) {
        this.module = module;
        this.branch = branch;
    }

    /** The name under which a line should lie, according to its first members; empty if it does not begin as one should. */
    static Optional<EntryName> nameOf(byte[] line) {
        Matcher head = head(line);
        return head.matches() && head.group(2) != null ? name(head.group(2), head.group(3)) : Optional.empty();
    }

    private static Optional<EntryName> name(String time, String digest) {
        Instant instant = instant(time);
        return instant == null ? Optional.empty() : EntryName.of(instant, digest);
    }

    private static Matcher head(byte[] line) {
        return HEAD.matcher(new String(line, 0, Math.min(LONGEST_HEAD, line.length), StandardCharsets.ISO_8859_1));
    }

    /**
     * Whether a line is the entry of that name, of this module and branch, and as it was written. Its values are not read:
     * a pack takes hundreds of lines as they stand.
     */
    boolean isWhole(byte[] line, EntryName name) throws IOException {
        Optional<EntryName> own = nameOf(line);
        if (!own.equals(Optional.of(name)) || !Checksum.matches(line)) {
            return false;
        }
        Matcher head = head(line);
        return head.matches()
                && startsWith(line, EntryWriter.head(head.group(2), head.group(3), module, branch))
                && head.group(1).equals(String.valueOf(EntryWriter.FORMAT_VERSION));
    }

    private static boolean startsWith(byte[] line, byte[] head) {
        return line.length >= head.length && Arrays.equals(line, 0, head.length, head, 0, head.length);
    }

    /** What a whole line says that it is a run of; empty for any other line. */
    static Optional<RunStore.Branch> branchOf(byte[] line) throws IOException {
        if (line.length == 0 || !Checksum.matches(line)) {
            return Optional.empty();
        }
        JsonReader reader = new JsonReader(new ByteArrayInputStream(line), "entry");
        List<JsonValue> document = new ArrayList<>();
        Violations violations = reader.document(() -> document.add(reader.value()));
        if (!violations.isEmpty() || document.isEmpty() || !(document.get(0) instanceof JsonObject entry)) {
            return Optional.empty();
        }
        ViolationCollector found = new ViolationCollector();
        Members members = Members.of("entry", entry, JsonPointer.ROOT, found);
        String module = members.text("module");
        String branch = members.textOrNull("branch");
        return found.violations().isEmpty()
                ? Optional.of(new RunStore.Branch(module, branch == null ? RunStore.NO_BRANCH : branch))
                : Optional.empty();
    }

    /** @param file for what is wrong with it */
    Entry read(byte[] line, EntryName name, String file) throws IOException {
        if (line.length == 0) {
            return new Entry.Damaged("is empty");
        }
        Matcher head = head(line);
        if (!head.matches()) {
            return new Entry.Damaged("is not an entry of a history: it does not begin with \"formatVersion\"");
        }
        if (!head.group(1).equals(String.valueOf(EntryWriter.FORMAT_VERSION))) {
            return new Entry.Damaged("was written by a newer version of the plugin: its formatVersion is "
                    + head.group(1) + ", this version reads " + EntryWriter.FORMAT_VERSION);
        }
        if (line[line.length - 1] != '\n') {
            return new Entry.Damaged("is cut off: it does not end with a line feed");
        }
        if (!Checksum.matches(line)) {
            return new Entry.Damaged("does not match its checksum: it was changed after it was written");
        }
        return readMembers(line, name, file);
    }

    private Entry readMembers(byte[] line, EntryName name, String file) throws IOException {
        JsonReader reader = new JsonReader(new ByteArrayInputStream(line), file);
        Optional<RecordedRun>[] run = holder();
        Violations violations = reader.document(() -> {
            JsonValue value = reader.value();
            if (!reader.hasViolations()) {
                ViolationCollector found = new ViolationCollector();
                run[0] = Optional.of(run(Members.of(file, value, JsonPointer.ROOT, found), file, found));
                reader.report(found.violations());
            }
        });
        if (!violations.isEmpty() || run[0].isEmpty()) {
            return new Entry.Damaged(sentence(violations));
        }
        return placed(run[0].get(), name);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<RecordedRun>[] holder() {
        return new Optional[] {Optional.empty()};
    }

    private static String sentence(Violations violations) {
        Violation first = violations.first().get(0);
        Position at = first.position();
        return (at == null ? "" : "line " + at.line() + ", column " + at.column() + ": ")
                + (first.pointer().isEmpty() ? "" : first.pointer() + ": ")
                + first.problem()
                + (violations.total() > 1 ? ", and " + (violations.total() - 1) + " more" : "");
    }

    /** A file may have been copied or renamed. */
    private Entry placed(RecordedRun run, EntryName name) {
        if (!name.isOf(run.time(), run.digest())) {
            return new Entry.Damaged("lies under a wrong name: it is of " + run.time() + ", digest " + run.digest());
        }
        if (!run.module().equals(module)) {
            return new Entry.Damaged("lies in a wrong place: it is of the module " + run.module() + ", not " + module);
        }
        String own = run.identity().branch() == null
                ? RunStore.NO_BRANCH
                : run.identity().branch();
        if (!own.equals(branch)) {
            return new Entry.Damaged("lies in a wrong place: it is of " + branch(own) + ", not " + branch(branch));
        }
        return new Entry.Whole(run);
    }

    private static String branch(String branch) {
        return branch.equals(RunStore.NO_BRANCH) ? "no branch" : "the branch " + branch;
    }

    private RecordedRun run(Members members, String file, ViolationCollector violations) {
        members.number("formatVersion");
        Instant time = members.parsed("time", "a time in UTC", EntryReader::instant, Instant.EPOCH);
        String digest = members.parsed(
                "digest", "64 hexadecimal digits", text -> DIGEST.matcher(text).matches() ? text : null, "");
        String ofModule = members.text("module");
        String ofBranch = members.textOrNull("branch");
        String id = members.textOrNull("id");
        String commit = members.textOrNull("commit");
        String url = members.textOrNull("url");
        RunIdentity identity = new RunIdentity(id, commit, ofBranch, url, members.textsByName("environment"));
        List<String> observed = members.texts("observed");
        String result = members.parsed(
                "result", "passed, failed or nothing_judged", text -> RESULTS.contains(text) ? text : null, "");
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        members.object("phases")
                .forEach((key, phase) -> phase(
                        key,
                        Members.of(file, phase, members.pointer("phases").child(key), violations),
                        names,
                        values,
                        file,
                        violations));
        members.object("runValues").forEach((key, value) -> {
            SeriesName series = valuesOfRun.computeIfAbsent(key, EntryReader::ofRun);
            add(series, value, members.pointer("runValues").child(key), values, file, violations);
        });
        RecordedRun run = new RecordedRun(
                ofModule, digest, time, identity, observed, result, members.number("runFactor"), names, values);
        members.text("crc32");
        members.rejectOthers();
        return run;
    }

    private void phase(
            String key,
            Members members,
            Map<String, String> names,
            Map<SeriesName, RecordedValue> values,
            String file,
            ViolationCollector violations) {
        if (members.has("name")) {
            names.put(key, members.text("name"));
        }
        if (members.has("values")) {
            Map<String, SeriesName> known = valuesOfPhases.computeIfAbsent(key, any -> new HashMap<>());
            members.object("values").forEach((metric, value) -> {
                SeriesName series = known.computeIfAbsent(metric, name -> ofPhase(key, name));
                add(series, value, members.pointer("values").child(metric), values, file, violations);
            });
        }
        if (members.has("measures")) {
            Map<String, SeriesName> known = measuresOfPhases.computeIfAbsent(key, any -> new HashMap<>());
            members.object("measures").forEach((metric, value) -> {
                SeriesName series =
                        known.computeIfAbsent(metric, name -> new SeriesName(key, new PhaseMetric.Measure(name)));
                add(series, value, members.pointer("measures").child(metric), values, file, violations);
            });
        }
        members.rejectOthers();
    }

    /** Null for what is no metric of a phase. */
    private static @Nullable SeriesName ofPhase(String phase, String name) {
        Metric metric = Metric.named(name).orElse(null);
        return metric instanceof PhaseMetric ? new SeriesName(phase, metric) : null;
    }

    /** Null for what is no metric of a run. */
    private static @Nullable SeriesName ofRun(String name) {
        Metric metric = Metric.named(name).orElse(null);
        return metric instanceof RunMetric ? new SeriesName(null, metric) : null;
    }

    private static void add(
            @Nullable SeriesName series,
            JsonValue value,
            JsonPointer at,
            Map<SeriesName, RecordedValue> values,
            String file,
            ViolationCollector violations) {
        if (series == null) {
            violations.add(file, at, value.position(), "is not a metric of that name here");
        } else if (value instanceof JsonNumber number) {
            values.put(series, new RecordedValue(number.decimal(), Status.NORMAL, null));
        } else if (value instanceof JsonObject) {
            Members members = Members.of(file, value, at, violations);
            Status status = members.has("status")
                    ? members.parsed("status", "suspect or regression", EntryReader::status, Status.NORMAL)
                    : Status.NORMAL;
            values.put(series, new RecordedValue(members.number("value"), status, members.textOrNull("accepted")));
            members.rejectOthers();
        } else {
            Members.report(file, at, value, "a number or an object", violations);
        }
    }

    private static @Nullable Status status(String text) {
        return switch (text) {
            case "suspect" -> Status.SUSPECT;
            case "regression" -> Status.REGRESSION;
            default -> null;
        };
    }

    private static @Nullable Instant instant(String text) {
        try {
            return TIME.matcher(text).matches() ? Instant.parse(text) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
