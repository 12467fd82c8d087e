package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.gate.Obstacle;
import io.github.metricsgate.gate.Past;
import io.github.metricsgate.gate.Recording;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.history.AcceptedFile;
import io.github.metricsgate.history.KeptFiles;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.history.StoreAccessException;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** The history of one verification: the runs before it come from here, and it is kept here in the end. */
final class RunHistory {

    /** How many half windows of runs are read at first; more if that does not reach far enough. */
    private static final int HALF_WINDOWS = 3;

    private static final int MORE = 4;

    private final Place place;
    private final IdentityObserver observer;
    private final Clock clock;
    private @Nullable IOException unread;
    private @Nullable IOException unkept;

    /**
     * Where a run stands.
     *
     * @param history where the runs before it are
     * @param module what its runs are runs of
     * @param baselineBranch empty for the one that the build server or git says
     * @param base the project's directory, in which accepted changes are
     * @param records whether the run is kept
     */
    record Place(HistoryPlace history, String module, Optional<String> baselineBranch, Path base, boolean records) {}

    /** @param observer finds out what a snapshot does not say of its run */
    RunHistory(Place place, IdentityObserver observer, Clock clock) {
        this.place = place;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * The runs before a set's; empty if they cannot be read, which {@link #unreadable} says.
     *
     * @throws MojoExecutionException if the file of accepted changes is not what it should be: it is the build's own
     */
    Optional<Past> before(SetReading set, Rules rules) throws MojoExecutionException {
        Past.Self self = self(set);
        String own = self.identity().branch() == null
                ? RunStore.NO_BRANCH
                : self.identity().branch();
        String baseline = place.baselineBranch().or(observer::targetBranch).orElse(own);
        try (RunStore store =
                place.records() ? place.history().open() : place.history().openToRead()) {
            List<Acceptance> acceptances = acceptances();
            for (int most = HALF_WINDOWS * rules.baselines().window() / 2 + 1; ; most *= MORE) {
                Map<String, PastRuns> runs = store.read(
                        place.module(), new LinkedHashSet<>(List.of(baseline, own)), Math.min(most, RunStore.ALL));
                PastRuns onBaseline = of(runs, baseline);
                Past past = new Past(
                        self,
                        baseline,
                        onBaseline,
                        of(runs, own),
                        acceptances,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                if (most >= RunStore.ALL || past.isSufficientFor(rules)) {
                    return Optional.of(past);
                }
            }
        } catch (IOException e) {
            unread = e;
            return Optional.empty();
        }
    }

    private static PastRuns of(Map<String, PastRuns> runs, String branch) {
        return runs.getOrDefault(branch, PastRuns.NONE);
    }

    private List<Acceptance> acceptances() throws IOException, MojoExecutionException {
        Path file = place.base().resolve(Acceptance.FILE);
        AcceptedFile.Content content = AcceptedFile.read(file);
        if (!content.violations().isEmpty()) {
            throw new MojoExecutionException("The accepted changes in " + SafeText.of(file.toString())
                    + " cannot be read:\n  " + String.join("\n  ", Names.violations(content.violations())));
        }
        return content.acceptances();
    }

    /** Keeps a run that was judged. */
    void keep(Verification verification, Past past) {
        if (!place.records()) {
            return;
        }
        Optional<RecordedRun> run = Recording.of(verification, past);
        if (run.isEmpty()) {
            return;
        }
        try (RunStore store = place.history().open()) {
            store.record(run.get(), verification.set().directory());
        } catch (IOException e) {
            unkept = e;
        }
    }

    /** The files of the runs before; empty where none can be kept. */
    Optional<KeptFiles> keptFiles() {
        return place.history().keptFiles();
    }

    /** What kept the runs before from being read; empty if nothing did. */
    Optional<Obstacle> unreadable() {
        return obstacle(unread);
    }

    /**
     * Says what kept the run from being recorded, if anything did; the verdict has been printed.
     *
     * @throws MojoExecutionException in PROD, unless onInconclusive says otherwise: a run that was not kept is no green build
     */
    void reportObstacle(Presentation presentation, Log log) throws MojoExecutionException {
        Optional<String> obstacle = obstacle(unkept).map(Presentation::sentence);
        if (obstacle.isEmpty()) {
            return;
        }
        switch (presentation.verification().rules().policy().ofUnusableHistory()) {
            case FAILS ->
                throw new MojoExecutionException(
                        presentation.failure().map(failure -> failure + "\n").orElse("") + obstacle.get());
            case WARNS -> log.warn(obstacle.get());
            case NONE -> log.info(obstacle.get());
        }
    }

    private Optional<Obstacle> obstacle(@Nullable IOException failure) {
        if (failure == null) {
            return Optional.empty();
        }
        return Optional.of(new Obstacle(
                place.history().name(),
                failure.getMessage()
                        + (failure instanceof FileAccessException || failure instanceof StoreAccessException
                                ? ""
                                : " (" + failure.getClass().getSimpleName() + ")")));
    }

    /** What the snapshot says of its run, and for the rest what is observed. */
    private Past.Self self(SetReading set) {
        RunIdentity stated = set.run().context().identity();
        RunIdentity seen = observer.observe();
        List<String> observed = new ArrayList<>();
        Map<String, String> environment = new LinkedHashMap<>(stated.environment());
        seen.environment().forEach((fact, value) -> {
            if (environment.putIfAbsent(fact, value) == null) {
                observed.add("environment." + fact);
            }
        });
        RunIdentity identity = new RunIdentity(
                first("id", stated.id(), seen.id(), observed),
                first("commit", stated.commit(), seen.commit(), observed),
                first("branch", stated.branch(), seen.branch(), observed),
                first("url", stated.url(), seen.url(), observed),
                environment);
        Instant time = set.time();
        return new Past.Self(place.module(), set.digest(), time == null ? clock.instant() : time, identity, observed);
    }

    private static @Nullable String first(
            String name, @Nullable String stated, @Nullable String seen, List<String> observed) {
        if (stated == null && seen != null) {
            observed.add(name);
        }
        return stated == null ? seen : stated;
    }
}
