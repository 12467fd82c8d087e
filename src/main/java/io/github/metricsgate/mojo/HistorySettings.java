package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.text.UserProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the pom says of the history and of the comparison with it, still as texts.
 */
record HistorySettings(
        HistoryAddress address,
        @Nullable String recordRun,
        @Nullable String module,
        @Nullable String baselineBranch,
        @Nullable String regressions,
        Counts counts,
        @Nullable String compareBy) {

    /** The largest number of runs that anybody keeps or compares with. */
    private static final Pattern COUNT = Pattern.compile("0*[0-9]{1,6}");

    /** What is a number of runs; null for what is not set. */
    record Counts(
            @Nullable String window,
            @Nullable String minRuns,
            @Nullable String confirmations) {}

    /** Whether there is a history to compare with. */
    boolean isOn() {
        return address.isSet();
    }

    /**
     * The history that is set; a stand-in after a mistake.
     *
     * @param servers have the credentials for a database
     * @param hasPom whether there is a project that names what its runs are runs of
     * @param variables those of the process, from which a run is observed
     */
    RunHistory open(
            Servers servers,
            boolean hasPom,
            MetricsGateMojo.Configuration configuration,
            Map<String, String> variables,
            Clock clock) {
        Mistakes mistakes = configuration.mistakes();
        Path base = configuration.paths().base();
        Optional<String> ofProject =
                hasPom ? Optional.of(configuration.execution().module()) : Optional.empty();
        return new RunHistory(
                new RunHistory.Place(
                        address.place(base, servers, clock, mistakes),
                        moduleName(ofProject, base, configuration.layout().directory(), mistakes),
                        Optional.ofNullable(baselineBranch).map(String::strip).filter(branch -> !branch.isEmpty()),
                        base,
                        configuration.values().flag("recordRun", recordRun)),
                IdentityObserver.ofThisMachine(variables, base),
                clock);
    }

    BaselineRules rules(Mistakes mistakes) {
        int window = count("window", counts.window(), BaselineRules.WINDOW, 1, mistakes);
        int minRuns = count("minRuns", counts.minRuns(), Math.min(BaselineRules.MIN_RUNS, window), 1, mistakes);
        if (minRuns > window) {
            mistakes.addOf(
                    "minRuns",
                    "is " + minRuns + ", more than the " + window
                            + " runs of a <window>: no run could ever be compared");
        }
        return new BaselineRules(
                effect(mistakes),
                window,
                Math.min(minRuns, window),
                count("confirmations", counts.confirmations(), BaselineRules.CONFIRMATIONS, 1, mistakes),
                facts());
    }

    private Effect effect(Mistakes mistakes) {
        if (regressions == null) {
            return Effect.WARNS;
        }
        return switch (regressions) {
            case "fail" -> Effect.FAILS;
            case "warn" -> Effect.WARNS;
            case "off" -> Effect.NONE;
            default -> {
                mistakes.mustBe("regressions", "fail, warn or off", regressions);
                yield Effect.WARNS;
            }
        };
    }

    private List<String> facts() {
        if (compareBy == null) {
            return BaselineRules.COMPARE_BY;
        }
        List<String> facts = new ArrayList<>();
        for (String fact : compareBy.split(",", -1)) {
            if (!fact.isBlank() && !facts.contains(fact.strip())) {
                facts.add(fact.strip());
            }
        }
        return facts;
    }

    static int count(String element, @Nullable String text, int unset, int least, Mistakes mistakes) {
        if (text == null) {
            return unset;
        }
        String stripped = text.strip();
        if (!COUNT.matcher(stripped).matches() || Integer.parseInt(stripped) < least) {
            mistakes.mustBe(element, "a whole number of runs, " + least + " or more", text);
            return unset;
        }
        return Integer.parseInt(stripped);
    }

    /**
     * What the runs are runs of.
     *
     * @param ofProject groupId and artifactId; empty without a pom
     * @param set the directory of the set
     */
    String moduleName(Optional<String> ofProject, Path base, Path set, Mistakes mistakes) {
        String name = module == null || module.isBlank() ? ofProject.orElse("") : module.strip();
        if (name.isEmpty()) {
            mistakes.addOf(
                    "module",
                    "is not set, and there is no pom that names one: say what the runs of the history are runs of, as in -D"
                            + UserProperties.MODULE + "=org.example:shop");
        }
        String directory =
                set.getRoot().equals(base.getRoot()) ? base.relativize(set).toString() : set.toString();
        return name + "/" + directory.replace('\\', '/');
    }
}
