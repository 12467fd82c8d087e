package io.github.metricsgate.source;

import io.github.metricsgate.files.SampleSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The items of one source: where a format puts what it reads. */
public final class Items {

    private static final int MOST = 50_000;
    static final int LONGEST_NAME = 2000;
    private static final int MOST_CONFLICTS = 20;
    private static final int MOST_NOTES = 20;

    private final ItemFilter filter;
    private final MemoryBudget budget;
    private final PhaseAccumulator discarding;
    private final Map<String, Known> known = new LinkedHashMap<>();
    /** By the key as a format gives it; several come to one accumulator if they differ in what may be a secret. */
    private final Map<String, PhaseAccumulator> asGiven = new HashMap<>();

    private final List<String> conflicts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<SampleSeries> samples = new ArrayList<>();
    private String file = "";

    private record Known(PhaseAccumulator accumulator, Map<String, String> setUp, String file) {}

    Items(ItemFilter filter, MemoryBudget budget) {
        this.filter = filter;
        this.budget = budget;
        this.discarding = new PhaseAccumulator("", "", budget, true);
    }

    /** The item of that name, whose name is also its key. */
    public PhaseAccumulator item(String name) {
        PhaseAccumulator before = asGiven.get(name);
        return before != null ? before : item(name, name, Map.of());
    }

    /**
     * The item of that key; a new one if there is none yet.
     *
     * @param key the part of the phase's key behind the source's name: the same from run to run, whatever else is in the file
     * @param name the tool's own name of it
     */
    public PhaseAccumulator item(String key, String name) {
        PhaseAccumulator before = asGiven.get(key);
        return before != null ? before : item(key, name, Map.of());
    }

    /**
     * The item of that key, measured in a certain way. A second result of the key that was measured in another way cannot be
     * merged with the first: that is a conflict, which the source's error tells of.
     *
     * @param setUp by name what must be equal: {@code jvmArgs} to its value, say. Values are compared and never shown.
     */
    public PhaseAccumulator item(String key, String name, Map<String, String> setUp) {
        String safeKey = WithoutSecrets.of(checkedName(key));
        Known before = known.get(safeKey);
        if (before == null) {
            return keep(key, safeKey, WithoutSecrets.of(checkedName(name)), setUp);
        }
        if (before.accumulator().isDiscarding()) {
            return discarding;
        }
        if (!before.setUp().equals(setUp)) {
            if (conflicts.size() < MOST_CONFLICTS) {
                conflicts.add(conflict(safeKey, before, setUp));
            }
            return discarding;
        }
        remember(key, before.accumulator());
        return before.accumulator();
    }

    private PhaseAccumulator keep(String key, String safeKey, String name, Map<String, String> setUp) {
        if (known.size() == MOST) {
            throw new InvalidValueException("it has more than " + MOST
                    + " items; names with a number or an identifier in them make an item of each request");
        }
        budget.take(500 + 4L * safeKey.length());
        setUp.values().forEach(value -> budget.take(2L * value.length()));
        boolean accepted = filter.accepts(safeKey, name);
        PhaseAccumulator accumulator = accepted ? new PhaseAccumulator(safeKey, name, budget, false) : discarding;
        known.put(safeKey, new Known(accumulator, Map.copyOf(setUp), file));
        remember(key, accumulator);
        return accumulator;
    }

    private void remember(String key, PhaseAccumulator accumulator) {
        if (asGiven.size() < MOST) {
            asGiven.put(key, accumulator);
        }
    }

    private String conflict(String key, Known before, Map<String, String> setUp) {
        TreeSet<String> names = new TreeSet<>(before.setUp().keySet());
        names.addAll(setUp.keySet());
        names.removeIf(each -> String.valueOf(before.setUp().get(each)).equals(String.valueOf(setUp.get(each))));
        String where = before.file().equals(file) ? "both in " + file : "in " + before.file() + " and in " + file;
        String wayOut = before.file().equals(file)
                ? "Have the tool write each to a file of its own, and give each file a source of its own"
                : "Give each file a source of its own";
        return "two results of " + Quoted.text(key) + " (" + where + ") were measured with different "
                + String.join(", ", names) + " and cannot be merged. " + wayOut
                + ", or leave one out with <exclude> or another <files>.";
    }

    /** Something the user should know of the source, a whole sentence. It is said once, however often it is told. */
    public void note(String sentence) {
        if (!notes.contains(sentence) && notes.size() < MOST_NOTES) {
            notes.add(sentence);
        }
    }

    /** Resource samples of the run, beside the items. */
    public void samples(SampleSeries series) {
        if (series.samples() > 0) {
            samples.add(series);
        }
    }

    /** @throws InvalidValueException if there is not so much memory left */
    void requireMemory(long bytes) {
        budget.take(bytes);
        budget.take(-bytes);
    }

    static String checkedName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new InvalidValueException("a name has " + name.length() + " characters, expected at most "
                    + LONGEST_NAME + ": " + Quoted.text(name));
        }
        return unicode(name);
    }

    /** Half of a surrogate pair is no character, and no file can have it in UTF-8. */
    static String unicode(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                int[] replaced = text.codePoints()
                        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                        .toArray();
                return new String(replaced, 0, replaced.length);
            }
        }
        return text;
    }

    void begin(SourceFile next) {
        file = next.shown();
    }

    /** Those that are taken, in the order in which they came. */
    List<PhaseAccumulator> taken() {
        List<PhaseAccumulator> taken = new ArrayList<>();
        for (Known each : known.values()) {
            if (!each.accumulator().isDiscarding()) {
                taken.add(each.accumulator());
            }
        }
        return taken;
    }

    /** The file in which an item was met first. */
    String firstFile(PhaseAccumulator accumulator) {
        Known found = known.get(accumulator.item());
        return found == null ? "" : found.file();
    }

    List<String> names() {
        return List.copyOf(known.keySet());
    }

    List<String> conflicts() {
        return conflicts;
    }

    List<SampleSeries> samples() {
        return samples;
    }

    List<String> notes() {
        return notes;
    }
}
