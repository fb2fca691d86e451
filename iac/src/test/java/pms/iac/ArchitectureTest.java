package pms.iac;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "pms.iac", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule concernsDoNotKnowWhereTheyAreDeployed = noClasses()
            .that()
            .resideInAnyPackage(
                    "..network..",
                    "..data..",
                    "..streaming..",
                    "..services..",
                    "..edge..",
                    "..observability..",
                    "..system..",
                    "..template..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("pms.iac.aws..", "pms.iac.localstack..");

    @ArchTest
    static final ArchRule concernsStandInAnOrder =
            slices().matching("pms.iac.(*)..").should().beFreeOfCycles();
}
