package pms.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pms.e2e.TheSystem;
import pms.e2e.client.Answer;

/** Each example at {@code /docs} does what the document says, when one goes from call to call in a sensible order. */
class DocumentedExamplesIT {

    /** What there is of a dead letter only when something went wrong. */
    private static final Set<String> NOTHING_TO_TRY = Set.of(
            "showQuerySideDeadLetter", "dropQuerySideDeadLetter", "showAnalyticsDeadLetter", "dropAnalyticsDeadLetter");

    private static final int MOST_TRIES = 10;

    private final TriedExamples examples = new TriedExamples(TheSystem.url());

    @Test
    void workWhenTried() throws IOException, InterruptedException {
        logIn();
        registerAndRead();
        treat();
        deactivateAndErase();
        count();
        rebuild("Analytics");
        rebuild("Directory");
        operate();
        manageUsers();
        logOut();

        assertThat(examples.tried())
                .containsAll(examples.all().stream()
                        .filter(id -> !NOTHING_TO_TRY.contains(id))
                        .toList());
    }

    private void logIn() {
        examples.that("login");
        examples.that("validateToken");
        examples.that("getKeys");
    }

    private void registerAndRead() throws IOException, InterruptedException {
        examples.that("listPatients");
        examples.that("registerPatient", "whole");
        String id = examples.that("registerPatient", "email").json().path("id").asString();
        assertThat(examples.that("getPatient").json().path("id").asString()).isEqualTo(id);
        examples.that("amendPatient");
        examples.that("getHistory");
        assertThat(examples.that("getAccount").json().path("patientId").asString())
                .isEqualTo(id);
        follow();
    }

    /** The feed does not end. */
    private void follow() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(examples.place("followPatients"))
                    .header("Authorization", "Bearer " + examples.token())
                    .build();
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private void treat() {
        examples.that("startEncounter", "least");
        examples.that("startEncounter", "emergency");
        examples.that("getEncounter");
        examples.that("finishEncounter");
        examples.that("listEncounters");
    }

    private void deactivateAndErase() {
        examples.that("deactivatePatient");
        examples.that("erasePatient");
    }

    private void count() {
        List.of(
                        "getSummary",
                        "getRegistrations",
                        "getDemographics",
                        "getPatientCounts",
                        "getEncounters",
                        "getCensus",
                        "getReadmissions",
                        "getAccountOpenings",
                        "readAudit",
                        "verifyAudit")
                .forEach(examples::that);
    }

    private void rebuild(String service) {
        String begin = "rebuild" + service;
        String follow = "follow" + service + "Rebuild";
        examples.that(begin, "taken");
        examples.that("list" + service + "Rebuilds");
        examples.that("get" + service + "Rebuild");
        assertThat(examples.that(follow).text()).contains("SWITCHED");
        examples.that("rollback" + service + "Rebuild");
        examples.that(follow);
        examples.that(begin, "kept");
        assertThat(examples.that(follow).text()).contains("BUILT");
        examples.that("switch" + service + "Rebuild");
        examples.that(follow);
        cancel(begin, "cancel" + service + "Rebuild");
    }

    /** One of so few events may be done before it is cancelled: then another one. */
    private void cancel(String begin, String cancel) {
        Answer answer;
        int tries = 0;
        do {
            examples.that(begin, "kept");
            answer = examples.once(cancel);
            assertThat(answer.status()).as(answer.text()).isIn(200, 409);
        } while (answer.status() != 200 && ++tries < MOST_TRIES);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void operate() {
        List.of(
                        "listQuerySideProjections",
                        "listQuerySideDeadLetters",
                        "replayQuerySideDeadLetters",
                        "listAnalyticsProjections",
                        "listAnalyticsDeadLetters",
                        "replayAnalyticsDeadLetters",
                        "rotateSigningKey")
                .forEach(examples::that);
    }

    /** Nobody has the password of the example: the one who tries it puts in the own. */
    private void manageUsers() {
        var user = examples.that("createUser").json();
        examples.that("listUsers");
        assertThat(examples.that("getUser").json().path("id")).isEqualTo(user.path("id"));
        examples.that("changeUser");

        Map<String, Object> login = Map.of(
                "email",
                user.path("email").asString(),
                "password",
                user.path("password").asString());
        String token = examples.as("", "login", login).json().path("token").asString();
        examples.as(
                token,
                "changeOwnPassword",
                Map.of("current", user.path("password").asString(), "password", "violet cup on mars"));
    }

    private void logOut() {
        examples.that("refresh");
        examples.that("logout");
    }
}
