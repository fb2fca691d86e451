package pms.billing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.reactivestreams.Publisher;

@AnalyzeClasses(packages = "pms.billing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule slicesDoNotKnowEachOther =
            slices().matching("pms.billing.account.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule dependenciesPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("endpoint")
            .definedBy("pms.billing.endpoint")
            .layer("slices")
            .definedBy("pms.billing.account..")
            .layer("database")
            .definedBy("pms.billing.database")
            .whereLayer("endpoint")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("slices")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("slices", "endpoint");

    @ArchTest
    static final ArchRule onlyTheEndpointAndTheDoorKnowTheContract = noClasses()
            .that()
            .resideOutsideOfPackages("pms.billing.endpoint", "pms.billing.access")
            .should()
            .dependOnClassesThat(resideInAPackage("pms.schema..").or(resideInAPackage("io.grpc..")));

    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("pms..")
                    .and(not(resideInAPackage("pms.billing..")
                            .or(resideInAPackage("pms.schema.."))
                            .or(resideInAPackage("pms.access..")))));

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethodWhere(JavaCall.Predicates.target(owner(assignableTo(Publisher.class)))
                    .and(JavaCall.Predicates.target(nameMatching("block.*|toStream|toIterable"))))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule onlyTheGroupCommitSubscribes = noClasses()
            .that()
            .doNotHaveSimpleName("AccountOpenings")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(owner(assignableTo(Publisher.class)))
                    .and(JavaCall.Predicates.target(nameMatching("subscribe"))));
}
