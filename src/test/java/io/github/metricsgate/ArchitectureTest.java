package io.github.metricsgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house: who may call whom. It is described in src/site/markdown/architecture.md. */
class ArchitectureTest {

    private static final String HOUSE = "io.github.metricsgate";
    private static final List<String> ROOMS =
            List.of("mojo", "metrics", "disk", "json", "files", "gate", "report", "stats", "text");

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
                .containsExactlyInAnyOrderElementsOf(
                        ROOMS.stream().map(room -> HOUSE + "." + room).toList());
    }

    @Test
    void everyRoomIsCalledOnlyByThoseThatMay() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            house = house.layer(room).definedBy(HOUSE + "." + room + "..");
        }
        house.whereLayer("mojo")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("files")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("mojo", "files", "report")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("mojo", "report")
                .whereLayer("stats")
                .mayOnlyBeAccessedByLayers("mojo", "report", "gate")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("mojo", "report")
                .whereLayer("disk")
                .mayOnlyBeAccessedByLayers("mojo", "report", "files")
                .check(CLASSES);
    }

    @Test
    void noRoomCallsItselfThroughAnother() {
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
    void onlyMojoKnowsMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".mojo")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..", "javax.inject.."))
                .check(CLASSES);
    }

    /** At run time there is Java and, for the goals, what Maven lends. */
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
                        "org.codehaus.plexus.component.configurator.expression..",
                        "org.codehaus.plexus.configuration..",
                        "org.codehaus.plexus.util.xml..",
                        "org.eclipse.aether..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "javax.xml.parsers..",
                        "javax.xml.stream.."))
                .check(CLASSES);
    }
}
