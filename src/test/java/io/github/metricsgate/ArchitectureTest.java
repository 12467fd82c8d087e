package io.github.metricsgate;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.metricsgate.gate.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may call which, as described in src/site/markdown/architecture.md. */
class ArchitectureTest {

    private static final String HOUSE = "io.github.metricsgate";
    private static final List<String> ROOMS = List.of(
            "mojo",
            "metrics",
            "disk",
            "json",
            "files",
            "gate",
            "report",
            "text",
            "source",
            "stats",
            "identity",
            "history");

    private static final List<String> PARTS_OF_REPORT = List.of("report.chart", "report.markup");

    private static final String[] LIBRARIES_OF_SOURCE = {
        "com.fasterxml.jackson..", "org.HdrHistogram..", "org.apache.commons.csv.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);

    @Test
    void enoughClassesAreSeenToSpeakOfTheHouse() {
        assertThat(CLASSES.size()).isGreaterThan(50);
        for (String room : ROOMS) {
            assertThat(CLASSES.stream().filter(c -> c.getPackageName().equals(HOUSE + "." + room)))
                    .as(room)
                    .hasSizeGreaterThan(2);
        }
        assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ROOMS.stream(), PARTS_OF_REPORT.stream())
                        .map(room -> HOUSE + "." + room)
                        .toList());
    }

    @Test
    void everyRoomIsOnlyCalledByRoomsThatMayCallIt() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            house = house.layer(room).definedBy(HOUSE + "." + room + "..");
        }
        house.whereLayer("mojo")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("files")
                .mayOnlyBeAccessedByLayers("mojo", "source")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("mojo", "files", "report", "history")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("mojo", "report")
                .whereLayer("stats")
                .mayOnlyBeAccessedByLayers("mojo", "report", "gate")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("mojo", "report")
                .whereLayer("disk")
                .mayOnlyBeAccessedByLayers("mojo", "report", "files", "history")
                .whereLayer("identity")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("mojo")
                .check(CLASSES);
    }

    @Test
    void noRoomDependsOnItselfThroughAnother() {
        slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theDiskKnowsNothingOfMetrics() {
        classes()
                .that()
                .resideInAPackage(HOUSE + ".disk")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(HOUSE + ".disk", "java..", "org.jspecify.annotations.."))
                .check(CLASSES);
    }

    @Test
    void chartsAndMarkupKnowNothingOfMetrics() {
        classes()
                .that()
                .resideInAPackage(HOUSE + ".report.chart")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        HOUSE + ".report.chart",
                        HOUSE + ".report.markup",
                        HOUSE + ".text",
                        "java..",
                        "org.jspecify.annotations.."))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(HOUSE + ".report.markup")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(HOUSE + ".report.markup", "java..", "org.jspecify.annotations.."))
                .check(CLASSES);
    }

    /** There is one place that decides: whoever else made a finding would decide too. */
    @Test
    void onlyTheGateMakesFindings() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".gate")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Finding.class))))
                .check(CLASSES);
        long made = CLASSES.stream()
                .flatMap(each -> each.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isAssignableTo(Finding.class))
                .count();
        assertThat(made).isGreaterThan(15);
    }

    /** A presentation has the words, and there is one of a verification: so every report says the same. */
    @Test
    void wordingIsMadeOnce() {
        classes()
                .that()
                .haveFullyQualifiedName(HOUSE + ".report.Wording")
                .should()
                .onlyBeAccessed()
                .byClassesThat(nameMatching(HOUSE + "\\.report\\.(Presentation|Wording)"))
                .check(CLASSES);
    }

    @Test
    void onlyMojoKnowsMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".mojo")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..", "javax.inject.."))
                .check(CLASSES);
    }

    /** They are loaded only where a build has sources. */
    @Test
    void onlySourceKnowsTheLibrariesThatReadWhatOthersWrote() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".source")
                .should()
                .dependOnClassesThat(resideInAnyPackage(LIBRARIES_OF_SOURCE))
                .check(CLASSES);
    }

    /** They are loaded only where a history is a database: nothing else of history than those classes knows them. */
    @Test
    void onlyTheStoreInADatabaseKnowsDatabases() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.history\\.Postgres[A-Z].*")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.postgresql..", "java.sql..", "javax.sql.."))
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.history\\.Postgres[A-Z].*|.*\\.mojo\\.(DatabasePlace|HistoryAddress)")
                .should()
                .dependOnClassesThat(nameMatching(".*\\.history\\.Postgres[A-Z].*"))
                .check(CLASSES);
    }

    @Test
    void sourceKnowsTheModelAndOurOwnFilesAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".source")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOMS.stream()
                        .filter(room ->
                                !List.of("source", "metrics", "stats", "files").contains(room))
                        .map(room -> HOUSE + "." + room + "..")
                        .toArray(String[]::new)))
                .check(CLASSES);
    }

    /** At run time there is Java, what Maven lends the goals, and what source reads with. */
    @Test
    void nothingElseIsCalledThanJavaAndMaven() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        HOUSE + "..",
                        "java..",
                        "javax.inject..",
                        "org.jspecify.annotations..",
                        "org.apache.maven..",
                        "org.codehaus.plexus",
                        "org.codehaus.plexus.component.configurator.expression..",
                        "org.codehaus.plexus.component.repository.exception..",
                        "org.codehaus.plexus.configuration..",
                        "org.codehaus.plexus.util.xml..",
                        "org.eclipse.aether..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "javax.xml.parsers..",
                        "javax.xml.stream..",
                        "jdk.jfr..",
                        "com.fasterxml.jackson..",
                        "org.HdrHistogram..",
                        "org.apache.commons.csv..",
                        "org.postgresql.."))
                .check(CLASSES);
    }
}
