package pms.command.patient;

import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of what must be one patient's only: its e-mail and its identifiers. They tell nothing of what they stand for
 * to anyone without the key, and are the same for all ways to write one thing: Unicode is compatibility-composed (NFKC),
 * letters are lower case, white space around is cut and inside is one space.
 */
public final class ClaimTags {

    private static final String EMAIL = "email:";
    private static final String IDENTIFIER = "identifier:";
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private final UnaryOperator<String> pseudonym;

    /** @param pseudonym gives the same for the same text, and can't be undone or guessed without a key */
    public ClaimTags(UnaryOperator<String> pseudonym) {
        this.pseudonym = pseudonym;
    }

    /** E-mail before identifiers. */
    public Set<String> of(Details details) {
        return of(details.email(), details.identifiers());
    }

    /** The tags of what the draft would make one patient's only. */
    public Set<String> of(Draft draft) {
        return of(draft.email(), draft.identifiers());
    }

    static boolean isEmail(String claim) {
        return claim.startsWith(EMAIL);
    }

    private Set<String> of(@Nullable String email, List<Identifier> identifiers) {
        Set<String> tags = new LinkedHashSet<>();
        if (email != null) {
            tags.add(tag(EMAIL, normal(email)));
        }
        identifiers.forEach(identifier ->
                tags.add(tag(IDENTIFIER, normal(identifier.system()) + "|" + normal(identifier.value()))));
        return Collections.unmodifiableSet(tags);
    }

    /** The kind is hashed as well: one text as an e-mail and as an identifier has nothing in common. */
    private String tag(String kind, String normal) {
        return kind + pseudonym.apply(kind + normal);
    }

    private static String normal(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        // Lower case may take a text out of its normal form.
        String stable = Normalizer.normalize(composed, Normalizer.Form.NFKC);
        return WHITE_SPACE.matcher(stable).replaceAll(" ").strip();
    }
}
