package io.github.metricsgate.source;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers the runs of a history that is imported: where its formats put what they read. */
final class ImportedRuns {

    /** The kind of place that is none. */
    static final String SUITE = "suite";

    private static final int MOST_NOTES = 20;
    private static final int MOST_UNITS = 1000;
    private static final int SHOWN = 3;
    private static final long BYTES_OF_A_PHASE = 700;
    private static final long BYTES_OF_A_RUN = 1000;
    private static final Comparator<ImportedRun> ORDER =
            Comparator.comparing(ImportedRun::time).thenComparing(ImportedRun::digest);

    private final ImportRequest request;
    private final MemoryBudget budget;
    private final List<ImportedRun> runs = new ArrayList<>();
    /** How many runs there are of places of which none is wanted, by the places: their figures take no memory. */
    private final Map<Map<String, String>, Integer> elsewhere = new HashMap<>();

    private final Map<String, String> shared = new HashMap<>();
    private final Map<String, BenchmarkUnit> units = new HashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<String, Set<String>> examples = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> suites = new TreeSet<>();
    private @Nullable AsvBenchmarks benchmarks;
    private String format = "";
    private String file = "";

    ImportedRuns(ImportRequest request, MemoryBudget budget) {
        this.request = request;
        this.budget = budget;
    }

    ImportRequest request() {
        return request;
    }

    void begin(String nextFormat, SourceFile next) {
        format = nextFormat;
        file = next.shown();
    }

    String format() {
        return format;
    }

    String file() {
        return file;
    }

    /** The same text, once: names come back in every run. */
    String shared(String text) {
        String known = shared.putIfAbsent(text, text);
        if (known == null) {
            budget.take(100 + 2L * text.length());
        }
        return known == null ? text : known;
    }

    /** What a unit means: there are few, and each comes back in every run. */
    BenchmarkUnit unit(String text) {
        return units.size() < MOST_UNITS ? units.computeIfAbsent(text, BenchmarkUnit::of) : BenchmarkUnit.of(text);
    }

    /** What asv says of the benchmarks of all results beside it, if that was read last; null otherwise. */
    @Nullable
    AsvBenchmarks benchmarks(Path of) {
        return benchmarks != null && benchmarks.file().equals(of) ? benchmarks : null;
    }

    void remember(AsvBenchmarks read) {
        benchmarks = read;
    }

    void note(String sentence) {
        if (notes.size() < MOST_NOTES) {
            notes.add(sentence);
        }
    }

    void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    /** @param example one of those that are left out for this reason */
    void leaveOut(String reason, String example) {
        leaveOut(reason, example, 1);
    }

    private void leaveOut(String reason, String example, int count) {
        leftOut.merge(reason, count, Integer::sum);
        Set<String> some = examples.computeIfAbsent(reason, none -> new LinkedHashSet<>());
        // One more than is shown, to know whether there are more.
        if (some.size() <= SHOWN) {
            some.add(Quoted.bare(example));
        }
    }

    /** Whether the runs of a suite are wanted: whatever is wrong with the others is of no interest. */
    boolean wantsSuite(String suite) {
        suites.add(suite);
        return request.only().isEmpty() || request.only().contains(suite);
    }

    /**
     * A run of a history that has no files of a set.
     *
     * @param url null for none
     */
    void add(
            Instant time,
            @Nullable String commit,
            @Nullable String url,
            Map<String, String> places,
            List<Phase> phases) {
        if (phases.isEmpty()) {
            leaveOut("runs without a figure");
            return;
        }
        Map<String, String> environment = new TreeMap<>(places);
        // A suite is no machine.
        environment.remove(SUITE);
        RunIdentity identity = new RunIdentity(null, commit, request.branch(), url, environment);
        RunContext context =
                new RunContext(time, AbortStatus.COMPLETED, Map.of(), Optional.empty(), RunIdentity.UNKNOWN);
        Run run = new Run(context, phases, ResourceUsage.none());
        add(new ImportedRun(time, digest(time, commit, places, run), identity, places, run));
    }

    void add(ImportedRun run) {
        boolean isElsewhere = !request.only().isEmpty()
                && !run.places().isEmpty()
                && Collections.disjoint(request.only(), run.places().values());
        if (isElsewhere) {
            if (elsewhere.merge(run.places(), 1, Integer::sum) == 1) {
                budget.take(BYTES_OF_A_RUN);
            }
            return;
        }
        budget.take(BYTES_OF_A_RUN + BYTES_OF_A_PHASE * run.run().phases().size());
        runs.add(run);
    }

