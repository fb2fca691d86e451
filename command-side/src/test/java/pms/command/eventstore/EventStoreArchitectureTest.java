package pms.command.eventstore;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.reactivestreams.Publisher;

@AnalyzeClasses(packages = "pms.command", importOptions = ImportOption.DoNotIncludeTests.class)
class EventStoreArchitectureTest {

    @ArchTest
    static final ArchRule theStoreStandsOnTheDriverAndReactorAlone = classes()
            .that()
            .resideInAPackage("pms.command.eventstore..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "pms.command.eventstore..",
                    "java..",
                    "org.jspecify..",
                    "org.reactivestreams..",
                    "reactor..",
                    "io.r2dbc.spi..",
                    "io.r2dbc.postgresql..");

    @ArchTest
    static final ArchRule theAdapterKnowsTheStoreAndAxonAlone = classes()
            .that()
            .resideInAPackage("pms.command.axon..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "pms.command.axon..",
                    "pms.command.eventstore..",
                    "org.axonframework..",
                    "java..",
                    "org.jspecify..",
                    "org.reactivestreams..",
                    "reactor..",
                    "jakarta.annotation..");

    @ArchTest
    static final ArchRule onlyTheStoreItselfAndTheBridgeToAxonSubscribe = noClasses()
            .that()
            .resideInAnyPackage("pms.command.eventstore..", "pms.command.axon..")
            .and()
            .doNotHaveSimpleName("PostgresEventStore")
            .and()
            .doNotHaveSimpleName("FluxMessageBridge")
            .should()
            .callMethodWhere(target(name("subscribe")).and(target(owner(assignableTo(Publisher.class)))));
}
