package pms.query.web;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/**
 * Which page of a list is asked for.
 *
 * @param page from 0
 * @param size 1 to {@value #MAX_SIZE}
 */
public record Paging(int page, int size) {

    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 10_000_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * The page that the parameters ask for.
     *
     * @param errors takes each parameter that is not valid; then the answer means nothing
     */
    public static Paging of(MultiValueMap<String, String> parameters, Map<String, String> errors) {
        OptionalInt page = number(first(parameters, "page", "0"), 0, MAX_PAGE);
        if (page.isEmpty()) {
            errors.put("page", "must be a whole number from 0 to " + MAX_PAGE);
        }
        OptionalInt size = number(first(parameters, "size", Integer.toString(DEFAULT_SIZE)), 1, MAX_SIZE);
        if (size.isEmpty()) {
            errors.put("size", "must be a whole number from 1 to " + MAX_SIZE);
        }
        return new Paging(page.orElse(0), size.orElse(DEFAULT_SIZE));
    }

    /** What stands before the page. */
    public long offset() {
        return (long) page * size;
    }

    /**
     * The page as an answer.
     *
     * @param total of all pages
     */
    public <T> ResponseEntity<List<T>> answer(ServerHttpRequest request, List<T> rows, long total) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("X-Total-Count", Long.toString(total))
                .header(HttpHeaders.LINK, PageLinks.of(request.getURI(), this, total))
                .body(rows);
    }

    /** The parameter without blanks around it, or what counts when it is missing or blank. */
    public static String first(MultiValueMap<String, String> parameters, String name, String otherwise) {
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
}
