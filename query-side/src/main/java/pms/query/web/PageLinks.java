package pms.query.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/** The links to the first, previous, next and last page (RFC 8288), relative to the host that was asked. */
final class PageLinks {

    private PageLinks() {}

    static String of(URI asked, Paging paging, long total) {
        long last = total == 0 ? 0 : (total - 1) / paging.size();
        List<String> links = new ArrayList<>();
        links.add(link(asked, 0, "first"));
        if (paging.page() > 0) {
            links.add(link(asked, Math.min(paging.page() - 1L, last), "prev"));
        }
        if (paging.page() < last) {
            links.add(link(asked, paging.page() + 1L, "next"));
        }
        links.add(link(asked, last, "last"));
        return String.join(", ", links);
    }

    private static String link(URI asked, long page, String relation) {
        String target = UriComponentsBuilder.newInstance()
                .path(asked.getRawPath())
                .query(escaped(asked))
                .replaceQueryParam("page", page)
                .build(true)
                .toUriString();
        return "<%s>; rel=\"%s\"".formatted(target, relation);
    }

    /** The query that was asked: letters beyond ASCII and brackets come as they are from a client that escapes nothing. */
    private static String escaped(URI asked) {
        String query = URI.create(asked.toASCIIString()).getRawQuery();
        return query == null ? "" : query.replace("[", "%5B").replace("]", "%5D");
    }
}
