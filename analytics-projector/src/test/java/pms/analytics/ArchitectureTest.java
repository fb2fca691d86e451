package pms.analytics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import org.springframework.context.SmartLifecycle;

@AnalyzeClasses(packages = "pms.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependenciesPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("views")
            .definedBy(
                    "pms.analytics.registrations",
                    "pms.analytics.demographics",
                    "pms.analytics.summary",
                    "pms.analytics.patients",
                    "pms.analytics.encounters",
                    "pms.analytics.census",
                    "pms.analytics.readmissions",
                    "pms.analytics.accountopenings",
                    "pms.analytics.audit")
            .layer("view")
            .definedBy("pms.analytics.view")
            .layer("patientfacts")
            .definedBy("pms.analytics.patientfacts", "pms.analytics.encounterfacts")
            .layer("web")
            .definedBy("pms.analytics.web")
            .layer("access")
            .definedBy("pms.analytics.access")
            .whereLayer("views")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("views")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("views", "web")
            .whereLayer("view")
            .mayOnlyBeAccessedByLayers("views")
            .whereLayer("patientfacts")
            .mayOnlyBeAccessedByLayers("views", "view");

    @ArchTest
    static final ArchRule viewsDoNotKnowEachOther = slices().matching(
                    "pms.analytics.(registrations|demographics|summary|patients|encounters|census|readmissions|accountopenings|audit)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingLooksAtPersonalData = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("pms\\.schema\\.patient\\.v1\\.(Person|Identifier|EncounterReason).*");

    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("pms..")
                    .and(not(resideInAnyPackage(
                            "pms.analytics..",
                            "pms.schema..",
                            "pms.access..",
                            "pms.audit..",
                            "pms.kafka..",
                            "pms.projection..",
                            "pms.telemetry.."))));

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethodWhere(JavaCall.Predicates.target(owner(assignableTo(Publisher.class)))
                    .and(JavaCall.Predicates.target(nameMatching("block.*|toStream|toIterable"))))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule onlyLifecyclesSubscribe = noClasses()
            .that()
            .areNotAssignableTo(SmartLifecycle.class)
            .should()
            .callMethodWhere(JavaCall.Predicates.target(owner(assignableTo(Publisher.class)))
                    .and(JavaCall.Predicates.target(nameMatching("subscribe"))));
}
