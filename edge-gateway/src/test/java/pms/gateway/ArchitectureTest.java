package pms.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.context.Lifecycle;
import pms.audit.AccessTrail;

@AnalyzeClasses(packages = "pms.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaMethodCall> WAITING = DescribedPredicate.describe(
            "calls that wait",
            call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                    && (call.getName().startsWith("block")
                            || call.getName().equals("toStream")
                            || call.getName().equals("toIterable")));

    private static final DescribedPredicate<JavaMethodCall> SUBSCRIBING = DescribedPredicate.describe(
            "subscriptions of one's own",
            call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                    && call.getName().equals("subscribe")
                    && call.getTarget().getParameterTypes().isEmpty());

    @ArchTest
    static final ArchRule featuresKnowOnlyWhatTheyBuildOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("correlation")
            .definedBy("pms.gateway.correlation..")
            .layer("problem")
            .definedBy("pms.gateway.problem..")
            .layer("database")
            .definedBy("pms.gateway.database..")
            .layer("token")
            .definedBy("pms.gateway.auth.token..")
            .layer("access")
            .definedBy("pms.gateway.access..")
            .layer("login")
            .definedBy("pms.gateway.auth")
            .layer("account")
            .definedBy("pms.gateway.auth.account..")
            .layer("attempts")
            .definedBy("pms.gateway.auth.attempts..")
            .layer("session")
            .definedBy("pms.gateway.auth.session..")
            .layer("start")
            .definedBy("pms.gateway.start..")
            .layer("internal")
            .definedBy("pms.gateway.internal..")
            .layer("routing")
            .definedBy("pms.gateway.routing..")
            .layer("limits")
            .definedBy("pms.gateway.limits..")
            .layer("server")
            .definedBy("pms.gateway.server..")
            .layer("browser")
            .definedBy("pms.gateway.browser..")
            .layer("billing")
            .definedBy("pms.gateway.billing..")
            .layer("audit")
            .definedBy("pms.gateway.audit..")
            .layer("docs")
            .definedBy("pms.gateway.docs..")
            .layer("operations")
            .definedBy("pms.gateway.operations..")
            .layer("console")
            .definedBy("pms.gateway.console..")
            .layer("health")
            .definedBy("pms.gateway.health..")
            .whereLayer("correlation")
            .mayNotAccessAnyLayer()
            .whereLayer("problem")
            .mayOnlyAccessLayers("correlation")
            .whereLayer("database")
            .mayNotAccessAnyLayer()
            .whereLayer("start")
            .mayNotAccessAnyLayer()
            .whereLayer("token")
            .mayOnlyAccessLayers("problem", "start")
            .whereLayer("account")
            .mayOnlyAccessLayers("attempts", "audit", "database", "token", "problem")
            .whereLayer("attempts")
            .mayOnlyAccessLayers("problem", "routing")
            .whereLayer("session")
            .mayOnlyAccessLayers("account", "audit", "token", "problem")
            .whereLayer("internal")
            .mayOnlyAccessLayers("audit", "token", "problem", "start")
            .whereLayer("access")
            .mayOnlyAccessLayers("token", "problem")
            .whereLayer("login")
            .mayOnlyAccessLayers("account", "attempts", "audit", "routing", "session", "token", "problem", "start")
            .whereLayer("routing")
            .mayOnlyAccessLayers("token", "problem", "correlation")
            .whereLayer("limits")
            .mayOnlyAccessLayers("token", "problem", "routing", "server")
            .whereLayer("server")
            .mayOnlyAccessLayers("browser", "correlation", "problem")
            .whereLayer("browser")
            .mayNotAccessAnyLayer()
            .whereLayer("billing")
            .mayOnlyAccessLayers("audit", "problem", "correlation", "start")
            .whereLayer("audit")
            .mayOnlyAccessLayers("token", "problem", "routing", "limits", "correlation")
            .whereLayer("docs")
            .mayOnlyAccessLayers("problem")
            .whereLayer("operations")
            .mayOnlyAccessLayers("audit", "token")
            .whereLayer("console")
            .mayOnlyAccessLayers("problem")
            .whereLayer("health")
            .mayOnlyAccessLayers("routing");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("pms.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingWaits = noClasses().should().callMethodWhere(WAITING);

    @ArchTest
    static final ArchRule onlyLifecyclesSubscribe =
            noClasses().that().areNotAssignableTo(Lifecycle.class).should().callMethodWhere(SUBSCRIBING);

    @ArchTest
    static final ArchRule theToolsStayOut =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("pms.cli..", "javax.sql..", "java.sql..");

    @ArchTest
    static final ArchRule onlyBillingSpeaksGrpc = noClasses()
            .that()
            .resideOutsideOfPackage("pms.gateway.billing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "pms.schema.billing..");

    @ArchTest
    static final ArchRule entriesAreWrittenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("pms.gateway.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "pms.schema.audit..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(AccessTrail.class);

    @ArchTest
    static final ArchRule namesAreTheFieldsOwn =
            classes().should().haveNameNotMatching(".*(Impl|Util|Utils|Manager|DTO|Mapper|Helper|Controller)");
}
