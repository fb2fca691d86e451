package pms.e2e.operations;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;
import static pms.e2e.TheSystem.unnamed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentationIT {
    @ParameterizedTest
    @CsvSource({
        "patients, /api/patients, post",
        "patients, /api/patients, get",
        "patients, /api/patients/{id}, get",
        "patients, /api/patients/{id}, put",
        "patients, /api/patients/{id}, delete",
        "patients, /api/patients/{id}/history, get",
        "patients, /api/patients/feed, get",
        "auth, /auth/login, post",
        "auth, /auth/validate, get",
        "analytics, /api/analytics/summary, get",
        "analytics, /api/analytics/registrations, get",
        "analytics, /api/analytics/demographics, get",
        "analytics, /api/analytics/patients, get",
        "analytics, /api/analytics/encounters, get",
        "analytics, /api/analytics/census, get",
        "analytics, /api/analytics/readmissions, get",
        "analytics, /api/analytics/account-openings, get",
        "analytics, /api/audit, get",
        "billing, /api/billing/accounts/{patientId}, get"
    })
    void describesEachCallInOpenApi(String name, String path, String method) {
        unnamed()
                .get("/api-docs/" + name)
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3."))
                .body("paths['" + path + "']", hasKey(method));
    }

    @Test
    void isOnePageToReadAndTry() {
        unnamed()
                .redirects()
                .follow(true)
                .accept("text/html")
                .get("/docs")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("<html"));
    }

    @Test
    void knowsNoOtherPart() {
        unnamed().get("/api-docs/nothing").then().statusCode(404).body("code", equalTo("not-found"));
    }
}
