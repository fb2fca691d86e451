package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of words that can't be carried out: exit code 2, and a line that helps on. */
class MisunderstoodTest {
    @RegisterExtension
    private final Heard heard = new Heard();

    @ParameterizedTest
    @CsvSource({
        "staus, status",
        "users ad, add",
        "patients --limt, --limit",
        "events tial, pms events tail?",
        "help patinets, pms patients?",
        "help events tial, pms events tail?",
        "users help ad, users add",
    })
    void saysWhatWasPerhapsMeant(String words, String meant) {
        assertThat(Pms.run(words.split(" "))).isEqualTo(2);

        assertThat(text()).contains("pms: ", meant);
        assertThat(text().lines().count()).as("not all of the help").isLessThan(6);
    }

    @Test
    void saysWhereToReadOn() {
        assertThat(Pms.run("users", "add")).isEqualTo(2);

        assertThat(text()).contains("Missing required parameters", "See ./pms users add --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rebuild|VIEW can be analytics, directory",
                "stop|PART can be postgres, kafka",
                "users add a@pms.test|ROLE can be ADMIN, CLINICIAN"
            })
    void saysWhatAMissingWordCanBe(String words, String choices) {
        assertThat(Pms.run(words.split(" "))).isEqualTo(2);

        assertThat(text().lines().findFirst()).get().asString().contains("Missing required parameter", choices);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "patients --limit abc, 'abc' is not a whole number",
                "feed --after 1.5, '1.5' is not a whole number",
                "events tail --after 99999999999999999999, is too large a number",
                "load FILE --rate x, 'x' is not a whole number",
                "feed --patient xyz, '--patient': 'xyz' is no patient's id: ./pms patients lists them",
                "events tail --patient xyz, 'xyz' is no patient's id",
                "audit list --patient xyz, 'xyz' is no patient's id"
            })
    void refusesAValueInWordsOfItsOption(String words, String reason) {
        assertThat(Pms.run(words.split(" "))).isEqualTo(2);

        assertThat(text()).startsWith("pms: Invalid value for option '--").contains(reason);
    }

    @Test
    void explainsWhatItDoesNotUnderstand() {
        assertThat(Pms.run("fly")).isEqualTo(2);
        assertThat(Pms.run("up", "--port", "many")).isEqualTo(2);
        assertThat(Pms.run("load")).isEqualTo(2);

        assertThat(text()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"up", "patients", "feed", "load FILE", "users list", "audit list", "rebuild directory"})
    void refusesAnImpossiblePort(String words) {
        for (String port : List.of("99999", "0", "-1", "many", "4294971300")) {
            heard.forget();
            assertThat(Pms.run((words + " --port " + port).split(" "))).as(port).isEqualTo(2);

            assertThat(text().lines())
                    .containsExactly(
                            "pms: Invalid value for option '--port': '" + port + "' is no port: a port is 1 to 65535",
                            "See ./pms " + words.replaceAll(" (FILE|directory)", "") + " --help");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status --port 4321",
        "audit verify --port=4321",
        "dead-letters list --port 4321",
        "keys show --port 4321",
        "keys rotate --port 4321",
        "backup FOLDER --port 4321"
    })
    void leadsFromThePortToTheDataFolderWhereThatIsMeant(String words) {
        assertThat(Pms.run(words.split(" "))).isEqualTo(2);

        String command = words.replaceAll(" (FOLDER )?--port.*", "");
        assertThat(text().lines().findFirst())
                .contains(
                        "pms: 'pms " + command + "' has no --port: it works on the data folder, so use --data FOLDER");
    }

    @Test
    void saysWhoIsAskedWhereNoUserIs() {
        assertThat(Pms.run("dead-letters", "replay", "--user", "a@pms.test")).isEqualTo(2);

        assertThat(text()).contains("has no --user").doesNotContain("a@pms.test");
    }

    @Test
    void takesAnotherUnknownOptionForWhatItIs() {
        assertThat(Pms.run("completion", "--port=4321")).isEqualTo(2);

        assertThat(text()).contains("Unknown option: '--port=4321'");
    }

    private String text() {
        return heard.text();
    }
}
