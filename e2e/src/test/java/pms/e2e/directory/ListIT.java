package pms.e2e.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static pms.e2e.TheSystem.asUser;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.client.Json;

class ListIT {
    /** A family name that only the five patients of this class have. */
    private static final String FAMILY = "Zz" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "quist";

    private static final Pattern LINK = Pattern.compile("<([^>]+)>;\\s*rel=\"?([a-z]+)\"?");
    private static final List<String> GIVEN = List.of("Cleo", "Abel", "Edda", "Bram", "Dora");
    private static long position;

    @BeforeAll
    static void registerFive() {
        for (String given : GIVEN) {
            Map<String, Object> patient = Patients.with("name", given + " " + FAMILY);
            patient.put("dateOfBirth", "19" + (70 + GIVEN.indexOf(given)) + "-05-05");
            position = Patients.register(patient).position();
        }
    }

    private static RequestSpecification request() {
        return asUser().header("PMS-Position", position);
    }

    private static String given(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    @Test
    void isAnArrayThatIsNotEmpty() {
        request()
                .get("/api/patients")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("$", not(hasSize(0)))
                .body("[0].keySet()", hasItem("id"))
                .body("[0].keySet()", hasItem("version"));
    }

    @Test
    void findsByAPartOfTheNameWhateverItsCase() {
        request()
                .queryParam("q", FAMILY.toUpperCase(Locale.ROOT).substring(0, FAMILY.length() - 2))
                .get("/api/patients")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "5")
                .body("$", hasSize(5));
    }

    @Test
    void findsNobodyByANameThatNobodyHas() {
        request()
                .queryParam("q", FAMILY + "x")
                .get("/api/patients")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "0")
                .body("$", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'"})
    void takesSignsOfThePatternLanguageAsText(String sign) {
        request()
                .queryParam("q", sign)
                .get("/api/patients")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "0");
    }

    @Test
    void sortsByNameAndByDateOfBirthBothWays() {
        assertThat(sorted("name")).containsExactly("Abel", "Bram", "Cleo", "Dora", "Edda");
        assertThat(sorted("-name")).containsExactly("Edda", "Dora", "Cleo", "Bram", "Abel");
        assertThat(sorted("dateOfBirth")).containsExactlyElementsOf(GIVEN);
    }

    private static List<String> sorted(String sort) {
        List<String> names = request()
                .queryParam("q", FAMILY)
                .queryParam("sort", sort)
                .get("/api/patients")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("name", String.class);
        return names.stream().map(ListIT::given).toList();
    }

    @Test
    void refusesToSortByWhatIsNoField() {
        request()
                .queryParam("sort", "shoeSize")
                .get("/api/patients")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("errors.sort", not(equalTo(null)));
    }

    @Test
    void isReadWholeByFollowingTheLinks() {
        List<String> names = new ArrayList<>();
        String next = "/api/patients?size=2&sort=name&q=" + FAMILY;
        while (next != null) {
            Response page = request().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).header("X-Total-Count", "5");
            names.addAll(page.jsonPath().getList("name", String.class));
            next = link(page, "next");
        }
        assertThat(names).extracting(ListIT::given).containsExactly("Abel", "Bram", "Cleo", "Dora", "Edda");
    }

    @Test
    void namesTheFirstLastAndPreviousPage() {
        Response page = request().get("/api/patients?page=1&size=2&sort=name&q=" + FAMILY);
        page.then().statusCode(200).body("name", contains("Cleo " + FAMILY, "Dora " + FAMILY));
        assertThat(pageOf(page, "first")).isEqualTo("0");
        assertThat(pageOf(page, "prev")).isEqualTo("0");
        assertThat(pageOf(page, "next")).isEqualTo("2");
        assertThat(pageOf(page, "last")).isEqualTo("2");
    }

    private static String pageOf(Response page, String relation) {
        Matcher number = Pattern.compile("[?&]page=(\\d+)").matcher("" + link(page, relation));
        return number.find() ? number.group(1) : "no link " + relation + " in " + page.header("Link");
    }

    /** The path and query of a link, or null. */
    private static @org.jspecify.annotations.Nullable String link(Response page, String relation) {
        Matcher links = LINK.matcher("" + page.header("Link"));
        while (links.find()) {
            if (links.group(2).equals(relation)) {
                String target = links.group(1);
                return target.substring(target.indexOf("/api/"));
            }
        }
        return null;
    }

    @Test
    void isEmptyBeyondTheLastPage() {
        request()
                .get("/api/patients?page=3&size=2&q=" + FAMILY)
                .then()
                .statusCode(200)
                .header("X-Total-Count", "5")
                .body("$", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"page,-1", "page,x", "size,0", "size,100000", "size,201", "size,-5", "page,99999999999999999999"})
    void namesTheParameterThatIsOutOfBounds(String parameter, String value) {
        request()
                .queryParam(parameter, value)
                .get("/api/patients")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-parameter"))
                .body("errors.keySet()", hasItem(parameter));
    }

    @Test
    void takesTheLargestPage() {
        request().get("/api/patients?size=200").then().statusCode(200).header("Link", containsString("rel="));
    }

    @Test
    void saysTheSameOfOnePatientAsThePatientItself() {
        Response list = request().queryParam("q", "Abel " + FAMILY).get("/api/patients");
        String id = list.path("[0].id");
        Map<String, Object> inList = list.jsonPath().getMap("[0]");
        Map<String, Object> alone =
                request().get("/api/patients/" + id).jsonPath().getMap("$");
        assertThat(Json.read(Json.write(inList))).isEqualTo(Json.read(Json.write(alone)));
    }
}
