package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.metricsgate.metrics.Glob;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.source.SourceProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {

    private static final String FORMATS =
            "The formats there are: lines (a file of lines), summary (a file of summary).";

    @TempDir
    Path base;

    private void file(String name, String... lines) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private Collected collect(SourceRequest... requests) {
        return new Collector(base, List.of(LinesFormat.LINES, LinesFormat.SUMMARY), ReadingProgress.SILENT)
                .collect(List.of(requests));
    }

    private static SourceRequest with(
            String files, @Nullable String format, ItemFilter items, Map<SourceOption, String> options) {
        return new SourceRequest("it", List.of(files), format, items, Repetitions.REFUSE, new SourceOptions(options));
    }

    private static SourceRequest named(String files, String format) {
        return with(files, format, ItemFilter.EVERYTHING, Map.of());
    }

    private static ItemFilter filter(List<String> include, List<String> exclude) {
        return new ItemFilter(
                include.stream().map(Glob::new).toList(),
                exclude.stream().map(Glob::new).toList());
    }

    private void assertProblem(SourceRequest request, Kind kind, String message) {
        Collected collected = collect(request);
        assertThat(collected.problems()).containsExactly(new SourceProblem(kind, "it", message));
        assertThat(collected.run().phases()).isEmpty();
        assertThat(collected.sources()).isEmpty();
    }

    @Test
    void aRunHasThePhasesOfAllSourcesAndTheTimeOfTheOldestFile() throws IOException {
        file("target/a.txt", "#lines", "login 3", "login 5", "login x", "search 1");
        file("target/b.txt", "#summary", "login 7");
        Instant old = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(base.resolve("target/b.txt"), FileTime.from(old));
        Collected collected =
                collect(SourceRequest.of("load", "target/a.txt"), SourceRequest.of("sum", "target/b.txt"));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.run().context().time()).isEqualTo(old);
        assertThat(collected.run().phases())
                .extracting(Phase::key)
                .containsExactly("load/login", "load/search", "sum/login");
        Phase login = collected.run().phases().get(0);
        assertThat(login.name()).isEqualTo("login");
        assertThat(Samples.figures(login))
                .containsEntry("items_processed", "2")
                .containsEntry("items_failed", "1")
                .containsEntry("error_rate", "0.3333333333333333");
        assertThat(Samples.source(login).name()).isEqualTo("load");
        assertThat(Samples.source(login).format()).isEqualTo("lines");
        assertThat(Samples.source(login).file()).isEqualTo("target/a.txt");
        assertThat(collected.sources())
                .extracting(ReadSource::name, ReadSource::format, ReadSource::phases)
                .containsExactly(tuple("load", "lines", 2), tuple("sum", "summary", 1));
    }

    @Test
    void severalFilesOfASourceAreOnePhase() throws IOException {
        file("r/1.txt", "#lines", "a 1", "a 2");
        file("r/2.txt", "#lines", "a 3");
        Phase phase = collect(SourceRequest.of("it", "r/*.txt")).run().phases().get(0);
        assertThat(Samples.latencies(phase)).containsEntry("p50", "2").containsEntry("max", "3");
        assertThat(Samples.source(phase).file()).isEqualTo("r/*.txt");
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        file("a.txt", "#lines", "a soon");
        file("b.txt", "#lines", "a -1");
        file("c.txt", "nothing");
        Collected collected = collect(
                SourceRequest.of("one", "a.txt", "b.txt"),
                SourceRequest.of("two", "c.txt"),
                SourceRequest.of("three", "d.txt"));
        assertThat(collected.problems())
                .extracting(SourceProblem::source, SourceProblem::kind)
                .containsExactly(
                        tuple("one", Kind.UNREADABLE),
                        tuple("one", Kind.UNREADABLE),
                        tuple("two", Kind.UNREADABLE),
                        tuple("three", Kind.MISSING));
        assertThat(collected.problems().get(0).message())
                .isEqualTo(
                        "a.txt looks like a file of lines and cannot be read: line 2: the time is \"soon\", expected a number."
                                + " It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool"
                                + " again, or leave the file out.");
    }

    @Test
    void anUnknownFileIsDescribedAndAllFormatsAreListed() throws IOException {
        file("a.txt", "{\"a\": 1, \"b\": [], \"c");
        assertProblem(
                SourceRequest.of("it", "a.txt"),
                Kind.UNREADABLE,
                "a.txt looks like a JSON object with the keys a, b and cannot be read: no format is recognised in it. "
                        + FORMATS);
    }

    @Test
    void filesAreDescribedByWhatTheyLookLike() {
        assertThat(new FileBeginning("a", new byte[0], true).describe()).isEqualTo("an empty file");
        assertThat(new FileBeginning("a", new byte[] {0x1F, (byte) 0x8B, 8}, true).describe())
                .isEqualTo("a file compressed with gzip");
        assertThat(new FileBeginning("a", new byte[] {'P', 'K', 3, 4}, true).describe())
                .isEqualTo("a ZIP archive");
        assertThat(new FileBeginning("a", new byte[] {'a', 0, 'b'}, true).describe())
                .isEqualTo("binary data");
        assertThat(described(" \n \n")).isEqualTo("blank lines");
        assertThat(described("<<<<<<< HEAD\n{}")).isEqualTo("a file with a merge conflict in it");
        assertThat(described("<?xml version='1.0'?>\n<!-- a -->\n<report a='b'/>"))
                .isEqualTo("XML with the root <report>");
        assertThat(described("<!doctype html><p>")).isEqualTo("a page of HTML");
        assertThat(described("[1, 2]")).isEqualTo("a JSON array");
        assertThat(described("[{\"x\": 1}]")).isEqualTo("a JSON array with the keys x");
        assertThat(described("a,b\r\n1,2")).isEqualTo("text that begins with \"a,b\"");
        assertThat(described("z".repeat(100))).isEqualTo("text that begins with \"" + "z".repeat(60) + "...\"");
    }

    private static String described(String text) {
        return new FileBeginning("a", text.getBytes(StandardCharsets.UTF_8), true).describe();
    }

    @Test
    void aFileThatMayBeOfAFormatIsReadWhereThePomSaysSo() throws IOException {
        file("a.txt", "?#lines", "a 1");
        assertProblem(
                SourceRequest.of("it", "a.txt"),
                Kind.UNREADABLE,
                "a.txt looks like text that begins with \"?#lines\" and cannot be read: its content does not say for certain which"
                        + " format it has. If it is one of these, say so in the pom with <format>lines</format>. "
                        + FORMATS);
        assertThat(collect(named("a.txt", "lines")).run().phases()).hasSize(1);
    }

    @Test
    void aFileThatIsNotOfTheFormatThatThePomSaysIsRefused() throws IOException {
        file("a.txt", "#summary", "a 1");
        assertProblem(
                named("a.txt", "lines"),
                Kind.UNREADABLE,
                "a.txt looks like a file of summary and cannot be read: <format>lines</format> says that it is a file of lines."
                        + " Name another file, or another format. " + FORMATS);
        assertProblem(named("a.txt", "line"), Kind.CONFIGURATION, "<format>line</format> is no format. " + FORMATS);
    }

    @Test
    void inADirectoryWhatIsOfNoFormatOrSaysNothingNewIsPassedOver() throws IOException {
        file("r/deep/1.txt", "#lines", "a 1");
        file("r/readme.txt", "hello");
        file("r/s.txt", "#summary", "a 1");
        Collected collected = collect(SourceRequest.of("it", "r"));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.sources().get(0).files())
                .extracting(SourceFile::shown)
                .containsExactly("r/deep/1.txt");
        assertThat(collected.sources().get(0).passedOver())
                .extracting(SourceFile::shown)
                .containsExactly("r/readme.txt", "r/s.txt");
        assertThat(collect(named("r", "summary")).sources().get(0).files())
                .extracting(SourceFile::shown)
                .containsExactly("r/s.txt");
    }

    @Test
    void filesOfSeveralFormatsAreNotOneSource() throws IOException {
        file("r/1.txt", "#lines", "a 1");
        file("r/2.txt", "#lines", "a 1");
        file("r/s.txt", "#summary", "a 1");
        assertProblem(
                SourceRequest.of("it", "r/*.txt"),
                Kind.UNREADABLE,
                "r/*.txt has files of several formats, which cannot be one source. Say which one is meant, and give the others"
                        + " sources of their own: <format>lines</format> for r/1.txt and 1 more, <format>summary</format> for"
                        + " r/s.txt.");
    }

    @Test
    void aDirectoryWithoutAResultIsAnError() throws IOException {
        file("r/readme.txt", "hello");
        assertProblem(
                SourceRequest.of("it", "r"),
                Kind.UNREADABLE,
                "none of the 1 files in r is of a known format. " + FORMATS);
    }

    @Test
    void anOptionThatTheFormatDoesNotKnowIsAMistake() throws IOException {
        file("a.txt", "#lines", "a 1");
        file("s.txt", "#summary", "a 1");
        assertProblem(
                with("a.txt", null, ItemFilter.EVERYTHING, Map.of(SourceOption.UNIT, "ns")),
                Kind.CONFIGURATION,
                "<unit> means nothing for the format lines, which understands <percentiles>.");
        assertProblem(
                with("s.txt", null, ItemFilter.EVERYTHING, Map.of(SourceOption.UNIT, "ns")),
                Kind.CONFIGURATION,
                "<unit> means nothing for the format summary.");
        assertProblem(
                with("a.txt", null, ItemFilter.EVERYTHING, Map.of(SourceOption.PERCENTILES, "90,101")),
                Kind.CONFIGURATION,
                "<percentiles> is \"90,101\", expected numbers over 0 and up to 100, as in 90,95,99.");
    }

    @Test
    void morePercentilesAreTakenOfRawValuesWhereThePomAsks() throws IOException {
        file("a.txt", "#lines", "a 1", "a 2", "a 3", "a 4");
        Phase phase = collect(with("a.txt", null, ItemFilter.EVERYTHING, Map.of(SourceOption.PERCENTILES, "25, 75")))
                .run()
                .phases()
                .get(0);
        assertThat(Samples.latencies(phase)).containsEntry("p25", "1").containsEntry("p75", "3");
    }

    @Test
    void itemsAreIncludedAndExcludedByGlobs() throws IOException {
        file("a.txt", "#lines", "login 1", "logout 2", "search 3");
        assertThat(collect(with("a.txt", null, filter(List.of("log*"), List.of("*out")), Map.of()))
                        .run()
                        .phases())
                .extracting(Phase::key)
                .containsExactly("it/login");
        assertThat(collect(with("a.txt", null, filter(List.of(), List.of("login")), Map.of()))
                        .run()
                        .phases())
                .extracting(Phase::key)
                .containsExactly("it/logout", "it/search");
        assertProblem(
                with("a.txt", null, filter(List.of("Login"), List.of()), Map.of()),
                Kind.CONFIGURATION,
                "<include> and <exclude> leave none of its items, which are: login, logout, search.");
    }

    @Test
    void aFileWithoutAnItemMeansThatNothingRan() throws IOException {
        file("a.txt", "#lines");
        assertProblem(
                SourceRequest.of("it", "a.txt"),
                Kind.MISSING,
                "a.txt is a file of lines without a single item: the tool measured nothing.");
    }

    @Test
    void twoSourcesOfOneNameAreAMistake() throws IOException {
        file("a.txt", "#lines", "a 1");
        Collected collected = collect(SourceRequest.of("it", "a.txt"), SourceRequest.of("it", "a.txt"));
        assertThat(collected.problems())
                .containsExactly(new SourceProblem(
                        Kind.CONFIGURATION, "it", "two sources are called 'it'; give each a name of its own."));
    }

    @Test
    void pathsDirectoriesAndGlobsAreFound() throws IOException {
        file("r/1.txt", "#lines", "a 1");
        file("r/x/2.txt", "#lines", "b 1");
        file("r/x/y/3.log", "#lines", "c 1");
        file("r/odd[1].txt", "#lines", "d 1");
        assertThat(found("r/1.txt")).containsExactly("r/1.txt");
        assertThat(found("r/*.txt")).containsExactly("r/1.txt", "r/odd[1].txt");
        assertThat(found("r/**/*.txt")).containsExactly("r/1.txt", "r/odd[1].txt", "r/x/2.txt");
        assertThat(found("**/3.*")).containsExactly("r/x/y/3.log");
        assertThat(found("r/{1,x/2}.txt")).containsExactly("r/1.txt", "r/x/2.txt");
        assertThat(found("r/odd[1].txt")).containsExactly("r/odd[1].txt");
        assertThat(found("./r/../r/1.txt")).containsExactly("r/1.txt");
        assertThat(found("r/*.xml")).isEmpty();
        assertThat(found("s/*.xml")).isEmpty();
        assertThat(found(base.resolve("r/1.txt").toString())).containsExactly("r/1.txt");
        assertThat(found("r/1.txt", "r/*.txt", "r"))
                .containsExactly("r/1.txt", "r/odd[1].txt", "r/x/2.txt", "r/x/y/3.log");
    }

    private List<String> found(String... patterns) {
        List<SourceProblem> problems = new ArrayList<>();
        FoundSource found = new Collector(base, List.of(LinesFormat.LINES), ReadingProgress.SILENT)
                .find(SourceRequest.of("it", patterns), problems)
                .orElseThrow();
        assertThat(problems).isEmpty();
        List<String> shown = new ArrayList<>();
        found.files().forEach(file -> shown.add(file.shown()));
        found.inDirectories().forEach(file -> shown.add(file.shown()));
        return shown;
    }

    @Test
    void whatIsNoGlobOrPathIsAMistake() {
        assertProblem(
                SourceRequest.of("it", "r/\0"),
                Kind.CONFIGURATION,
                "<files> r/?: \"r/?\" is not a path: Nul character not allowed.");
    }

    @Test
    void figuresThatNeedMoreMemoryThanThereIsAreRefused() throws IOException {
        List<String> lines = new ArrayList<>(List.of("#lines"));
        for (int i = 0; i < 20_000; i++) {
            lines.add("a " + i);
        }
        file("a.txt", lines.toArray(String[]::new));
        Collected collected = new Collector(
                        base, List.of(LinesFormat.LINES), ReadingProgress.SILENT, new MemoryBudget(100_000))
                .collect(List.of(SourceRequest.of("it", "a.txt")));
        assertThat(collected.problems())
                .singleElement()
                .extracting(SourceProblem::message)
                .asString()
                .contains("its figures need more than 0 MB of memory");
    }

    @Test
    void moreItemsThanAnyoneLooksAtAreRefused() throws IOException {
        List<String> lines = new ArrayList<>(List.of("#lines"));
        for (int i = 0; i < 50_001; i++) {
            lines.add("a" + i + " 1");
        }
        file("a.txt", lines.toArray(String[]::new));
        assertThat(collect(SourceRequest.of("it", "a.txt")).problems())
                .singleElement()
                .extracting(SourceProblem::message)
                .asString()
                .contains(
                        "line 50002: it has more than 50000 items; names with a number or an identifier in them make an item of"
                                + " each request.");
    }

    @Test
    void namesThatDifferInASecretAloneAreOneItem() throws IOException {
        file("a.txt", "#lines", "https://a/b?token=canary1 1", "https://a/b?token=canary2 3");
        Collected collected = collect(SourceRequest.of("it", "a.txt"));
        assertThat(collected.run().phases())
                .extracting(Phase::key, Phase::name)
                .containsExactly(tuple("it/https://a/b", "https://a/b"));
        assertThat(collected.toString()).doesNotContain("canary");
    }
}
