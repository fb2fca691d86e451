package pms.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pms.e2e.documents.Document.Block;

class DocumentTest {
    @Test
    void readsCommandsWithWhatTheyPrint() {
        Document document = parse("""
                # Title
                ```sh
                echo one
                echo two
                ```

                prints

                ```text
                one
                …
                ```
                """);

        assertThat(document.blocks()).containsExactly(new Block(2, "echo one\necho two", null, "one\n…"));
    }

    @Test
    void leavesOutWhatSaysWhyItCannotRun() {
        Document document = parse("""
                <!-- not run: needs an account -->
                ```sh
                aws
                ```
                ```sh
                ls
                ```
                """);

        assertThat(document.running()).extracting(Block::commands).containsExactly("ls");
        assertThat(document.notRun()).containsExactly("a.md:2 needs an account");
    }

    @Test
    void wantsAReasonWhereAConsoleIsShown() {
        assertThatThrownBy(() -> parse("```console\n$ ls\n```\n")).hasMessageContaining("a.md:1 does not say why");
    }

    @Test
    void readsOtherLanguagesAsNoCommands() {
        assertThat(parse("```java\nint a;\n```\n").blocks()).isEmpty();
    }

    @Test
    void takesDotsForAnythingAndNothingElse() {
        assertThat(Shell.matches("id …\nend", "id 17\nmore\nend\n")).isTrue();
        assertThat(Shell.matches("… (1)", "a (1)")).isTrue();
        assertThat(Shell.matches("a", "a\nb")).isFalse();
        assertThat(Shell.matches("a.c", "abc")).isFalse();
        assertThat(Shell.matches("PART   STATE", "PART   STATE  ")).isTrue();
    }

    private static Document parse(String text) {
        return Document.parse("a.md", List.of(text.split("\n", -1)));
    }
}
