package pms.query.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.query.App;
import pms.query.TestKeys;

@ExtendWith(OutputCaptureExtension.class)
class LogsIT {

    @Test
    void noPersonNoKeyNoTokenAndNoSearchIsInALog(CapturedOutput output) throws Exception {
        try (App app = new App("logs")) {
            UUID id = UUID.randomUUID();
            app.relay().send(id, registered(id, person("Logmark One").setEmail("logmark@example.org")));
            app.relay().send(id, amended(id, 2, person("Logmark Two").setDateOfBirth("Logmark, no date")));
            UUID other = UUID.randomUUID();
            app.relay().send(other, registered(other, person("Logmark \0 NUL"))); // refused by the database
            app.relay().send(id, erased(id, 3));
            byte[] key = Objects.requireNonNull(app.keys().key(id));
            app.get("/api/patients?q={q}", "logmark").expectStatus().isOk();
            app.get("/api/patients?page=x&q={q}", "logmark").expectStatus().isBadRequest();

            app.sql("alter table patient rename to patient_away");
            app.get("/api/patients?q={q}", "logmark")
                    .expectStatus()
                    .is5xxServerError()
                    .expectBody(String.class)
                    .value(body -> assertThat(body).doesNotContain("logmark"));

            assertThat(output)
                    .as("something was logged")
                    .contains("dead-lettered", "a date in the payload is malformed", "unexpected", "SQLSTATE");
            assertThat(output.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("logmark", "q=");
            assertThat(output)
                    .doesNotContain(TestKeys.TOKEN)
                    .doesNotContain(Base64.getEncoder().encodeToString(key))
                    .doesNotContain(HexFormat.of().formatHex(key));
        }
    }
}
