package pms.query.directory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import pms.query.web.Paging;
import pms.query.web.Refusal;

/**
 * A page of the directory that is asked for; valid by construction.
 *
 * @param words each must be the beginning of a word of the name, the longest (which finds the
 *     fewest) first; empty when all patients are asked for
 * @param exact an e-mail or an identifier's value, as an alternative to the words
 */
record DirectoryQuery(List<String> words, String exact, Paging paging, SortOrder sort) {

    private static final int MAX_TEXT_LENGTH = 300;
    private static final int MAX_WORDS = 8;

    /** @throws Refusal naming each parameter that is not valid */
    static DirectoryQuery of(MultiValueMap<String, String> parameters) {
        Map<String, String> errors = new LinkedHashMap<>();
        String text = Paging.first(parameters, "q", "");
        if (text.length() > MAX_TEXT_LENGTH || text.indexOf('\0') >= 0) {
            errors.put("q", "must have at most " + MAX_TEXT_LENGTH + " characters and no NUL");
        }
        Paging paging = Paging.of(parameters, errors);
        var sort = SortOrder.of(Paging.first(parameters, "sort", "name"));
        if (sort.isEmpty()) {
            errors.put("sort", "must be one of " + SortOrder.known());
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalidParameters(errors);
        }
        List<String> words = Folded.words(text).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MAX_WORDS)
                .toList();
        return new DirectoryQuery(words, Folded.fold(text), paging, sort.orElseThrow());
    }

    boolean isSearch() {
        return !exact.isEmpty();
    }

    /** Without what is searched for, which names people. */
    @Override
    public String toString() {
        return "DirectoryQuery[" + paging + ", sort=" + sort + "]";
    }
}
