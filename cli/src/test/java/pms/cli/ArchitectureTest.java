package pms.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "pms.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("pms.cli.(*)..").should().beFreeOfCycles();

    /** Tests of all services use it. */
    @ArchTest
    static final ArchRule theRuntimeStandsOnItsOwn = noClasses()
            .that()
            .resideInAPackage("pms.cli.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "picocli..",
                    "tools.jackson..",
                    "pms.cli",
                    "pms.cli.up..",
                    "pms.cli.folder..",
                    "pms.cli.system..",
                    "pms.cli.control..",
                    "pms.cli.keys..");

    @ArchTest
    static final ArchRule nothingHereKnowsAService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "pms.command..",
                    "pms.query..",
                    "pms.billing..",
                    "pms.analytics..",
                    "pms.gateway..",
                    "pms.schema..");
}
