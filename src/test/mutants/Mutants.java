import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Does a test notice? Mutants one fault at a time into a copy of the sources, runs the tests that should see it, and says
 * which did. A fault that no test sees ends it with an error.
 *
 * <p>{@code java src/test/mutants/Mutants.java} plants them all, {@code java src/test/mutants/Mutants.java 3 7} those two,
 * {@code java src/test/mutants/Mutants.java check} none: it only says whether each could be planted.
 */
public final class Mutants {

    /** A fault: the text of a source file that is replaced, by what, and which tests run. */
    private record Plant(String what, String file, String original, String planted, String tests) {}

    private static final Path SOURCES = Path.of("src/main/java/io/github/metricsgate");

    private static final String PERSIST = "SnapshotPersisterTest,PowerLossTest,FailingDiskTest,DirectoryLockTest,PublicationTest,PublicationStepsTest,"
            + "AtomicFileTest";
    private static final String GATE = "GateTest,RulesTest,RunChecksTest,SelectorTest,PrecedenceTest,PolicyTest,LimitSyntaxTest,UnitCheckTest";
    private static final String BASELINE = "BaselineJudgeTest,AcceptedChangesTest,SlowerMachineTest,RelativeLimitsTest,PastTest,SimulatedPipelineTest";
    private static final String SESSION = "SessionLedgerTest,SessionEndTest";
    private static final String POM = "ElementCheckTest,PropertyCheckTest,VerifyMetricsMojoTest,PersistMetricsMojoTest";
    private static final String READ = "SetReaderTest,ChecksumsTest,JsonReaderTest,SnapshotPersisterTest,GoldenSetTest";
    private static final String REPORT = "HostileTextTest,GoldenReportsTest,FiguresTest,SafeTextTest";

