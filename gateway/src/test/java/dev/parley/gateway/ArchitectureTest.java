package dev.parley.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Maven keeps the modules apart; this keeps the packages apart. */
@AnalyzeClasses(packages = "dev.parley", importOptions = {ImportOption.DoNotIncludeTests.class,
    ArchitectureTest.NoFakes.class})
class ArchitectureTest {

    /** The fakes of the platforms come in a jar of their own. */
    static final class NoFakes implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule noPackageCycles = slices().matching("dev.parley.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheIndexKnowsLucene = noClasses().that().resideOutsideOfPackage("dev.parley.kb.lucene..")
            .and().doNotHaveSimpleName("Vectors").should().dependOnClassesThat().resideInAPackage("org.apache.lucene..")
            .because("another index engine must be able to take its place");

    @ArchTest
    static final ArchRule onlyTheEmbeddingKnowsOnnx = noClasses().that()
            .resideOutsideOfPackage("dev.parley.kb.embedding..").should().dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule theKnowledgeBaseKnowsNothingOfTheRest = noClasses().that().resideInAPackage("dev.parley.kb..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("dev.parley.connectors..", "dev.parley.gateway..", "io.micronaut..");

    @ArchTest
    static final ArchRule connectorsKnowNoneOfOurOtherModules = noClasses().that()
            .resideInAPackage("dev.parley.connectors..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.parley.gateway..", "dev.parley.kb..");

    @ArchTest
    static final ArchRule channelsDoNotKnowEachOther = slices()
            .matching("dev.parley.connectors.(web|console|telegram|slack)..")
            .should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theSpiKnowsNoPlatform = noClasses().that()
            .resideInAPackage("dev.parley.connectors.channel..").should().dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "dev.parley.connectors.web..", "dev.parley.connectors.console..",
                    "dev.parley.connectors.telegram..", "dev.parley.connectors.slack..");

    @ArchTest
    static final ArchRule theCoreKnowsChannelsByTheirSpiAlone = noClasses().that()
            .resideInAPackage("dev.parley.gateway..").and().resideOutsideOfPackage("dev.parley.gateway.cli..").should()
            .dependOnClassesThat().resideInAnyPackage("dev.parley.connectors.web..", "dev.parley.connectors.console..",
                    "dev.parley.connectors.telegram..", "dev.parley.connectors.slack..");

    @ArchTest
    static final ArchRule onlyTelegramKnowsTelegramAndOnlySlackKnowsSlack = noClasses().that()
            .resideOutsideOfPackages("dev.parley.connectors.telegram..", "dev.parley.connectors.slack..").should()
            .dependOnClassesThat().resideInAnyPackage("org.telegram..", "com.slack..");

    @ArchTest
    static final ArchRule pureStepsNeedNoFramework = noClasses().that()
            .resideInAnyPackage("dev.parley.gateway.rules..", "dev.parley.gateway.answer..",
                    "dev.parley.gateway.voice..",
                    "dev.parley.gateway.config..")
            .should().dependOnClassesThat().resideInAPackage("io.micronaut..");

    @ArchTest
    static final ArchRule noStepLooksBackAtThePipeline = noClasses().that()
            .resideInAnyPackage("dev.parley.gateway.*..").and().resideOutsideOfPackage("dev.parley.gateway.cli..")
            .and().resideOutsideOfPackage("dev.parley.gateway").should().dependOnClassesThat()
            .resideInAPackage("dev.parley.gateway");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().that().resideInAPackage("dev.parley..").should()
            .callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
            .because("tests set the clock");
}
