package pms.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static pms.e2e.TheSystem.installation;
import static pms.e2e.TheSystem.status;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.e2e.documents.Shell.Ran;
import pms.e2e.system.Progress;

/** Every command of the documents runs, one document after the other, against the shared system. */
@Execution(ExecutionMode.SAME_THREAD)
@SuppressWarnings("NullAway.Init")
class DocumentsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("documents")
    void runsAsItStands(Document document) throws Exception {
        assumeTrue(Shell.hasTools(), "the documents use bash and curl, which are not on the path");
        List<Ran> ran = new Shell(installation(), folder).run(document);
        await().atMost(2, TimeUnit.MINUTES).until(DocumentsIT::isAtRest);

        assertThat(ran)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.fault())
                        .as(
                                "%s:%d%n%s",
                                document.name(),
                                each.block().line(),
                                each.block().commands())
                        .isEmpty());
    }

    /** The tests that follow count what they find. */
    private static boolean isAtRest() {
        List<Progress> readers = status().projections();
        return !readers.isEmpty() && readers.stream().allMatch(reader -> reader.lag() == 0);
    }

    static List<Document> documents() {
        return all().stream().filter(document -> !document.running().isEmpty()).toList();
    }

    private static List<Document> all() {
        return Checkout.documents().stream().map(Document::read).toList();
    }

    /** So that nobody takes for tried what is not. */
    @AfterAll
    static void tellWhatDoesNotRun() {
        System.out.println("Commands of documents that are not run:");
        all().stream().flatMap(document -> document.notRun().stream()).forEach(System.out::println);
    }
}
