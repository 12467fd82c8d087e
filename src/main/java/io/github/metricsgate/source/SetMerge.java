package io.github.metricsgate.source;

import io.github.metricsgate.files.PhaseRemarks;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.source.MergedPhase.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several metrics sets as one run: phases of one name become one. Where a set has several phases of a name, those are
 * different things, such as one benchmark with two parameters, and phases of that name are told apart by their keys too.
 */
public final class SetMerge {

    private static final String FAILED = "failed";
    private static final String COMPLETED = "completed";

    private final List<Part> parts;
    private final Map<Group, List<Place>> groups = new LinkedHashMap<>();
    private final Map<Group, String> keys = new LinkedHashMap<>();

    /**
     * A set.
     *
     * @param name what it is of, for people: a module, or a directory
     * @param place where it is, for people
     * @param set valid
     * @param remarks what its phases say in lists, by their keys
     */
    public record Part(String name, String place, SetReading set, Map<String, PhaseRemarks> remarks) {

        public Part {
            remarks = Map.copyOf(remarks);
        }
    }

    /**
     * What all sets come to.
     *
     * @param run without the resource samples
     * @param remarks by the keys of its phases
     * @param notes what users should know of it, in sentences without a full stop
     */
    public record Merged(Run run, Map<String, PhaseRemarks> remarks, List<String> notes) {

        public Merged {
            remarks = Map.copyOf(remarks);
            notes = List.copyOf(notes);
        }
    }

    /** @param key null where the name says enough */
    private record Group(String name, @Nullable String key) {}

    private record Place(Part part, Phase phase) {}

    private SetMerge(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Merges sets.
     *
     * @param parts at least one; the order decides that of lists and texts, and no figure
     */
    public static Merged of(List<Part> parts) {
        return new SetMerge(parts).merge();
    }

    private Merged merge() {
        group();
        nameKeys();
        List<Phase> phases = new ArrayList<>();
        Map<String, PhaseRemarks> remarks = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        groups.forEach((group, places) -> {
            String key = Objects.requireNonNull(keys.get(group));
            List<Member> members = new ArrayList<>();
            for (Place place : places) {
                members.add(new Member(place.part().name(), place.part().place(), place.phase()));
                PhaseRemarks more = place.part().remarks().get(place.phase().key());
                if (more != null) {
                    remarks.merge(key, more, PhaseRemarks::and);
                }
            }
            MergedPhase.Result merged = MergedPhase.of(key, members);
            phases.add(merged.phase());
            for (MergedPhase.Lost lost : merged.lost()) {
                notes.add("No " + lost.what() + " of phase " + Quoted.text(group.name()) + ": " + lost.why());
            }
        });
        return new Merged(new Run(context(), phases, ResourceUsage.none()), remarks, notes);
    }

    private void group() {
        Set<String> severalInOne = new HashSet<>();
        for (Part part : parts) {
            Set<String> names = new HashSet<>();
            for (Phase phase : part.set().run().phases()) {
                if (phase.name().isEmpty() || !names.add(phase.name())) {
                    severalInOne.add(phase.name());
                }
            }
        }
        for (Part part : parts) {
            for (Phase phase : part.set().run().phases()) {
                Group group = new Group(phase.name(), severalInOne.contains(phase.name()) ? phase.key() : null);
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(new Place(part, phase));
            }
        }
    }

    /** The key that all phases of a group have, if no other phase has it; else the name, which is as steady from run to run. */
    private void nameKeys() {
        Map<String, Set<Group>> claimed = new LinkedHashMap<>();
        groups.forEach((group, places) -> {
            for (Place place : places) {
                claimed.computeIfAbsent(place.phase().key(), k -> new HashSet<>())
                        .add(group);
            }
        });
        Set<String> taken = new HashSet<>();
        groups.forEach((group, places) -> {
            String key = places.get(0).phase().key();
            boolean isCommon =
                    places.stream().allMatch(place -> place.phase().key().equals(key));
            if (isCommon && claimed.getOrDefault(key, Set.of()).size() == 1) {
                keys.put(group, key);
                taken.add(key);
            }
        });
        groups.forEach((group, places) -> {
            if (!keys.containsKey(group)) {
                String name = group.name() + (group.key() == null ? "" : "/" + group.key());
                String key = name;
                for (int number = 2; !taken.add(key); number++) {
                    key = name + "/" + number;
                }
                keys.put(group, key);
            }
        });
    }

    private RunContext context() {
        Instant oldest = null;
        for (Part part : parts) {
            Instant time = part.set().time();
            oldest = oldest == null || (time != null && time.isBefore(oldest)) ? time : oldest;
        }
        return new RunContext(oldest, abortStatus(), statuses(), Optional.empty(), identity());
    }

    private AbortStatus abortStatus() {
        List<String> reasons = new ArrayList<>();
        for (Part part : parts) {
            AbortStatus status = part.set().run().context().abortStatus();
            if (status.aborted()) {
                reasons.add(part.name() + (status.reason().isEmpty() ? "" : ": " + status.reason()));
            }
        }
        return reasons.isEmpty() ? AbortStatus.COMPLETED : new AbortStatus(true, String.join("; ", reasons));
    }

    private Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        groups.forEach((group, places) -> {
            for (Place place : places) {
                String status = statusesOf(place.part()).get(place.phase().key());
                if (status != null) {
                    statuses.merge(Objects.requireNonNull(keys.get(group)), status, SetMerge::worse);
                }
            }
        });
        for (Part part : parts) {
            Map<String, String> left = new LinkedHashMap<>(statusesOf(part));
            part.set().run().phases().forEach(phase -> left.remove(phase.key()));
            left.forEach((key, status) -> statuses.merge(part.name() + "/" + key, status, SetMerge::worse));
        }
        return statuses;
    }

    private static Map<String, String> statusesOf(Part part) {
        return part.set().run().context().phaseStatuses();
    }

    private static String worse(String status, String other) {
        return badness(other) > badness(status) ? other : status;
    }

    private static int badness(String status) {
        return switch (status.strip().toLowerCase(Locale.ROOT)) {
            case FAILED -> 2;
            case COMPLETED -> 0;
            default -> 1;
        };
    }

    /** What all sets agree on. */
    private RunIdentity identity() {
        Map<String, String> environment =
                new LinkedHashMap<>(identityOf(parts.get(0)).environment());
        for (Part part : parts) {
            environment.entrySet().retainAll(identityOf(part).environment().entrySet());
        }
        return new RunIdentity(
                common(RunIdentity::id),
                common(RunIdentity::commit),
                common(RunIdentity::branch),
                common(RunIdentity::url),
                environment);
    }

    private @Nullable String common(Function<RunIdentity, @Nullable String> what) {
        String first = what.apply(identityOf(parts.get(0)));
        return parts.stream().allMatch(part -> Objects.equals(first, what.apply(identityOf(part)))) ? first : null;
    }

    private static RunIdentity identityOf(Part part) {
        return part.set().run().context().identity();
    }
}
