package pms.query.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.query.App;
import pms.query.Servers;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@ExtendWith(OutputCaptureExtension.class)
class ScrubIT {

    @Test
    void leavesNoByteOfAnErasedPatientInTheFilesOfTheDatabase(CapturedOutput output) throws Exception {
        try (App app = new App("scrubbed", "--pms.scrub.gathering=50ms")) {
            asSuperuser("revoke pg_checkpoint from " + app.database());
            UUID gone = UUID.randomUUID();
            UUID stays = UUID.randomUUID();
            app.relay().send(gone, registered(gone, person("Quixotine Zzfirst").setPhone("+00-MARKED-1")));
            app.relay().send(gone, amended(gone, 2, person("Quixotine Zzsecond").setPhone("+00-MARKED-2")));
            app.relay().send(stays, registered(stays, person("Permanent Zzstays")));
            app.patient(stays).expectStatus().isOk();
            app.sql("analyze");
            assertThat(filesWith(app, "zzsecond")).as("the search can find it").isNotEmpty();

            app.keys().destroy(gone);
            app.relay().send(gone, erased(gone, 3));
            app.patient(gone).expectStatus().isNotFound();
            nothingIsDue(app);

            for (String mark : List.of("uixotine", "zzfirst", "Zzfirst", "zzsecond", "Zzsecond", "+00-MARKED")) {
                assertThat(filesWith(app, mark)).as(mark).isEmpty();
            }
            assertThat(filesWith(app, "Zzstays")).isNotEmpty();
            app.relay().send(stays, erased(stays, 2));
            app.patient(stays).expectStatus().isNotFound();
            nothingIsDue(app);
            assertThat(output.toString().split("may stay in the write-ahead log", -1))
                    .as("what the role may not do is said once")
                    .hasSize(2);
        }
    }

    @Test
    void makesUpForAScrubThatAStopInterrupted(CapturedOutput output) throws Exception {
        try (App app = new App("scrubdue", "--pms.scrub.gathering=50ms")) {
            app.whileDown(() -> {
                try {
                    app.sql("insert into scrub_due values (1)");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            nothingIsDue(app);
            assertThat(output).doesNotContain("scrubbed yet").doesNotContain("may stay in");
        }
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (var connection = Servers.postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void nothingIsDue(App app) {
        assertThat(Flux.defer(() -> {
                            try {
                                return Flux.just(app.number("select count(*) from scrub_due"));
                            } catch (SQLException failure) {
                                return Flux.error(failure);
                            }
                        })
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(due -> due == 0)
                        .block(App.PATIENCE))
                .isTrue();
    }

    private static List<Path> filesWith(App app, String mark) throws SQLException, IOException {
        Path database;
        try (var connection = Servers.postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
            try (var row = statement.executeQuery(
                    "select current_setting('data_directory') || '/base/' || oid from pg_database where datname = '%s'"
                            .formatted(app.database()))) {
                assertThat(row.next()).isTrue();
                database = Path.of(row.getString(1));
            }
        }
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> holds(file, mark)).toList();
        }
    }

    private static boolean holds(Path file, String mark) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException removedMeanwhile) {
            return false;
        }
    }
}