    private static final List<Plant> PLANTS = List.of(
            new Plant("over is broken: >= for >", "metrics/Bounds.java", "value.compareTo(max) > 0", "value.compareTo(max) >= 0", GATE),
            new Plant("under is broken: <= for <", "metrics/Bounds.java", "value.compareTo(min) < 0", "value.compareTo(min) <= 0", GATE),
            new Plant(
                    "an unmatched selector is ignored",
                    "gate/Gate.java",
                    "unused.add(new Finding.NoSuchPhase(usage.threshold()));",
                    "unused.size();",
                    GATE),
            new Plant(
                    "a null of a named phase is no break",
                    "gate/Judge.java",
                    "named && phase != null ? Outcome.BROKEN : Outcome.NOT_MEASURED",
                    "Outcome.NOT_MEASURED",
                    GATE),
            new Plant(
                    "a minimum takes a maximum away",
                    "gate/Precedence.java",
                    "winners.computeIfAbsent(match.metric.key(), key -> new EnumMap<>(Limit.Kind.class))",
                    "winners.computeIfAbsent(match.metric.key(), key -> new java.util.TreeMap<>((a, b) -> 0))",
                    GATE),
            new Plant(
                    "too little data is judged",
                    "gate/Judge.java",
                    "samples.compareTo(minSamples) < 0",
                    "samples.compareTo(minSamples) < -1",
                    GATE),
            new Plant(
                    "a warning fails the build",
                    "gate/Effect.java",
                    "severity == Severity.WARN && this == FAILS",
                    "severity == Severity.WARN && this == NONE",
                    GATE),
            new Plant(
                    "nothing measured passes",
                    "gate/Gate.java",
                    "unmeasured.isEmpty() ? List.of()",
                    "unmeasured.size() >= 0 ? List.of()",
                    GATE),
            new Plant(
                    "a run is its own baseline",
                    "gate/ComparableRuns.java",
                    "run.digest().equals(self.digest())",
                    "run.digest().isEmpty()",
                    BASELINE),
            new Plant(
                    "a JDK counts by its update",
                    "gate/ComparableRuns.java",
                    "feature.matches() ? feature.group(1) : value",
                    "feature.matches() ? feature.group() : value",
                    BASELINE),
            new Plant(
                    "what is suspect on main is confirmed by another branch",
                    "gate/BaselineSeries.java",
                    "onOwnBranch(series.closed(), acceptance, name)",
                    "onOwnBranch(series, acceptance, name)",
                    BASELINE),
            new Plant(
                    "normal values of another branch join the baseline",
                    "gate/BaselineSeries.java",
                    "value != null && value.status() == Status.NORMAL",
                    "value != null && value.status() == Status.SUSPECT",
                    BASELINE),
            new Plant(
                    "a rate is divided by what the run suffered",
                    "gate/Watched.java",
                    "value * factor : value",
                    "value / factor : value",
                    BASELINE),
            new Plant(
                    "a suspect value fails the build",
                    "gate/BaselineJudge.java",
                    "case WITHIN, SUSPECT -> Effect.NONE;",
                    "case WITHIN -> Effect.NONE; case SUSPECT -> rules.baselines().onRegression();",
                    BASELINE),
            new Plant(
                    "a replay compares machines of two kinds",
                    "gate/Replay.java",
                    "rules.compareBy()), unknown",
                    "List.of()), unknown",
                    "ReplayTest"),
            new Plant(
                    "a replay judges a rate as if it were a time",
                    "gate/Replay.java",
                    "rules.settings(direction(series, directions))",
                    "rules.settings(Direction.SMALLER_IS_BETTER)",
                    "ReplayTest"),
            new Plant(
                    "an import judges anew what is in the history",
                    "mojo/HistoryImport.java",
                    "replay.recorded(run)",
                    "replay.judge(run)",
                    "HistoryImportTest"),
            new Plant(
                    "a level that stayed is a false alarm",
                    "gate/SeriesCourse.java",
                    "* stays < Math.abs(jump) / 2",
                    "* stays < Math.abs(jump) * 2",
                    "CalibrationTest"),
            new Plant(
                    "a rate of a JMH benchmark is taken for a time",
                    "source/BenchmarkUnit.java",
                    "return Kind.RATE;",
                    "return Kind.TIME;",
                    "HistoryReaderTest"),
            new Plant(
                    "an aborted run feeds the baseline",
                    "gate/Recording.java",
                    "!run.context().abortStatus().aborted()",
                    "run.context().abortStatus() != null",
                    BASELINE),
            new Plant(
                    "an acceptance counts for ever",
                    "gate/Past.java",
                    "!acceptance.isExpired(today)",
                    "acceptance.id() != null",
                    BASELINE),
            new Plant(
                    "a mean is rounded before it is compared",
                    "metrics/ResourceSummary.java",
                    "GUARD_DECIMALS = 20",
                    "GUARD_DECIMALS = 0",
                    GATE),
            new Plant(
                    "minutes are shorter", "metrics/DurationUnit.java", "MINUTES(\"m\", \"60000\")", "MINUTES(\"m\", \"6000\")", GATE),
            new Plant(
                    "the checksums are renamed last",
                    "files/Publication.java",
                    """
                                checksums.moveIntoPlace();
                            }
                            // From the first rename on, the directory must be kept, whether or not the checksums match.
                            published = true;
                            CreatedDirectories.flush(layout.directory());
                            for (StagedFile file : staged.values()) {
                                file.moveIntoPlace();
                            }
                    """,
                    """
                                published = true;
                                for (StagedFile file : staged.values()) {
                                    file.moveIntoPlace();
                                }
                                checksums.moveIntoPlace();
                            }
                    """,
                    PERSIST),
            new Plant(
                    "a staged file is not flushed",
                    "disk/AtomicFile.java",
                    "                channel.force(true);\n",
                    "                channel.size();\n",
                    PERSIST),
            new Plant(
                    "the directory is not flushed after the checksums",
                    "files/Publication.java",
                    "        published = true;\n        CreatedDirectories.flush(layout.directory());\n",
                    "        published = true;\n",
                    PERSIST),
            new Plant(
                    "the names of created directories are not flushed",
                    "disk/CreatedDirectories.java",
                    "                flush(parent);\n",
                    "                parent.getParent();\n",
                    PERSIST),
            new Plant(
                    "leftovers of a killed persist stay",
                    "files/Publication.java",
                    "            publication.deleteStaged();",
                    "            if (publication.published) {\n                publication.deleteStaged();\n            }",
                    PERSIST),
            new Plant(
                    "no claim within the process",
                    "disk/DirectoryLock.java",
                    "\"held\".equals(Security.getProperty(claim))",
                    "\"gone\".equals(Security.getProperty(claim))",
                    PERSIST),
            new Plant(
                    "files are as old as the build",
                    "disk/AtomicFile.java",
                    "            Files.setLastModifiedTime(staged, FileTime.from(lastModified));\n",
                    "            FileTime.from(lastModified);\n",
                    PERSIST),
            new Plant(
                    "a missing file that the checksums list is none",
                    "files/Checksums.java",
                    "return sums.containsKey(file)\n",
                    "return sums.isEmpty()\n",
                    READ),
            new Plant(
                    "checksums are compared by their length",
                    "files/Checksums.java",
                    "expected.equals(sha256)",
                    "expected.length() == sha256.length()",
                    READ),
            new Plant(
                    "keys are sorted by UTF-16",
                    "json/CanonicalWriter.java",
                    "Map.Entry.comparingByKey(CODE_POINT_ORDER)",
                    "Map.Entry.comparingByKey()",
                    READ),
            new Plant(
                    "an escape is skipped", "json/CanonicalWriter.java", "c < ' ' ||", "c < 0x10 ||", READ),
            new Plant(
                    "nesting goes one deeper", "json/Structure.java", "depth == JsonReader.MAX_DEPTH", "depth == JsonReader.MAX_DEPTH + 1", READ),
            new Plant(
                    "encoded surrogates are let in",
                    "json/Lexer.java",
                    "highest = lead == 0xED ? 0x9F : 0xBF;",
                    "highest = 0xBF;",
                    READ),
            new Plant(
                    "what no double tells apart is not compared",
                    "files/DecimalAccumulator.java",
                    "DOUBT = 1e-12",
                    "DOUBT = 0",
                    "DecimalAccumulatorTest"),
            new Plant(
                    "a number without an exponent is taken for finite",
                    "json/ValueReader.java",
                    "whole < SURELY_FINITE_LENGTH && ",
                    "",
                    READ),
            new Plant(
                    "keys stay held after their object",
                    "json/JsonReader.java",
                    "structure.memory().release(held)",
                    "structure.memory().release(held - held)",
                    READ),
            new Plant(
                    "what a caller drops stays held",
                    "json/JsonReader.java",
                    "        memory.releaseTo(before);\n",
                    "        memory.release(before - before);\n",
                    READ),
            new Plant(
                    "what is held of a line counts for the next",
                    "json/Structure.java",
                    "memory.releaseTo(0)",
                    "memory.release(0)",
                    READ),
            new Plant(
                    "a byte that is not UTF-8 is reported where the next is",
                    "json/Lexer.java",
                    "behind.column() - 1",
                    "behind.column()",
                    READ),
            new Plant(
                    "an error of a helper is an exception of its caller",
                    "files/SampleBlocks.java",
                    "throw error;",
                    "throw new IllegalStateException(error);",
                    "ResourceUsageReaderTest"),
            new Plant(
                    "UTF-16 is split into lines",
                    "files/SampleBlocks.java",
                    "length < blockSize || !JsonReader.mayBeUtf8(buffer, length)",
                    "length < blockSize",
                    "ResourceUsageReaderTest"),
            new Plant(
                    "a percentile is held against the first alone",
                    "files/PercentileOrder.java",
                    "lower = percentile;",
                    "lower = lower == null ? percentile : lower;",
                    READ),
            new Plant(
                    "a figure is rounded over its limit",
                    "text/Rounding.java",
                    "value.compareTo(limit) != shown.compareTo(limit)",
                    "value.compareTo(limit) > 0 && shown.compareTo(limit) < 0",
                    REPORT),
            new Plant("bidi controls reach the reports", "text/SafeText.java", "                    Character.FORMAT,\n", "", REPORT),
            new Plant("a percent sign reaches GitHub", "report/GitHubAnnotations.java", ".replace(\"%\", \"%25\")", "", REPORT),
            new Plant(
                    "a number sign reaches GitLab",
                    "report/OpenMetricsReport.java",
                    ".replace(\"#\", \"\\\\u0023\")",
                    "",
                    "OtherReadersTest"),
            new Plant(
                    "a class is called like a file",
                    "report/JUnitReport.java",
                    ".replace('.', '_')",
                    "",
                    "OtherReadersTest"),
            new Plant(
                    "percentiles may fall by ten times as much",
                    "files/PercentileOrder.java",
                    "\"1.000000001\"",
                    "\"1.00000001\"",
                    READ),
            new Plant(
                    "literals are counted by UTF-16 unit", "metrics/Glob.java", "pattern.codePoints().filter", "pattern.chars().filter", GATE),
            new Plant(
                    "one that warns beside one that fails leaves a limit to warnings",
                    "gate/Precedence.java",
                    "onlyWarn && other.onlyWarn",
                    "onlyWarn || other.onlyWarn",
                    GATE),
            new Plant(
                    "the first decides whether a limit is left to warnings",
                    "gate/Precedence.java",
                    "onlyWarn && other.onlyWarn",
                    "onlyWarn",
                    GATE),
            new Plant(
                    "an element may be an unset property",
                    "mojo/Expressions.java",
                    "value.contains(\"${\") && isUnset(value)",
                    "value.contains(\"$${\") && isUnset(value)",
                    POM),
            new Plant(
                    "a path may contain an unset property",
                    "mojo/ProjectPaths.java",
                    "path.toString().contains(\"${\")",
                    "path.toString().contains(\"$${\")",
                    POM),
            new Plant(
                    "an optional threshold may be an unset property",
                    "gate/Gate.java",
                    " && !hasAnUnsetProperty(usage.threshold())",
                    "",
                    GATE),
            new Plant(
                    "limits under any default id are taken for the command line's",
                    "mojo/ElementCheck.java",
                    "!id.equals(COMMAND_LINE)",
                    "!id.startsWith(\"default-\")",
                    POM),
            new Plant(
                    "limits for the command line are taken for nobody's",
                    "mojo/ElementCheck.java",
                    " && !id.equals(COMMAND_LINE)",
                    "",
                    POM),
            new Plant(
                    "a misspelt id sees no limits",
                    "mojo/ElementCheck.java",
                    "(COMMAND_LINE.equals(execution.getExecutionId()) || isUnknown(plugin, execution))",
                    "COMMAND_LINE.equals(execution.getExecutionId())",
                    POM),
            new Plant(
                    "only what is empty may override: a property that is not set too",
                    "mojo/ElementCheck.java",
                    "boolean overrides = value.isEmpty() && ",
                    "boolean overrides = ",
                    POM),
            new Plant("files may be of no age", "mojo/ParameterValues.java", "age.signum() > 0", "age.signum() >= 0", POM),
            new Plant(
                    "an aggregator with checksums alone is passed over",
                    "metrics/SetReading.java",
                    "return !checksummed && files",
                    "return files",
                    POM),
            new Plant(
                    "a run that was aborted for no reason was not aborted",
                    "gate/RunCheck.java",
                    "if (status.aborted())",
                    "if (status.aborted() && !status.reason().isEmpty())",
                    GATE + ",RunCheckTest"),
            new Plant(
                    "a failed phase is only what is spelt so",
                    "gate/RunCheck.java",
                    "equalsIgnoreCase(FAILED)",
                    "equals(FAILED)",
                    GATE + ",RunCheckTest"),
            new Plant(
                    "a latency of no items is judged",
                    "metrics/PhaseMetric.java",
                    "items != null && items.signum() == 0",
                    "items != null && items.signum() < 0",
                    GATE),
            new Plant(
                    "a set of an earlier run is judged",
                    "gate/Gate.java",
                    "if (circumstances.ofEarlierRun())",
                    "if (circumstances.ofEarlierRun() && set.run().phases().isEmpty())",
                    GATE),
            new Plant(
                    "stale files are judged",
                    "gate/Gate.java",
                    "|| !stale.isEmpty()",
                    "|| stale.size() < 0",
                    GATE),
            new Plant(
                    "what nobody judged has passed",
                    "gate/Verification.java",
                    "Result result = Result.NOTHING_JUDGED;",
                    "Result result = Result.PASSED;",
                    GATE + ",VerificationTest"),
            new Plant(
                    "a set of another module is overwritten",
                    "mojo/Objections.java",
                    "if (!other.isOfTheModuleOf(by))",
                    "if (other.fromCommandLine() && !other.isOfTheModuleOf(by))",
                    SESSION),
            new Plant(
                    "a set that nobody judged is overwritten",
                    "mojo/Objections.java",
                    "done.unjudged(there).contains(written)",
                    "done.unjudged(there).isEmpty()",
                    SESSION),
            new Plant(
                    "a set is judged before it is persisted",
                    "mojo/Objections.java",
                    "if (isMisleading && !deed.by().fromCommandLine())",
                    "if (isMisleading && deed.by().fromCommandLine())",
                    SESSION),
            new Plant(
                    "another set is judged than was persisted",
                    "mojo/SetContent.java",
                    "!writtenFiles.contains(content(file))",
                    "writtenFiles.isEmpty()",
                    SESSION),
            new Plant(
                    "what another module found no snapshot for is judged",
                    "mojo/SessionLedger.java",
                    "deed.by().isOfTheModuleOf(by) || !isOfThisSession",
                    "deed.by().isOfTheModuleOf(by)",
                    SESSION),
            new Plant(
                    "what was found no snapshot for is not looked for",
                    "mojo/SessionLedger.java",
                    "return objections.toLookingElsewhere(by);",
                    "return Optional.empty();",
                    SESSION),
            new Plant(
                    "a set that was judged before no snapshot was found stays judged",
                    "mojo/Objections.java",
                    "return there.lastWritten() == null",
                    "return by.module().isEmpty()",
                    SESSION));

