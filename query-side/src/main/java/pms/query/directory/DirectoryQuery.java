package pms.query.directory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import pms.query.web.Refusal;

/**
 * A page of the directory that is asked for; valid by construction.
 *
 * @param words each must be the beginning of a word of the name, the longest (which finds the
 *     fewest) first; empty when all patients are asked for
 * @param exact an e-mail or an identifier's value, as an alternative to the words
 * @param page from 0
 */
record DirectoryQuery(List<String> words, String exact, int page, int size, SortOrder sort) {

    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 10_000_000;
    private static final int MAX_TEXT_LENGTH = 300;
    private static final int MAX_WORDS = 8;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** @throws Refusal naming each parameter that is not valid */
    static DirectoryQuery of(MultiValueMap<String, String> parameters) {
        Map<String, String> errors = new LinkedHashMap<>();
        String text = first(parameters, "q", "");
        if (text.length() > MAX_TEXT_LENGTH || text.indexOf('\0') >= 0) {
            errors.put("q", "must have at most " + MAX_TEXT_LENGTH + " characters and no NUL");
        }
        OptionalInt page = number(first(parameters, "page", "0"), 0, MAX_PAGE);
        if (page.isEmpty()) {
            errors.put("page", "must be a whole number from 0 to " + MAX_PAGE);
        }
        OptionalInt size = number(first(parameters, "size", Integer.toString(DEFAULT_SIZE)), 1, MAX_SIZE);
        if (size.isEmpty()) {
            errors.put("size", "must be a whole number from 1 to " + MAX_SIZE);
        }
        var sort = SortOrder.of(first(parameters, "sort", "name"));
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
        return new DirectoryQuery(words, Folded.fold(text), page.orElseThrow(), size.orElseThrow(), sort.orElseThrow());
    }

    boolean isSearch() {
        return !exact.isEmpty();
    }

    long offset() {
        return (long) page * size;
    }

    private static String first(MultiValueMap<String, String> parameters, String name, String otherwise) {
        String given = parameters.getFirst(name);
        return given == null || given.isBlank() ? otherwise : given.strip();
    }

    private static OptionalInt number(String given, int least, int most) {
        if (!NUMBER.matcher(given).matches()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(given);
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Without what is searched for, which names people. */
    @Override
    public String toString() {
        return "DirectoryQuery[page=" + page + ", size=" + size + ", sort=" + sort + "]";
    }
}
