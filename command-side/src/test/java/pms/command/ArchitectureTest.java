package pms.command;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AnalyzeClasses(packages = "pms.command", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingNeedsTheCommandLine =
            noClasses().should().dependOnClassesThat().resideInAPackage("pms.cli..");

    @ArchTest
    static final ArchRule theStoreKnowsNeitherAxonNorSpringNorTheDomain = noClasses()
            .that()
            .resideInAPackage("pms.command.eventstore..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.axonframework..", "org.springframework.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage("pms.command..")
                    .and(resideInAPackage("pms.command.eventstore..").negate()));

    @ArchTest
    static final ArchRule onlyTheAdapterAndTheHandlingKnowAxon = noClasses()
            .that()
            .resideOutsideOfPackages("pms.command.axon..", "pms.command.handling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule theEncounterKnowsOnlyItself = classes()
            .that()
            .resideInAPackage("pms.command.encounter")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("pms.command.encounter", "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule thePatientKnowsOnlyItselfAndItsEncounters = classes()
            .that()
            .resideInAPackage("pms.command.patient")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "pms.command.patient",
                    "pms.command.encounter",
                    "pms.schema.patient..",
                    "com.google.protobuf..",
                    "java..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule slicesDoNotKnowEachOther =
            slices().matching("pms.command.patient.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule slicesOfTheEncounterDoNotEither =
            slices().matching("pms.command.encounter.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("pms.command.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyBlocks = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|blockOptional|toStream|toIterable"))
                    .and(target(owner(assignableTo(Mono.class).or(assignableTo(Flux.class))))));

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule endpointsAreNamedSo = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .haveSimpleNameEndingWith("Endpoint")
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule flowsRunInLifecyclesOnly = noClasses()
            .that()
            .resideOutsideOfPackage("pms.command.eventstore..")
            .and()
            .resideOutsideOfPackage("pms.command.axon..")
            .and()
            .areNotAssignableTo(SmartLifecycle.class)
            .and()
            .doNotHaveSimpleName("BillingClient")
            .and()
            .doNotHaveSimpleName("Lanes") // a group outlives each of its members
            .and()
            .doNotHaveSimpleName("Gathered") // and so does a question those who wait for it
            .should()
            .callMethodWhere(target(name("subscribe"))
                    .and(target(owner(assignableTo(Mono.class).or(assignableTo(Flux.class))))));
}
