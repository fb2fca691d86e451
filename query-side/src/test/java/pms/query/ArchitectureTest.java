package pms.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "pms.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> VIEWS = Set.of("directory", "history", "feed", "encounter");

    @ArchTest
    static final ArchRule slicesFormNoCycle =
            slices().matching("pms.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule viewsDoNotKnowEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String slice = type.getPackageName().replace("pms.query.", "");
                    return VIEWS.contains(slice) ? SliceIdentifier.of(slice) : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "views";
                }
            })
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheKeysKnowTheKeyServiceAndTheCipher = noClasses()
            .that()
            .resideOutsideOfPackage("pms.query.keys")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "javax.crypto..", "pms.schema.keys..");

    @ArchTest
    static final ArchRule nothingImportsTheTools =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("pms.cli..");

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("waits for a publisher or sleeps") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String owner = call.getTargetOwner().getName();
                    String name = call.getName();
                    return (owner.startsWith("reactor.core.publisher.")
                                    && (name.startsWith("block")
                                            || name.equals("toIterable")
                                            || name.equals("toStream")))
                            || (owner.equals("java.lang.Thread") && name.equals("sleep"));
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
                    return call.getTargetOwner().getName().startsWith("reactor.core.publisher.")
                            && call.getName().equals("subscribe");
                }
            });

    @ArchTest
    static final ArchRule endpointsAreNamedSo =
            classes().that().areAnnotatedWith(RestController.class).should().haveSimpleNameEndingWith("Endpoint");
}
