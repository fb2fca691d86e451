package pms.query.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTest {

    @Test
    void forgetsCaseAndAccents() {
        assertThat(Folded.fold("  Zoë ÅNGSTRÖM ")).isEqualTo("zoe angstrom");
        assertThat(Folded.fold("Straße Łódź Ærø Đặng")).isEqualTo("strasse lodz aero dang");
        assertThat(Folded.fold("İSTANBUL")).isEqualTo("istanbul");
        assertThat(Folded.fold("ﬁne")).as("compatibility forms").isEqualTo("fine");
    }

    @Test
    void splitsAtWhatIsNoLetterAndNoDigit() {
        assertThat(Folded.words("O'Brien-Núñez, Ann  ann 2nd")).containsExactly("o", "brien", "nunez", "ann", "2nd");
        assertThat(Folded.words(" %_ ")).isEmpty();
        assertThat(Folded.words("王小明")).containsExactly("王小明");
    }
}