    private static String digest(Instant time, @Nullable String commit, Map<String, String> places, Run run) {
        StringBuilder content = new StringBuilder("import 1\n")
                .append(time)
                .append('\n')
                .append(commit)
                .append('\n');
        new TreeMap<>(places)
                .forEach((kind, place) ->
                        content.append(kind).append('=').append(place).append('\n'));
        for (Phase phase : run.phases()) {
            content.append(phase.key()).append('\0');
            append(phase.latencies(), content);
            append(phase.figures(), content);
            append(phase.measures(), content);
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void append(Map<?, ? extends @Nullable BigDecimal> figures, StringBuilder content) {
        figures.forEach(
                (name, value) -> content.append(name).append('=').append(value).append('\0'));
        content.append('\n');
    }

    /**
     * What was gathered.
     *
     * @param description of the format
     * @param problems gets why it cannot be imported as it is: it has runs of several machines, say
     */
    ImportedHistory finish(String description, List<String> problems) {
        Map<String, Set<String>> places = places(runs);
        elsewhere.keySet().forEach(each -> addPlaces(each, places));
        Map<String, Set<String>> all = new TreeMap<>(places);
        if (!suites.isEmpty()) {
            all.put(SUITE, suites);
        }
        checkKnown(all, problems);
        List<ImportedRun> wanted = new ArrayList<>();
        for (ImportedRun run : runs) {
            Optional<Map.Entry<String, String>> other = unwanted(run.places(), places);
            if (other.isEmpty()) {
                wanted.add(run);
            } else {
                leaveOut("runs of another " + other.get().getKey(), other.get().getValue());
            }
        }
        elsewhere.forEach((each, count) -> {
            Map.Entry<String, String> other = unwanted(each, places)
                    .orElseGet(() -> each.entrySet().iterator().next());
            leaveOut("runs of another " + other.getKey(), other.getValue(), count);
        });
        places(wanted).forEach((kind, names) -> {
            if (names.size() > 1) {
                problems.add("it has runs of " + names.size() + " " + kind + "s: " + listed(names)
                        + ". A baseline of all of them would be as wide as their difference: say with <importOnly> which one"
                        + " is wanted");
            }
        });
        wanted.sort(ORDER);
        int old = Math.max(0, wanted.size() - request.most());
        if (old > 0) {
            leftOut.put("runs older than the " + request.most() + " that are kept", old);
        }
        return new ImportedHistory(description, wanted.subList(old, wanted.size()), told(), List.copyOf(notes));
    }

    private Map<String, Integer> told() {
        Map<String, Integer> told = new LinkedHashMap<>();
        leftOut.forEach((reason, count) -> {
            Set<String> some = examples.getOrDefault(reason, Set.of());
            String shown = String.join(", ", some.stream().limit(SHOWN).toList()) + (some.size() > SHOWN ? " ..." : "");
            told.put(some.isEmpty() ? reason : reason + " (" + shown + ")", count);
        });
        return told;
    }

    private static Map<String, Set<String>> places(Collection<ImportedRun> runs) {
        Map<String, Set<String>> places = new TreeMap<>();
        runs.forEach(run -> addPlaces(run.places(), places));
        return places;
    }

    private static void addPlaces(Map<String, String> some, Map<String, Set<String>> places) {
        some.forEach((kind, name) ->
                places.computeIfAbsent(kind, none -> new TreeSet<>()).add(name));
    }

    private void checkKnown(Map<String, Set<String>> places, List<String> problems) {
        Set<String> unknown = new TreeSet<>(request.only());
        places.values().forEach(unknown::removeAll);
        if (!unknown.isEmpty()) {
            Set<String> all = new TreeSet<>();
            places.values().forEach(all::addAll);
            problems.add("it has no runs of " + listed(unknown) + ", which <importOnly> names"
                    + (all.isEmpty() ? "" : "; there are " + listed(all)));
        }
    }

    /** The kind and name of what a run is of that is not wanted; empty for a run that is. */
    private Optional<Map.Entry<String, String>> unwanted(Map<String, String> some, Map<String, Set<String>> places) {
        for (Map.Entry<String, String> place : some.entrySet()) {
            Set<String> named = new TreeSet<>(places.getOrDefault(place.getKey(), Set.of()));
            named.retainAll(request.only());
            if (!named.isEmpty() && !named.contains(place.getValue())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static String listed(Set<String> names) {
        List<String> some = names.stream().limit(10).map(Quoted::text).toList();
        return String.join(", ", some)
                + (names.size() > some.size() ? " and " + (names.size() - some.size()) + " more" : "");
    }
}
