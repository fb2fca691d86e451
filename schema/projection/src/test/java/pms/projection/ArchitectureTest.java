package pms.projection;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.context.SmartLifecycle;

@AnalyzeClasses(packages = "pms.projection", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNothingOfTheDomain = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("pms..")
                    .and(resideOutsideOfPackages("pms.projection..", "pms.kafka..", "pms.telemetry..")));

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("waits for a publisher") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String name = call.getName();
                    return isReactor(call)
                            && (name.startsWith("block") || name.equals("toIterable") || name.equals("toStream"));
                }
            });

    @ArchTest
    static final ArchRule onlyLifecyclesSubscribe = noClasses()
            .that()
            .areNotAssignableTo(SmartLifecycle.class)
            .should()
            .callMethodWhere(new DescribedPredicate<>("subscribes") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return isReactor(call) && call.getName().equals("subscribe");
                }
            });

    private static boolean isReactor(JavaMethodCall call) {
        return call.getTargetOwner().getName().startsWith("reactor.core.publisher.");
    }
}
