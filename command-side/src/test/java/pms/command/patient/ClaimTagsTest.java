package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTagsTest {

    private final ClaimTags tags = Samples.CLAIM_TAGS;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jose\u0301@EXAMPLE.org", // decomposed, upper case
                "  jos\u00e9@example.org\t", // white space around
                "\uff4a\uff4f\uff53\u00e9@example.org", // full-width letters
                "JOS\u00c9@Example.ORG"
            })
    void areTheSameForEachWayToWriteAnEmail(String written) {
        assertThat(tags.of(Samples.draft(written))).isEqualTo(tags.of(Samples.draft("jos\u00e9@example.org")));
    }

    @Test
    void areTheSameForEachWayToWriteAnIdentifier() {
        assertThat(identifier("urn:hospital", " mrn\u00a0\u2003 12a "))
                .isEqualTo(identifier("URN:Hospital", "MRN 12A"));
        assertThat(identifier("urn:hospital", "MRN 12")).isNotEqualTo(identifier("urn:hospital", "MRN12"));
    }

    @Test
    void tellAnEmailFromAnIdentifierOfTheSameText() {
        ClaimTags hashed = new ClaimTags(text -> Integer.toHexString(text.hashCode()));
        String email = hashed.of(Samples.draft("a@b.example")).iterator().next();
        Draft numbered = new Draft(
                null, null, null, null, null, null, null, null, null, List.of(new Identifier("a@b.example", "")));
        String identifier = hashed.of(numbered).iterator().next();

        assertThat(email.substring(email.indexOf(':') + 1))
                .isNotEqualTo(identifier.substring(identifier.indexOf(':') + 1));
    }

    @Test
    void nameTheEmailFirst() {
        assertThat(tags.of(Samples.draft("a@b.example", Samples.HOSPITAL_7)))
                .containsExactly("email:a@b.example", "identifier:urn:hospital|7");
    }

    private Set<String> identifier(String system, String value) {
        return tags.of(Samples.draft("a@b.example", new Identifier(system, value)));
    }
}