    private Mutants() {}

    public static void main(String[] args) throws Exception {
        if (List.of(args).equals(List.of("check"))) {
            check();
            return;
        }
        List<Integer> numbers = args.length == 0
                ? IntStream.rangeClosed(1, PLANTS.size()).boxed().toList()
                : Stream.of(args).map(Integer::valueOf).toList();
        Path copy = Files.createTempDirectory("plants");
        copy(Path.of("").toAbsolutePath(), copy);
        leaveItToTheTests(copy.resolve("pom.xml"));
        List<String> unseen = new ArrayList<>();
        for (int number : numbers) {
            Plant plant = PLANTS.get(number - 1);
            String verdict = plant(plant, copy);
            System.out.printf("%2d %-10s %s (%s)%n", number, verdict, plant.what(), plant.file());
            if (!verdict.equals("seen")) {
                unseen.add(plant.what());
            }
        }
        delete(copy);
        System.out.printf("%d of %d seen%n", numbers.size() - unseen.size(), numbers.size());
        if (!unseen.isEmpty()) {
            System.exit(1);
        }
    }

    /** Sources move on: each fault must still have one place, and the tests that should see it their names. */
    private static void check() throws IOException {
        List<String> obstacles = new ArrayList<>();
        Set<String> tests = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.forEach(file -> tests.add(file.getFileName().toString()));
        }
        for (Plant plant : PLANTS) {
            Path file = SOURCES.resolve(plant.file());
            int places = Files.exists(file) ? Files.readString(file).split(Pattern.quote(plant.original()), -1).length - 1 : 0;
            if (places != 1) {
                obstacles.add(plant.what() + ": " + places + " places in " + plant.file());
            }
            for (String test : plant.tests().split(",")) {
                if (!tests.contains(test + ".java")) {
                    obstacles.add(plant.what() + ": there is no " + test);
                }
            }
        }
        obstacles.forEach(System.out::println);
        System.out.printf("%d faults, %d obstacles%n", PLANTS.size(), obstacles.size());
        if (!obstacles.isEmpty()) {
            System.exit(1);
        }
    }

    /** The compiler warns of many a fault; it would be the one to notice. */
    private static void leaveItToTheTests(Path pom) throws IOException {
        List<String> lines = Files.readAllLines(pom).stream()
                .filter(line -> !line.contains("<arg>-Werror</arg>") && !line.contains("-Xplugin:ErrorProne"))
                .toList();
        Files.write(pom, lines);
    }

    private static String plant(Plant plant, Path copy) throws Exception {
        Path file = copy.resolve(SOURCES).resolve(plant.file());
        String source = Files.readString(file);
        if (!source.contains(plant.original())) {
            return "NOT FOUND";
        }
        Files.writeString(file, source.replace(plant.original(), plant.planted()));
        try {
            Path log = copy.resolve("target/plant.log");
            Files.createDirectories(log.getParent());
            // Both kinds of tests; a fault that does not compile says nothing about them.
            boolean failed = mvn(copy, log, "-Dtest=" + plant.tests(), "-DtestGroups=", "-DtestGroupsLeftOut=");
            if (!failed) {
                return "UNSEEN";
            }
            String output = Files.readString(log);
            return output.contains("<<< FAILURE!") || output.contains("<<< ERROR!") ? "seen" : "NO TEST";
        } finally {
            Files.writeString(file, source);
        }
    }

    private static boolean mvn(Path directory, Path log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "test", "-Dsurefire.failIfNoSpecifiedTests=false"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return true;
        }
        return process.exitValue() != 0;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : List.of(".mvn", "pom.xml", "README.md", "src")) {
            try (Stream<Path> files = Files.walk(from.resolve(name))) {
                for (Path file : files.toList()) {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
