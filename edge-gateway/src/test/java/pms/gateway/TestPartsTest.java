package pms.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.stereotype.Component;

/** Every gateway of these tests is the gateway, and what a test puts in the place of a part is in its own alone. */
@AnalyzeClasses(packages = "pms.gateway", importOptions = ImportOption.OnlyIncludeTests.class)
class TestPartsTest {

    @ArchTest
    static final ArchRule noPartIsFoundByTheScanOfAllTests = noClasses()
            .that()
            .areNotAnnotatedWith(TestConfiguration.class)
            .should()
            .beMetaAnnotatedWith(Component.class)
            .because("Spring looks for parts below pms.gateway, among the classes of tests as well");
}
